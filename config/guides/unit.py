"""The guide for operator and head of a unit."""

from django.utils.translation import gettext_lazy as _

from config.guides.shape import Guide, Mistake, Picture, phone
from directory.enums import RoleKind

UNIT = Guide(
    slug="upt",
    title=_("Operator dan Kepala UPT"),
    kinds=frozenset({RoleKind.UNIT_OPERATOR, RoleKind.UNIT_HEAD}),
    pictures=(
        Picture("unit-drafting", _("Halaman penilaian mandiri dengan pertanyaan satu kriteria.")),
        Picture(
            "unit-evidence",
            _("Halaman data dukung satu indikator dengan tempat mengunggah berkas."),
        ),
        phone("unit-drafting-phone", _("Penilaian mandiri di telepon.")),
        phone(
            "unit-evidence-phone",
            _("Satu indikator di telepon, dengan yang diminta tim untuk diperbaiki."),
        ),
        Picture("unit-result", _("Halaman hasil dengan alasan, rapor, dan keberatan.")),
    ),
    season=(
        _(
            "Sejak penilaian mandiri dibuka sampai “Batas penilaian mandiri”: menjawab setiap "
            "indikator."
        ),
        _(
            "Sejak penilaian mandiri dibuka sampai “Batas data dukung”: mengunggah berkas. Data "
            "dukung dikirim setelah Kanwil menetapkan tim."
        ),
        _("Selama verifikasi: memperbaiki yang diminta tim dan menerima kunjungan."),
        _("Setelah pengumuman: membaca hasil, dan bila perlu mengajukan keberatan."),
        _("Semua tanggal ada di bawah “Jadwal” pada halaman pengajuan."),
    ),
    steps=(
        _(
            "Buka “Daftar kerja”, lalu penilaian mandiri. Bila tahun lalu ikut, “Ambil jawaban "
            "sebelumnya” mengisi awalnya."
        ),
        _(
            "Jawab satu kriteria, lalu tekan “Simpan dan lanjut”. Kurang jelas? Tekan “Tanya "
            "Kanwil” di samping indikatornya."
        ),
        _(
            "Buka “Periksa sebelum mengirim”. Kepala UPT menyatakan kebenaran isian dan menekan "
            "“Kirim penilaian mandiri”."
        ),
        _(
            "Buka setiap indikator di “Data dukung”, pilih berkas atau foto, lalu tekan “Kirim "
            "berkas”. Tunggu “Diterima”. Biasanya ini boleh sebelum tim ditetapkan."
        ),
        _(
            "Bila berkas memang tidak ada, Kepala UPT membuka “Ubah jawaban atau nyatakan belum "
            "ada” pada indikatornya."
        ),
        _(
            "Setelah tim ditetapkan, buka lagi “Periksa sebelum mengirim”. Kepala UPT menekan "
            "“Kirim data dukung”."
        ),
        _(
            "Bila tim meminta perbaikan, ganti berkas indikator yang bertanda “Diminta "
            "diperbaiki”, lalu kirim lagi."
        ),
        _("Bila ditanya tentang sebuah temuan, tulis jawabannya dan tekan “Kirim penjelasan”."),
    ),
    mistakes=(
        Mistake(
            _("Tombol kirim tidak ada pada operator."),
            _(
                "Hanya Kepala UPT yang dapat mengirim. Mintalah Kepala UPT masuk dengan akunnya "
                "sendiri."
            ),
        ),
        Mistake(
            _("Jaringan putus saat mengunggah."),
            _(
                "Jangan tutup halaman; tekan “Coba lagi”. Berkas baru diterima bila tanda "
                "terimanya ada."
            ),
        ),
        Mistake(
            _("Foto yang sama dipakai untuk dua indikator."),
            _("Ganti dengan foto lain sebelum dikirim. Foto yang diulang akan ditanyakan tim."),
        ),
        Mistake(
            _("Kepala atau operator berganti."),
            _(
                "Kepala UPT mengganti operator di “Akun saya”. Plt. atau Plh. ditunjuk "
                "sekretariat Kanwil. Isian tetap ada."
            ),
        ),
    ),
    results=_(
        "Tanda terima berkas ada di halaman berkasnya; tanda terima perbuatan Anda di “Tanda "
        "terima”. Hasil, rapor, dan piagam ada di halaman pengajuan setelah pengumuman; dari sana "
        "Kepala UPT dapat menekan “Ajukan keberatan”."
    ),
    ask=_("Sekretariat Kanwil Anda."),
)
