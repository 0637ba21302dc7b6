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


def position(job: Job) -> int:
    """How many jobs of its queue come before this waiting one."""
    return (
        Job.objects.filter(queue=job.queue, state=JobState.QUEUED)
        .filter(created_at__lt=job.created_at)
        .count()
    )
