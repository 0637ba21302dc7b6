"""Help beside the forms of the verification."""

from django.utils.translation import gettext_lazy as _

from config.form_help.shape import Help

SIGNED_MINUTES_POINTS = (
    _(
        "Unduh PDF dari halaman ini dan tanda tangani berkas itu sendiri. Jangan dicetak, "
        "dipindai, disimpan ulang, atau digabung."
    ),
    _(
        "Yang sering ditolak: berkas yang berubah sesudah ditandatangani, atau yang dilindungi "
        "kata sandi."
    ),
)
REOPEN_POINTS = (
    _("Tulis indikator mana yang keliru dan apa yang harus dikerjakan lagi."),
    _("Beri batas baru yang cukup: Berita Acara harus disiapkan dan ditandatangani lagi."),
)
DESK: Help = {
    "verification:verify": (
        _(
            "Nilai menurut berkas dan keadaan di tempat. Bila berbeda dari pernyataan UPT, "
            "tulis apa yang Anda temukan; tanpa itu tidak tersimpan."
        ),
        _("Bila isian atau berkas berubah sesudahnya, indikator ini diverifikasi lagi."),
    ),
    "verification:match": (
        _(
            "Centang hanya indikator yang berkasnya sudah Anda lihat. Yang nilainya berbeda "
            "dibuka dan dinilai satu per satu."
        ),
    ),
    "verification:division": (
        _("“Seluruh kriteria ini” mengalahkan pilihan per indikator di bawahnya."),
        _("Hanya ketua tim yang membagi. Pembagian boleh diubah selama verifikasi berjalan."),
    ),
    "verification:repair": (
        _(
            "Buka setiap indikator yang perlu diperbaiki, pilih alasannya, dan jelaskan apa "
            "yang kurang."
        ),
        _("Kesempatan perbaikan terbatas: kumpulkan semuanya dalam satu permintaan."),
        _("Belum dikirim sampai Anda menekan “Ya, kembalikan untuk perbaikan”."),
    ),
    "verification:prepare_letter": (
        _(
            "UPT membaca kedua isian ini. Sebut apa yang kurang dan bagaimana UPT dapat "
            "mengikuti kembali."
        ),
        _(
            "Belum berlaku sampai cukup anggota tim menandatangani dan ketua menekan “Nyatakan "
            "tidak lolos”."
        ),
    ),
    "verification:sign": (
        _("Baca PDF-nya dahulu. Kata sandi akun Anda adalah tanda tangannya."),
        _(
            "Bila tim atau hasil verifikasi berubah sesudahnya, dokumen disiapkan dan "
            "ditandatangani lagi."
        ),
    ),
    "verification:signed_minutes": SIGNED_MINUTES_POINTS,
    "jury:paper": SIGNED_MINUTES_POINTS,
    "jury:report_card_copies": SIGNED_MINUTES_POINTS,
    "jury:certificate_copies": SIGNED_MINUTES_POINTS,
    "verification:waive": (
        _("Hanya bila kunjungan memang tidak mungkin. Alasan Anda dibaca dalam Berita Acara."),
    ),
    "verification:reopen": REOPEN_POINTS,
    "verification:send_back": REOPEN_POINTS,
}
