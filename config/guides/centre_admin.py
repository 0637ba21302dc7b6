"""The guide for centre administrator."""

from django.utils.translation import gettext_lazy as _

from config.guides.shape import Guide, Mistake, Picture
from directory.enums import RoleKind

CENTRE_ADMIN = Guide(
    slug="admin-pusat",
    title=_("Admin pusat"),
    kinds=frozenset({RoleKind.CENTRE_ADMIN}),
    pictures=(Picture("centre-admin", _("Halaman satu periode penilaian dengan kalendernya.")),),
    season=(
        _("Sebelum periode: UPT, orang, instrumen, dan kalender."),
        _("Selama periode: pengumuman, perpanjangan, dan membantu Kanwil."),
        _("Setelah penilaian juri ditutup: penetapan, pengumuman hasil, dan keberatan."),
        _("Tanggalnya adalah kalender pada halaman “Periode”."),
    ),
    steps=(
        _(
            "Di “Orang dan peran” tekan “Impor daftar”, unggah berkas, lalu “Periksa daftar”. "
            "Tidak ada yang disimpan selama satu baris keliru. Tekan “Simpan semua perubahan”."
        ),
        _("Tekan “Kirim undangan kepada mereka semua”."),
        _(
            "Di “Periode” pilih “Siapkan periode baru”, isi tanggal, lalu “Simpan kalender”. Isi "
            "nilai di “Tetapkan nilai sementara”."
        ),
        _("Lanjutkan periode dengan tombol di bawah “Langkah berikut”."),
        _(
            "Perlu waktu tambahan? Di “Perpanjang batas waktu” pilih satu UPT, satu Kanwil, atau "
            "semua, tulis alasan, lalu “Perpanjang”."
        ),
        _(
            "Setelah penilaian ditutup, buka “Peringkat”, pilih UPT, lalu “Tetapkan yang "
            "dipilih”. “Buat rancangan” menyusun rancangan keputusan."
        ),
        _(
            "Buka “Umumkan hasil”, periksa, lalu tekan “Umumkan sekarang”. Sesudahnya “Surat dan "
            "piagam” membuat arsip ZIP."
        ),
        _(
            "Keberatan tampil di “Daftar kerja”: tekan “Kabulkan keberatan” atau “Tolak "
            "keberatan”, dengan alasan."
        ),
    ),
    mistakes=(
        Mistake(
            _("Angka nol di depan NIP atau kode satker hilang saat impor."),
            _("Pakailah buku kerja kosong dari halaman impor; di sana kolomnya sudah berupa teks."),
        ),
        Mistake(
            _("Periode tidak dapat dilanjutkan."),
            _(
                "Baca “Yang masih menghalangi”; setiap hal membawa ke tempat memperbaikinya bila "
                "ada."
            ),
        ),
        Mistake(
            _("Keberatan tidak dapat Anda periksa."),
            _("Anda ikut memutuskan pengajuan itu. Admin pusat yang lain harus memeriksanya."),
        ),
    ),
    results=_(
        "Tanda terima perbuatan Anda ada di “Tanda terima”. Impor, undangan, dan arsip yang "
        "diminta ada di “Pekerjaan saya” selama tujuh hari."
    ),
    ask=_("Pengelola server aplikasi ini di kementerian."),
)
