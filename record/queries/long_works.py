"""What a person asked the background for, and how far that is."""

from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from record.enums import JobState, WorkState
from record.models import LongWork

_STATES = {
    JobState.QUEUED: WorkState.WAITING,
    JobState.RUNNING: WorkState.RUNNING,
    JobState.FAILED: WorkState.FAILED,
    JobState.POISON: WorkState.FAILED,
}


def works_of(person_id: UUID) -> QuerySet[LongWork]:
    """The person's own works whose days are not over, newest first."""
    mine = LongWork.objects.filter(asked_by_id=person_id, expires_at__gt=timezone.now())
    return mine.select_related("job")


def state_of(work: LongWork) -> WorkState:
    """Where the work stands."""
    ended = WorkState.REFUSED if work.reasons else WorkState.DONE
    return _STATES.get(JobState(work.job.state), ended)


def how_far(work: LongWork) -> tuple[int, int] | None:
    """What its run last said, as done and total; None while nothing is known."""
    done, slash, total = work.job.progress.partition("/")
    if not slash or not total.isdecimal() or not int(total):
        return None
    return min(int(done), int(total)), int(total)
