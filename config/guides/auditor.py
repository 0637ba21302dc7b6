"""The guide for auditor."""

from django.utils.translation import gettext_lazy as _

from config.guides.shape import Guide, Mistake, Picture
from directory.enums import RoleKind

AUDITOR = Guide(
    slug="auditor",
    title=_("Auditor"),
    kinds=frozenset({RoleKind.AUDITOR}),
    pictures=(Picture("auditor", _("Buku besar dengan catatan setiap perbuatan.")),),
    season=(
        _("Sepanjang tahun: membaca semuanya, tanpa mengubah apa pun."),
        _("Setelah pengumuman: memeriksa seluruh periode."),
    ),
    steps=(
        _("Buka “Buku besar”: setiap perbuatan ada di sana, berantai dan tidak dapat dihapus."),
        _(
            "Buka “Titik periksa” dan tekan “Simpan kunci”, agar tanda tangannya dapat diperiksa "
            "di luar aplikasi."
        ),
        _(
            "Buka pengajuan, lalu “Ikhtisar pengajuan”, untuk membaca satu UPT dari awal sampai "
            "akhir."
        ),
        _(
            "“Catatan pemeriksaan” dan “Dasbor” menunjukkan angka seluruh periode; setiap daftar "
            "dapat diunduh."
        ),
    ),
    mistakes=(
        Mistake(
            _("Tombol untuk mengubah tidak ada."),
            _("Memang begitu: auditor hanya membaca."),
        ),
        Mistake(
            _("Sebuah nama tidak ada dalam buku besar."),
            _("Nama dan teks bebas disimpan di luar rantai, agar data pribadi dapat dihapus."),
        ),
    ),
    results=_(
        "Setiap unduhan dan pembacaan berkas asli dicatat, juga milik Anda. Tanda terima siapa "
        "pun dapat diperiksa di “Periksa tanda terima”."
    ),
    ask=_("Admin pusat."),
)
