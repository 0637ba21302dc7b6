"""A file whose checks were given up ends in a state that people see and can set aside."""

from django.utils import timezone

from award.domain.lock import locked
from record.models import Job
from verification.enums import CheckState
from verification.models import Checking, EvidenceVersion

CRASHED = "crashed"


def give_up(job: Job) -> None:
    """Mark the file of a job that was given up as one that could not be checked.

    Runs inside the unit of work that gives the job up, and writes no more than that.
    """
    version = EvidenceVersion.objects.select_related("item").filter(pk=job.subject).first()
    if version is None:
        return
    locked(version.item.application_id)
    unsettled = Checking.objects.filter(
        pk=version.pk, state__in=(CheckState.WAITING, CheckState.RUNNING)
    )
    unsettled.update(state=CheckState.UNCHECKED, reason=CRASHED, finished_at=timezone.now())
