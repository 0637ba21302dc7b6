"""Doing the demo's waiting jobs here and now, before the worker is started."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

from django.db import connection
from django.utils import timezone

from record.domain import jobs, notices
from record.enums import JobState
from record.models import Job, Notice
from workers.tasks import do

THREADS = 2  # each waits for a child process most of the time


def settle() -> None:
    """Do every waiting job but mail; the demo's past needs no letters."""
    now = timezone.now()
    mails = Job.objects.filter(kind=notices.MAIL, state=JobState.QUEUED)
    mails.update(state=JobState.DONE, finished_at=now, dispatched_at=now)
    Notice.objects.filter(mailed_at=None).update(mailed_at=now)
    waiting = Job.objects.filter(state=JobState.QUEUED).exclude(kind=notices.MAIL)
    for _ in range(2):  # a check may ask for pages to be drawn
        with ThreadPoolExecutor(THREADS) as pool:
            list(pool.map(_do, list(waiting.order_by("created_at").values_list("pk", flat=True))))


def _do(job_id: UUID) -> None:
    try:
        job = jobs.claim(job_id, owner="demo")
        if job is not None:
            do(job)
    finally:
        connection.close()
