"""The guide for centre verifier."""

from django.utils.translation import gettext_lazy as _

from config.guides.shape import Guide, Mistake, Picture
from directory.enums import RoleKind

CENTRE_VERIFIER = Guide(
    slug="verifikator-pusat",
    title=_("Verifikator pusat"),
    kinds=frozenset({RoleKind.CENTRE_VERIFIER}),
    pictures=(Picture("centre-verifier", _("Papan verifikasi dengan pengajuan semua Kanwil.")),),
    season=(
        _("Selama verifikasi Kanwil: mengikuti kemajuannya."),
        _("Setelah verifikasi selesai: memutuskan temuan yang masih terbuka."),
        _("Setelah diteruskan: mengembalikan ke Kanwil bila verifikasinya keliru."),
        _("Semua tanggal ada di bawah “Jadwal” pada halaman pengajuan."),
    ),
    steps=(
        _("Buka “Papan verifikasi” dan saring menurut Kanwil atau keadaan."),
        _(
            "Temuan yang menunggu pusat tampil di “Daftar kerja”. Lihat berkasnya, tulis alasan, "
            "lalu “Simpan keputusan”."
        ),
        _(
            "“Ikhtisar pengajuan” memuat semuanya dalam satu halaman; “Unduh sebagai PDF” bila "
            "perlu dibawa."
        ),
        _(
            "Bila verifikasi perlu diulang, buka “Kembalikan ke Kanwil”, tulis alasan dan tanggal "
            "baru."
        ),
        _("“Catatan pemeriksaan” menunjukkan seberapa sering setiap pemeriksaan otomatis benar."),
    ),
    mistakes=(
        Mistake(
            _("Kanwil tidak dapat lagi mengubah apa pun."),
            _("Setelah diteruskan, hanya “Kembalikan ke Kanwil” yang membukanya lagi."),
        ),
        Mistake(
            _("Ikhtisar PDF dibagikan sebelum pengumuman."),
            _(
                "Jangan. PDF itu dapat memuat yang masih dirahasiakan; nama Anda tercantum dan "
                "pengambilannya dicatat."
            ),
        ),
    ),
    results=_(
        "Tanda terima perbuatan Anda ada di “Tanda terima”. Hasil tampil di “Hasil” setelah "
        "pengumuman."
    ),
    ask=_("Admin pusat."),
)
