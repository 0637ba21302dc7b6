"""How long a run may take before it is told to end, and before it is ended."""

from typing import NamedTuple

from django.conf import settings

from record.domain import long_works
from record.models import Job


class Limits(NamedTuple):
    """Seconds: after `soft` the run may still end its job in words, after `hard` it is killed."""

    soft: int
    hard: int


def limits_of(job: Job) -> Limits:
    """The limits of this job's kind."""
    times = settings.LONG_WORK_TIMES if job.kind == long_works.JOB else 1
    soft, hard = settings.CELERY_TASK_SOFT_TIME_LIMIT, settings.CELERY_TASK_TIME_LIMIT
    return Limits(int(soft * times), int(hard * times))
