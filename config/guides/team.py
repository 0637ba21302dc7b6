"""The guide for verifying team of a Kanwil."""

from django.utils.translation import gettext_lazy as _

from config.guides.shape import Guide, Mistake, Picture
from directory.enums import RoleKind

TEAM = Guide(
    slug="tim-verifikasi",
    title=_("Tim verifikasi Kanwil"),
    kinds=frozenset({RoleKind.REGION_VERIFIER}),
    pictures=(Picture("team", _("Meja verifikasi satu UPT dengan daftar indikatornya.")),),
    season=(
        _(
            "Sejak UPT mengirim data dukung sampai “Batas verifikasi”: memeriksa, berkunjung, dan "
            "menandatangani Berita Acara."
        ),
        _("Sebelum itu Anda sudah dapat melihat isian UPT dan menjawab pertanyaannya."),
        _("Semua tanggal ada di bawah “Jadwal” pada halaman pengajuan."),
    ),
    steps=(
        _(
            "Buka UPT dari “Daftar kerja”; “Meja verifikasi” menunjukkan apa yang tersisa. Ketua "
            "dapat memilih “Bagi indikator di antara anggota tim”."
        ),
        _(
            "Tekan “Verifikasi indikator berikutnya”, lihat berkasnya, isi nilai, lalu “Simpan "
            "dan lanjut”."
        ),
        _(
            "Beberapa indikator yang cocok dapat dicentang dan disimpan dengan “Nyatakan sesuai "
            "yang dicentang”."
        ),
        _("Buka “Temuan”. Putuskan setiap pertanyaan dengan alasan, lalu “Simpan keputusan”."),
        _("Setelah ke UPT, tekan “Catat kunjungan” dan tambahkan catatan dan foto."),
        _(
            "Perlu perbaikan? Buka “Minta perbaikan”, tekan “Periksa permintaan”, lalu “Ya, "
            "kembalikan untuk perbaikan”."
        ),
        _(
            "Bila semua beres, buka “Berita Acara dan penyelesaian”: tekan “Siapkan Berita "
            "Acara”, baca PDF-nya, lalu “Tandatangani”."
        ),
        _(
            "Ketua menekan “Selesaikan verifikasi”. Bila UPT belum lolos: “Siapkan Surat "
            "Keterangan”, lalu “Nyatakan tidak lolos”."
        ),
    ),
    mistakes=(
        Mistake(
            _("Tidak ada yang dapat disimpan."),
            _(
                "SK tim mungkin sudah habis masa berlakunya. Mintalah sekretariat Kanwil "
                "mendaftarkan SK baru."
            ),
        ),
        Mistake(
            _("Verifikasi belum dapat diselesaikan."),
            _(
                "Baca “Yang masih menghalangi”. Berkas yang tidak dapat diperiksa dikesampingkan "
                "ketua dengan alasan, di “Temuan”."
            ),
        ),
        Mistake(
            _("Tim berganti setelah Berita Acara disiapkan."),
            _("Siapkan Berita Acara baru; yang lama tetap tersimpan tetapi tidak berlaku lagi."),
        ),
        Mistake(
            _("Temuan dianggap kesalahan UPT."),
            _("Temuan adalah pertanyaan. Lihat berkasnya; bila ragu pilih “Minta penjelasan UPT”."),
        ),
    ),
    results=_(
        "Tanda terima perbuatan Anda ada di “Tanda terima”. Berita Acara tersimpan di “Berita "
        "Acara dan penyelesaian”."
    ),
    ask=_("Ketua tim, lalu sekretariat Kanwil."),
)
