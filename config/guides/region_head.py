"""The guide for head of the Kanwil."""

from django.utils.translation import gettext_lazy as _

from config.guides.shape import Guide, Mistake, Picture
from directory.enums import RoleKind

REGION_HEAD = Guide(
    slug="kepala-kanwil",
    title=_("Kepala Kanwil"),
    kinds=frozenset({RoleKind.REGION_HEAD}),
    pictures=(Picture("region-head", _("Daftar pengajuan Kanwil dengan keadaan setiap UPT.")),),
    season=(
        _("Setelah tim selesai, sampai “Batas penerusan ke pusat”: meneruskan setiap pengajuan."),
        _("Selama verifikasi: mengecualikan kunjungan bila memang tidak mungkin."),
        _("Semua tanggal ada di bawah “Jadwal” pada halaman pengajuan."),
    ),
    steps=(
        _("Buka “Papan Kanwil” untuk melihat UPT mana yang tertinggal."),
        _("Dari “Daftar kerja” buka pengajuan yang sudah diverifikasi: “Keputusan Kepala Kanwil”."),
        _("Baca Berita Acara, nilai yang berbeda dari isian UPT, dan temuan."),
        _(
            "Tekan “Teruskan ke pusat”. Bila ada yang keliru: “Buka kembali”, dengan alasan dan "
            "tanggal baru."
        ),
        _(
            "Bila kunjungan tidak mungkin, tekan “Kecualikan kunjungan”; alasan Anda masuk Berita "
            "Acara."
        ),
    ),
    mistakes=(
        Mistake(
            _("Pengajuan belum dapat diteruskan."),
            _(
                "Baca “Yang masih menghalangi”; biasanya tanda tangan atau temuan belum lengkap. "
                "Hubungi ketua tim."
            ),
        ),
        Mistake(
            _("Verifikasi dibuka kembali menjelang batas waktu."),
            _(
                "Berita Acara harus disiapkan dan ditandatangani lagi. Pastikan tim masih punya "
                "waktu."
            ),
        ),
    ),
    results=_(
        "Tanda terima perbuatan Anda ada di “Tanda terima”. Hasil UPT Anda tampil di “Pengajuan” "
        "setelah pengumuman, perbandingannya di “Dasbor”."
    ),
    ask=_("Sekretariat Kanwil, lalu admin pusat."),
)
