"""How long a file has still to wait for its checks, in words."""

from django.utils.translation import gettext as _

from record.enums import JobState
from record.queries.jobs import before, jobs_about
from verification.domain.evidence import CHECK_JOB
from verification.models import EvidenceVersion


def progress_of(version: EvidenceVersion) -> str:
    """Where the file stands among those of its application; empty when nothing can be said.

    The queue is everybody's: how long it is would tell how much other units hand in.
    """
    job = jobs_about(str(version.pk), kind=CHECK_JOB).last()
    if job is None:
        return ""
    if job.state == JobState.RUNNING:
        return _("Sedang diperiksa sekarang.")
    if job.state != JobState.QUEUED:
        return ""
    mine = EvidenceVersion.objects.filter(item__application=version.item.application_id)
    earlier = before(job, among=map(str, mine.values_list("pk", flat=True)))
    if not earlier:
        return _("Menunggu giliran diperiksa.")
    text = _("%(count)d berkas lain dari pengajuan ini diperiksa lebih dahulu.")
    return text % {"count": earlier}
