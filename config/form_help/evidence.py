"""Help beside the forms of evidence, and of findings about it."""

from django.utils.translation import gettext_lazy as _

from config.form_help.shape import Help

WAIVE_CHECKS_POINTS = (
    _(
        "Selama verifikasi hanya ketua tim yang dapat mengesampingkan pemeriksaan, sesudahnya "
        "verifikator pusat. Lihat dahulu berkasnya sendiri."
    ),
    _("Yang dikesampingkan ialah pemeriksaan otomatisnya, bukan penilaian Anda atas isinya."),
)
EVIDENCE: Help = {
    "verification:upload": (
        _(
            "Pilih berkas atau ambil foto, lalu tekan “Kirim berkas”. Tunggu sampai tertulis "
            "“Diterima”."
        ),
        _("Jaringan putus? Jangan tutup halaman; tekan “Coba lagi”."),
        _(
            "Yang sering dikembalikan: tidak sesuai indikator, kurang jumlahnya, tidak terbaca "
            "atau tidak mutakhir, atau sudah dipakai di indikator lain."
        ),
    ),
    "verification:answer_finding": (
        _("Pertanyaan bukan tuduhan. Jelaskan kapan, di mana, dan bagaimana berkas itu dibuat."),
        _("Setelah membaca jawaban Anda, tim memutuskan temuannya."),
    ),
    "verification:raise_finding": (
        _("Tulis apa yang terlihat, bukan siapa yang salah: temuan adalah pertanyaan."),
        _("Temuan yang dicatat harus diputuskan sebelum verifikasi selesai."),
    ),
    "verification:decide_finding": (
        _("Lihat berkasnya dahulu. Bila ragu, pilih “Minta penjelasan UPT”."),
        _(
            "Menduga bukti palsu? Catat dugaannya; ketua tim atau verifikator pusat "
            "yang dapat menyatakannya terbukti."
        ),
        _("Jangan menyebut UPT lain dalam alasan."),
    ),
    "verification:waive_checks": WAIVE_CHECKS_POINTS,
    "verification:waive_many_checks": WAIVE_CHECKS_POINTS,
}
