"""Help beside the forms of a season and of an application."""

from django.utils.translation import gettext_lazy as _

from config.form_help.shape import Help

AWARD: Help = {
    "award:criterion": (
        _("Pilih keadaan yang sebenarnya saat ini. Catatan boleh kosong."),
        _("Kurang jelas? Tekan “Tanya Kanwil” di samping indikatornya."),
        _("Belum ada yang dikirim sampai Kepala UPT menekan “Kirim penilaian mandiri”."),
    ),
    "award:send_self_assessment": (
        _("Dengan mencentang, Kepala UPT bertanggung jawab atas isian ini."),
        _(
            "Setelah dikirim, Kanwil menetapkan tim. Sebelum tim ada dan selama batasnya belum "
            "lewat, isian masih dapat dibuka kembali dari halaman pengajuan."
        ),
        _("Bila tombol tidak dapat ditekan, baca “Yang masih menghalangi” di atasnya."),
    ),
    "award:amend": (
        _(
            "Pilih jawaban yang benar, atau centang bahwa data dukungnya belum ada, lalu tulis "
            "alasannya."
        ),
        _(
            "Yang dinyatakan belum ada dihitung tidak terpenuhi. Versi lama tetap tersimpan "
            "dan dapat dibaca."
        ),
    ),
    "award:ask": (
        _(
            "Sebut yang membingungkan, misalnya berkas apa yang dimaksud. Satu pertanyaan "
            "untuk satu indikator."
        ),
        _(
            "Jawaban tampil di samping indikatornya. Selama belum dijawab, pertanyaan dapat "
            "ditarik, tetapi tidak dapat ditambah."
        ),
    ),
    "award:answer_question": (
        _(
            "Jawab hanya tentang indikator yang ditanyakan. Jawaban tidak dapat diubah sesudah "
            "dikirim."
        ),
        _("UPT diberi tahu dan membacanya di samping indikatornya."),
    ),
    "award:walk": (
        _("Tulis alasan yang dapat dipahami pihak lain; alasan tersimpan dalam riwayat pengajuan."),
        _("Bila tombol tidak dapat ditekan, baca “Yang masih menghalangi” di atasnya."),
    ),
    "award:season_new": (
        _(
            "Instrumen menentukan indikator, skala, dan jenis UPT. Yang dapat dipilih hanya "
            "yang sudah diterbitkan."
        ),
        _(
            "Sesudah ini isi kalendernya. Semua tanggal kalender dibaca menurut zona waktu "
            "yang dipilih di sini."
        ),
    ),
    "award:season_calendar": (
        _("Semua tanggal harus diisi, dan tidak satu pun boleh mendahului tanggal di atasnya."),
        _("Setelah periode dibuka, batas waktu hanya dapat diperpanjang."),
    ),
    "award:season_value": (
        _(
            "Isi hanya nilai yang sudah ditetapkan kementerian, dengan nomor keputusannya. "
            "Yang belum ditetapkan tetap bertanda sementara."
        ),
        _("Setelah periode dibuka, nilai ini tidak dapat diubah lagi."),
    ),
    "award:season_extension": (
        _(
            "Pilih Kanwil untuk satu Kanwil, atau tulis kode satker untuk satu UPT. Kosongkan "
            "keduanya untuk semua."
        ),
        _("Batas baru harus sesudah batas semula dan belum lewat. Alasan wajib diisi."),
    ),
    "award:announce": (
        _(
            "“Lihat sebelum dikirim” belum mengirim apa pun. Baru “Kirim sekarang” di halaman "
            "berikutnya yang mengirim."
        ),
        _(
            "Kepala dan operator UPT menerimanya di aplikasi dan lewat surel. Yang sudah "
            "dikirim tidak dapat ditarik."
        ),
    ),
    "award:remind_silent": (
        _("Langsung dikirim, hanya kepada UPT yang drafnya belum berisi satu jawaban pun."),
        _("Dalam 24 jam mereka hanya dapat diingatkan satu kali."),
    ),
}
