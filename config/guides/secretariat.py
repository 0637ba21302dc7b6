"""The guide for kanwil secretariat."""

from django.utils.translation import gettext_lazy as _

from config.guides.shape import Guide, Mistake, Picture
from directory.enums import RoleKind

SECRETARIAT = Guide(
    slug="sekretariat-kanwil",
    title=_("Sekretariat Kanwil"),
    kinds=frozenset({RoleKind.REGION_SECRETARIAT}),
    pictures=(
        Picture("secretariat", _("Halaman pengajuan tanpa tim, tempat SK dan pengajuan dipilih.")),
    ),
    season=(
        _("Selama UPT mengisi: mengingatkan yang diam dan menjawab pertanyaan."),
        _("Setelah UPT mengirim, sampai “Batas penetapan tim Kanwil”: menetapkan tim."),
        _("Sesudahnya: mengikuti kemajuan setiap UPT sampai diteruskan ke pusat."),
        _("Semua tanggal ada di bawah “Jadwal” pada halaman pengajuan."),
    ),
    steps=(
        _("Buka “Papan Kanwil”: UPT yang paling lama diam ada di atas."),
        _(
            "Buka “Pengumuman”, lalu tekan “Ingatkan yang belum mulai” atau tulis pengumuman; "
            "periksa, lalu “Kirim sekarang”."
        ),
        _(
            "Pertanyaan UPT tampil di “Daftar kerja” selama belum ada tim. Tulis jawabannya, lalu "
            "tekan “Kirim”. Semuanya, juga yang dijawab tim, ada di “Pertanyaan UPT”."
        ),
        _(
            "Buka “SK tim”, tekan “Daftarkan SK”, isi anggota dan masa berlakunya, dan lampirkan "
            "naskah PDF."
        ),
        _("Buka “Pengajuan tanpa tim”, pilih pengajuan dan SK, lalu tekan “Tetapkan tim”."),
        _(
            "Bila kepala UPT kosong atau berhalangan, buka UPT-nya di “Daftar UPT” dan pilih "
            "“Tunjuk Plt. atau Plh. kepala”."
        ),
    ),
    mistakes=(
        Mistake(
            _("Seorang verifikator tidak ada dalam pilihan."),
            _("Perannya belum dicatat. Mintalah admin pusat memberi peran Verifikator Kanwil."),
        ),
        Mistake(
            _("SK habis masa berlakunya, tim tidak dapat bekerja."),
            _("Buka SK itu dan pilih “Ganti dengan SK baru”. Pekerjaan tim tetap ada."),
        ),
        Mistake(
            _("UPT tidak menerima pengumuman."),
            _(
                "UPT itu belum mempunyai kepala atau operator. Namanya tampil pada pengumuman "
                "yang sudah dikirim; hubungi admin pusat."
            ),
        ),
    ),
    results=_(
        "Tanda terima perbuatan Anda ada di “Tanda terima”. Ringkasan seluruh UPT sebagai PDF "
        "atau XLSX ada di “Papan Kanwil”."
    ),
    ask=_("Admin pusat."),
)
