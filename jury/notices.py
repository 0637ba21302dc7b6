"""The words of the jury's notices."""

from django.utils.translation import gettext_lazy as _

from record.domain.notice_texts import register
from record.enums import NoticeTopic

register(
    "juror_seated",
    topic=NoticeTopic.TASKS,
    title=_("Anda duduk di %(panel)s"),
    body=_("Nyatakan dahulu ada atau tidaknya benturan kepentingan untuk setiap UPT."),
)
register(
    "conflict_lifted",
    topic=NoticeTopic.TASKS,
    title=_("Benturan kepentingan Anda dengan %(unit)s dicabut"),
    body=_("Dua orang yang berwenang mencabutnya. Nyatakan kembali sebelum menilai UPT itu."),
)
register(
    "result_published",
    title=_("Hasil %(season)s untuk %(unit)s"),
    body=_("Hasil sudah diumumkan. Rapor dan alasannya dapat dibaca pada halaman hasil."),
)
register(
    "hearing_opened",
    title=_("%(unit)s dimintai keterangan"),
    body=_("Sebelum keputusan diambil, kepala UPT dapat memberi keterangan sampai batas waktunya."),
)
register(
    "objection_answered",
    title=_("Keberatan %(unit)s sudah dijawab"),
    body=_("Jawaban beserta alasannya dapat dibaca pada halaman keberatan."),
)
register(
    "applications_assigned",
    topic=NoticeTopic.TASKS,
    title=_("%(count)s pengajuan ditugaskan kepada Anda di %(panel)s"),
    body=_("Nyatakan benturan kepentingan bila belum, lalu nilai dan segel lembarnya."),
)
register(
    "modifier_registered",
    title=_("Hal yang dapat memengaruhi nilai %(unit)s"),
    body=_("Baca uraiannya. Kepala UPT dapat menjawab sampai batas waktunya, sebelum diputuskan."),
)
