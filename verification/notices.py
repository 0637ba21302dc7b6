"""The words of the notices that verification sends."""

from django.utils.translation import gettext_lazy as _

from award.enums import DateKind
from record.domain.notice_texts import register
from record.enums import NoticeTopic

register(
    "finding_asked",
    topic=NoticeTopic.FINDINGS,
    title=_("Tim meminta penjelasan untuk indikator “%(indicator)s”"),
    body=_(
        "Ada pertanyaan tentang berkas %(number)s pada indikator “%(indicator)s” (%(unit)s). "
        "Buka temuan itu dan tulis penjelasan Anda."
    ),
)
register(
    "finding_confirmed",
    title=_("Temuan pada indikator “%(indicator)s” dinyatakan terbukti"),
    body=_(
        "Berkas %(number)s pada indikator “%(indicator)s” (%(unit)s) dinyatakan sebagai bukti palsu. "
        "Alasan dan langkah berikutnya ada di halaman temuan."
    ),
)
register(
    "finding_answered",
    topic=NoticeTopic.FINDINGS,
    title=_("%(unit)s menjawab temuan indikator “%(indicator)s”"),
    body=_("UPT sudah menjelaskan berkas %(number)s. Temuan itu menunggu keputusan Anda."),
)
register(
    "finding_arrived",
    topic=NoticeTopic.FINDINGS,
    title=_("Temuan baru pada data dukung %(unit)s"),
    body=_("Pemeriksaan berkas %(number)s indikator “%(indicator)s” menemukan hal untuk dilihat."),
)
register(
    "evidence_sealed",
    title=_("Berkas pada indikator “%(indicator)s” berisi program berbahaya"),
    body=_(
        "Pemindai menemukan program berbahaya dalam berkas %(number)s indikator “%(indicator)s” "
        "(%(unit)s). Berkas itu disegel dan tidak dihitung. Unggah penggantinya."
    ),
)
register(
    "team_appointed",
    topic=NoticeTopic.STEPS,
    title=_("Tim verifikasi %(unit)s diganti"),
    body=_("Tim verifikasi baru ditetapkan untuk %(unit)s, %(season)s. Pekerjaan berlanjut."),
)
register(
    "indicators_given",
    topic=NoticeTopic.TASKS,
    title=_("Indikator %(unit)s menjadi bagian Anda"),
    body=_("Ketua tim memberi Anda %(count)s indikator %(unit)s. Buka meja verifikasi."),
)
register(
    "minutes_to_sign",
    topic=NoticeTopic.TASKS,
    title=_("Berita Acara %(unit)s menunggu tanda tangan Anda"),
    body=_("Berita Acara %(unit)s, %(season)s, sudah disiapkan. Baca lalu tanda tangani."),
)
register(
    "letter_to_sign",
    topic=NoticeTopic.TASKS,
    title=_("Surat Keterangan %(unit)s menunggu tanda tangan Anda"),
    body=_("Surat Keterangan %(unit)s, %(season)s, sudah disiapkan. Baca lalu tanda tangani."),
)
register(
    "minutes_signed",
    topic=NoticeTopic.TASKS,
    title=_("Berita Acara %(unit)s sudah cukup ditandatangani"),
    body=_("Anda sebagai ketua tim kini dapat menyelesaikan verifikasi %(unit)s, %(season)s."),
)
register(
    "letter_signed",
    topic=NoticeTopic.TASKS,
    title=_("Surat Keterangan %(unit)s sudah cukup ditandatangani"),
    body=_("Anda sebagai ketua tim kini dapat menutup verifikasi %(unit)s, %(season)s."),
)
register(
    "visit_ahead",
    topic=NoticeTopic.TASKS,
    title=_("Anda bertugas mengunjungi %(unit)s"),
    body=_("Kunjungan lapangan ke %(unit)s direncanakan untuk %(days)s."),
)
register(
    "visit_called_off",
    topic=NoticeTopic.TASKS,
    title=_("Kunjungan ke %(unit)s dibatalkan"),
    body=_("Kunjungan lapangan ke %(unit)s pada %(days)s tidak jadi."),
)
DEADLINES = {
    DateKind.SELF_ASSESSMENT_DUE: _("Penilaian mandiri UPT Anda belum dikirim."),
    DateKind.TEAM_DUE: _("%(count)s pengajuan belum mempunyai tim verifikasi."),
    DateKind.EVIDENCE_DUE: _("Data dukung UPT Anda belum dikirim."),
    DateKind.VERIFICATION_DUE: _("%(count)s pengajuan belum selesai Anda verifikasi."),
    DateKind.FORWARDING_DUE: _("%(count)s pengajuan belum Anda teruskan ke pusat."),
}
for kind, body in DEADLINES.items():
    register(f"deadline_near_{kind}", title=_("Mengingatkan: batas %(due_at)s"), body=body)
