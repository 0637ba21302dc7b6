from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from record.enums import JobState
from record.models import Job


def jobs_about(subject: str, *, kind: str | None = None) -> QuerySet[Job]:
    """The jobs about this subject, oldest first."""
    jobs = Job.objects.filter(subject=subject)
    return jobs if kind is None else jobs.filter(kind=kind)


def last_done(kind: str) -> datetime | None:
    """When a job of this kind was last done; None if that never was."""
    done = Job.objects.filter(kind=kind, state=JobState.DONE)
    return done.order_by("-finished_at").values_list("finished_at", flat=True).first()


def before(job: Job, *, among: Iterable[str]) -> int:
    """How many waiting jobs of the same kind about these subjects come before this one.

    Not of all jobs: how much others have handed in is nothing a reader may count.
    """
    return Job.objects.filter(
        kind=job.kind,
        queue=job.queue,
        subject__in=list(among),
        state=JobState.QUEUED,
        created_at__lt=job.created_at,
    ).count()
