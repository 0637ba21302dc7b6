"""The guide for chair and secretary of the jury."""

from django.utils.translation import gettext_lazy as _

from config.guides.shape import Guide, Mistake, Picture
from directory.enums import RoleKind

JURY_HEADS = Guide(
    slug="ketua-sekretaris-juri",
    title=_("Ketua dan Sekretaris juri"),
    kinds=frozenset({RoleKind.JURY_CHAIR, RoleKind.JURY_SECRETARY}),
    pictures=(
        Picture(
            "jury-secretary",
            _("Halaman satu panel dengan pengajuan dan lembar yang sudah disegel."),
        ),
        Picture("jury-chair", _("Peringkat yang masih dirahasiakan sampai diumumkan.")),
    ),
    season=(
        _("Setelah pengajuan diteruskan: sekretaris membentuk panel dan mendudukkan juri."),
        _("Sampai “Batas penilaian juri”: mengikuti lembar yang belum disegel."),
        _("Sesudahnya: ketua dan sekretaris menutup penilaian bersama."),
        _("Tanggalnya adalah kalender pada halaman “Periode”."),
    ),
    steps=(
        _(
            "Sekretaris: di “Penilaian” tekan “Buat panel”, lalu “Masukkan ke panel” dan "
            "“Dudukkan juri”."
        ),
        _(
            "Sekretaris: di “Bagi pengajuan” tekan “Lihat pembagian”, periksa rencananya, lalu "
            "“Tetapkan pembagian ini”."
        ),
        _("Bila seorang juri berbenturan, tambah juri atau pakai “Ubah satu penugasan”."),
        _(
            "Bila semua lembar tersegel, salah satu menekan “Usulkan penutupan”; yang lain "
            "memeriksa dan menekan “Setujui usulan”."
        ),
        _(
            "Perlu rapat rekonsiliasi? Tekan “Catat berita acara rapat” dan lampirkan isinya, "
            "baru “Usulkan pembukaan kembali”."
        ),
        _("Setelah ditutup, baca “Peringkat” dan “Kesepakatan juri”."),
    ),
    mistakes=(
        Mistake(
            _("Usulan tidak dapat disetujui."),
            _(
                "Pengusul tidak dapat menyetujui usulannya sendiri. Bila isinya berubah sejak "
                "itu, usulkan kembali."
            ),
        ),
        Mistake(
            _("Juri kurang untuk satu pengajuan."),
            _("Dudukkan juri lain. Bila tidak ada lagi, mintalah admin pusat menunjuk juri."),
        ),
    ),
    results=_(
        "Berita Acara penutupan ada di halaman panel, tanda terima perbuatan Anda di “Tanda "
        "terima”. Sampai pengumuman, peringkat tetap rahasia."
    ),
    ask=_("Admin pusat."),
)
