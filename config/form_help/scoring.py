"""Help beside the forms of panels and of jurors."""

from django.utils.translation import gettext_lazy as _

from config.form_help.shape import Help

SCORING: Help = {
    "jury:panel_new": (
        _(
            "Nama panel tidak boleh sudah dipakai. Sesudah ini masukkan pengajuan dan dudukkan "
            "juri di halaman panelnya."
        ),
    ),
    "jury:panel_fill": (
        _("Yang tampil hanya pengajuan yang sudah diteruskan dan belum masuk panel lain."),
    ),
    "jury:seat_juror": (
        _("Juri menyatakan benturan kepentingan dahulu, baru dapat melihat pengajuan."),
        _("Nama yang tidak ada belum berperan juri: mintalah admin pusat memberi peran itu."),
    ),
    "jury:end_seat": (
        _(
            "Juri ini tidak dapat lagi membuka pengajuan panel, dan lembarnya tidak dihitung. "
            "Periksa sesudahnya apakah jurinya masih cukup."
        ),
        _("Alasan tercatat selamanya."),
    ),
    "jury:share_by_hand": (
        _("Pilih juri yang dilepas, juri yang ditugaskan, atau keduanya."),
        _(
            "Lembar yang sudah dibuka juri yang dilepas tidak dihitung lagi; centang bahwa "
            "Anda mengetahuinya."
        ),
    ),
    "jury:propose_closing": (
        _(
            "Tulis alasan bagi setiap UPT yang tidak dapat dinilai. UPT itu tidak mendapat "
            "nilai dan tidak mendapat tempat dalam peringkat."
        ),
    ),
    "jury:propose_reopening": (
        _(
            "Pilih berita acara rapat yang memintanya. Orang kedua harus menyetujui sebelum "
            "penilaian terbuka lagi."
        ),
        _("Alasan tercatat selamanya."),
    ),
    "jury:record_meeting": (
        _("Tanggal rapat sejak penutupan sampai hari ini, dan nomornya belum pernah dipakai."),
    ),
    "jury:propose_lifting": (
        _(
            "Tulis mengapa benturan yang tercatat itu keliru, misalnya orang lain dengan nama "
            "yang sama."
        ),
        _("Alasan tercatat selamanya."),
    ),
    "jury:refuse_lifting": (
        _("Tulis mengapa benturan itu tetap berlaku. Penolakan tersimpan dengan alasannya."),
    ),
    "jury:withdraw_conflict": (
        _(
            "Hanya bila Anda salah menyatakan dan belum pernah membuka lembar UPT itu. "
            "Sesudahnya nyatakan lagi."
        ),
    ),
    "jury:declare": (
        _("Pilih satu pernyataan untuk setiap UPT; keterangannya boleh kosong."),
        _(
            "Yang dibiarkan “Belum saya nyatakan” belum dapat Anda buka, kecuali Anda "
            "mencentang pernyataan untuk semua UPT lain di bawah."
        ),
        _("Ragu? Tanyakan kepada sekretaris juri sebelum menyimpan."),
    ),
    "jury:sheet_criterion": (
        _("Nilai sendiri menurut data dukung. Pernyataan UPT dan nilai Kanwil hanya pembanding."),
        _("Komentar dibaca UPT tanpa nama Anda. Jangan menyebut nama orang atau UPT lain."),
        _("Lembar baru dihitung setelah disegel."),
    ),
    "jury:late_conflict": (
        _("Pilih jenisnya dan jelaskan singkat. Sekretaris juri lalu mencari pengganti."),
    ),
    "jury:seal": (
        _(
            "Tulis apa yang berubah sejak segel sebelumnya, dan mengapa. Versi lama tetap "
            "tersimpan."
        ),
    ),
}
