"""How long a file has still to wait for its checks, in words."""

from django.utils.translation import gettext as _

from record.enums import JobState
from record.queries.jobs import jobs_about, position
from verification.domain.evidence import CHECK_JOB
from verification.models import EvidenceVersion


def progress_of(version: EvidenceVersion) -> str:
    """Where the file stands in the queue; empty when nothing can be said."""
    job = jobs_about(str(version.pk), kind=CHECK_JOB).last()
    if job is None:
        return ""
    if job.state == JobState.RUNNING:
        return _("Sedang diperiksa sekarang.")
    if job.state != JobState.QUEUED:
        return ""
    before = position(job)
    if not before:
        return _("Berikutnya dalam antrean.")
    return _("%(count)d berkas lain diperiksa lebih dahulu.") % {"count": before}
