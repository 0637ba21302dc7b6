"""The guide for anybody, without an account."""

from django.utils.translation import gettext_lazy as _

from config.guides.shape import Guide, Mistake, Picture

ANYBODY = Guide(
    slug="umum",
    title=_("Siapa saja, tanpa akun"),
    kinds=frozenset(),
    pictures=(Picture("anybody", _("Daftar penerima penghargaan yang sudah diumumkan.")),),
    season=(
        _("Kapan saja: membaca peraturan penilaian dan memeriksa piagam."),
        _("Setelah pengumuman: membaca hasilnya."),
    ),
    steps=(
        _("Buka “Hasil” dan pilih tahunnya. “Unduh daftar penerima (PDF)” menyimpan daftarnya."),
        _(
            "Buka “Periksa piagam”, tulis kode atau nomor serinya, lalu tekan “Periksa”. Atau "
            "pindai kode QR pada piagam."
        ),
        _("Buka “Instrumen” untuk membaca kriteria dan asal setiap nilai."),
        _("Punya tanda terima? Buka “Periksa tanda terima” dan cocokkan dengan buku besar."),
    ),
    mistakes=(
        Mistake(
            _("Piagam tidak dikenal."),
            _("Periksa penulisan kodenya, lalu tanyakan kepada Ditjen HAM."),
        ),
        Mistake(
            _("Sebuah UPT tidak ada dalam daftar."),
            _("Daftar hanya memuat penerima. Nilai dan alasan hanya dibaca UPT itu sendiri."),
        ),
    ),
    results=_("Daftar yang diumumkan memuat sidiknya; daftar lama tetap dapat dibaca."),
    ask=_("Ditjen HAM di kementerian."),
)
