"""Help beside the forms of decisions, objections and hearings."""

from django.utils.translation import gettext_lazy as _

from config.form_help.shape import Help

PUBLISH_POINTS = (
    _(
        "Isi nomor dan tanggal persis seperti pada keputusannya. Sesudah diumumkan tidak dapat "
        "ditarik."
    ),
)
MODIFIER_ANSWER_POINTS = (
    _(
        "Hanya Kepala UPT yang menjawab, satu kali, sebelum batasnya lewat. Tulis dahulu "
        "lengkap, baru kirim."
    ),
)
RESULTS: Help = {
    "jury:decide": (
        _("Alasan dibaca UPT setelah diumumkan: sebut apa yang menentukan, dengan kata sederhana."),
        _("Sampai pengumuman, keputusan dirahasiakan."),
    ),
    "jury:decide_several": (
        _(
            "Pilih keputusan pada setiap baris tabel, lalu isi nomor, tanggal, dan alasan yang "
            "berlaku bagi semuanya."
        ),
        _("UPT yang memerlukan alasan sendiri ditetapkan di halamannya."),
    ),
    "jury:publish": PUBLISH_POINTS,
    "jury:publish_amendment": PUBLISH_POINTS,
    "jury:mailing": (
        _(
            "Pilih satu Kanwil, atau biarkan semua. Dokumen yang belum selesai dibuat tidak "
            "disertakan dan disebut dalam daftar isinya."
        ),
    ),
    "jury:papers": (
        _(
            "Semua boleh kosong: yang kosong dibiarkan terbuka pada rancangan. Rancangan belum "
            "menetapkan apa pun."
        ),
    ),
    "jury:objection": (
        _(
            "Sebut indikator mana dan mengapa hasilnya keliru. Foto atau dokumen ditambahkan "
            "sesudah ini."
        ),
        _("Diperiksa admin pusat yang tidak ikut memutuskan; jawabannya tampil di halaman ini."),
    ),
    "jury:objection_files": (
        _(
            "Sekali kirim untuk satu indikator. Jumlah berkas satu keberatan terbatas: kirim "
            "yang paling jelas."
        ),
    ),
    "jury:objection_uphold": (
        _(
            "Pilih ke mana pengajuan kembali, dan batas baru bila masih ada yang harus "
            "dikerjakan. Jawaban dibaca UPT."
        ),
    ),
    "jury:objection_reject": (_("Jawab setiap hal yang dipersoalkan; UPT membaca jawaban ini."),),
    "jury:modifier_register": (
        _("Sebut sumber, nomor, dan tanggal dokumennya. Uraian dibaca UPT: tulis fakta saja."),
        _("Yang Anda daftarkan harus diputuskan orang lain."),
    ),
    "jury:modifier_answer": MODIFIER_ANSWER_POINTS,
    "jury:hearing_answer": MODIFIER_ANSWER_POINTS,
    "jury:modifier_decide": (
        _("Baca jawaban UPT dahulu. Dapat diputuskan lagi sampai penilaian ditutup."),
    ),
    "jury:hearing_open": (
        _(
            "Sebut berkas dan temuannya saja, tanpa menyebut UPT lain. Lama waktu menjawab "
            "diatur instrumen."
        ),
    ),
    "jury:hearing_propose": (
        _("Baca keterangan UPT dahulu. Akibatnya baru berlaku setelah disetujui orang kedua."),
    ),
    "jury:hearing_drop": (_("Tulis mengapa tidak ada akibat bagi UPT."),),
}
