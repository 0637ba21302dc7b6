"""The guide for juror."""

from django.utils.translation import gettext_lazy as _

from config.guides.shape import Guide, Mistake, Picture
from directory.enums import RoleKind

JUROR = Guide(
    slug="juri",
    title=_("Juri"),
    kinds=frozenset({RoleKind.JUROR}),
    pictures=(
        Picture("juror", _("Lembar nilai satu kriteria dengan pernyataan UPT dan nilai Kanwil.")),
    ),
    season=(
        _("Setelah duduk di panel: menyatakan ada atau tidaknya benturan kepentingan."),
        _("Sampai “Batas penilaian juri”: menilai dan menyegel setiap lembar."),
        _("Batas waktunya tertulis pada kursi Anda di “Penilaian”."),
    ),
    steps=(
        _("Buka kursi Anda di “Penilaian”, tekan “Nyatakan sekarang”, lalu “Simpan pernyataan”."),
        _("Tekan “Buka lembar nilai”. Urutan UPT acak dan hanya untuk Anda."),
        _(
            "Lihat data dukung dan nilai Kanwil, beri nilai sendiri, lalu “Simpan dan lanjut”. "
            "Komentar dibaca UPT tanpa nama Anda."
        ),
        _("Bila lengkap, tekan “Periksa dan segel”, baca ringkasannya, lalu “Segel lembar”."),
    ),
    mistakes=(
        Mistake(
            _("Benturan kepentingan baru disadari saat menilai."),
            _(
                "Tekan “Nyatakan benturan kepentingan” di lembar itu. Sekretaris juri mencari "
                "pengganti."
            ),
        ),
        Mistake(
            _("Nilai keliru setelah disegel."),
            _("Lembar hanya dapat diubah bila penilaian dibuka kembali. Hubungi sekretaris juri."),
        ),
        Mistake(
            _("Nilai juri lain tidak tampil."),
            _("Memang begitu, agar penilaian tetap mandiri."),
        ),
    ),
    results=_(
        "Tanda terima segel ada di “Segel dan tanda terima” pada lembarnya, dan di “Tanda "
        "terima”. Hasil tampil di “Hasil” setelah pengumuman."
    ),
    ask=_("Sekretaris juri."),
)
