"""The life of a job row: queued, running under a lease, then done, failed or poison.

The broker may deliver a message twice, late or never; what counts stands in the row. A run begins
with claim() and ends with finish() or fail(). A run that ends without a word is a crash, and the
third crash poisons the job.

Times come from the application's clock, not from the database's: the same code then serves both
databases, and tests can move the time. A lease is minutes long and the clocks of machines kept by
NTP differ by far less. A lease that ends too early costs a crash count, never a second result:
finish() refuses a run that has been replaced.
"""

import logging
from datetime import timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from record.domain import poison
from record.domain.work import Work, recorded
from record.enums import CRASH_CAP, FINAL_STATES, JobState
from record.errors import LostLease
from record.models import Job
from record.rules import SYSTEM

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=360)
SILENCE = timedelta(minutes=5)
LONGEST_ERROR = 2000
# What is away for a day is looked after by somebody, or never comes back. By then the next person
# must be told that nothing came of it: a verification waits for every file's checks.
PATIENCE = timedelta(days=1)


def claim(job_id: UUID, *, owner: str, retries: int = 0, lease: timedelta = LEASE) -> Job | None:
    """Take the job for this run and return it, or return None if there is nothing to do here.

    `owner` is the id of the broker's message, `retries` its retry count. None means that the job
    is finished, runs elsewhere, was given up just now, or is unknown (its row was removed, or the
    database restored to a time before it).

    The same message with a higher count is the retry of a run that told of its trouble (the
    database was away, say). It is let in although its own lease still lives, and counts as no
    crash; were it refused, the broker would see it as handled and the job would be stranded.
    """
    with recorded(actor=SYSTEM) as work:
        job = Job.objects.select_for_update(no_key=True).filter(pk=job_id).first()
        if job is None or job.state in FINAL_STATES or _runs_elsewhere(job, owner):
            return None
        is_retry = job.owner == owner and retries > job.retries
        if job.state == JobState.RUNNING and not is_retry and _crashed(job, work):
            return None
        job.state, job.owner, job.retries = JobState.RUNNING, owner, retries
        job.lease_until = timezone.now() + lease
        job.save(update_fields=["state", "owner", "retries", "lease_until", "crashes"])
        return job


def renew(job: Job, *, progress: str = "", lease: timedelta = LEASE) -> None:
    """Say that this run is alive, and how far it is. Raises LostLease if it was replaced."""
    _this_run(job, state=JobState.RUNNING, lease_until=timezone.now() + lease, progress=progress)


def finish(job: Job) -> None:
    """Mark the claimed job done, in the transaction that writes its result.

    Raises LostLease if another run has taken the job: the transaction then rolls back and the
    result of this run is dropped.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("finish() belongs in the transaction that writes the result")
    _this_run(job, state=JobState.DONE, finished_at=timezone.now(), last_error="")


def fail(job: Job, *, error: str) -> None:
    """End the claimed job as failed: its work is impossible, and trying again would not help."""
    with recorded(actor=SYSTEM) as work:
        _this_run(
            job,
            state=JobState.FAILED,
            finished_at=timezone.now(),
            last_error=error[:LONGEST_ERROR],
        )
        poison.tell(job, work)


def postpone(job: Job, *, error: str, patience: timedelta = PATIENCE) -> None:
    """Put the claimed job back to waiting: what it needs is away (the mail server, the store).

    It counts no crash. It is handed over again after SILENCE, and fails once it was tried for as
    long as `patience`: so many tries, for time that it spends behind other jobs is not its fault.
    Raises LostLease.
    """
    tries = job.tries + 1
    if tries * SILENCE > patience:
        fail(job, error=error)
    else:
        _wait(job, error=error, tries=tries)


def stumble(job: Job, *, error: str) -> None:
    """Put the claimed job back after a fault that may be over the next time.

    It counts as a crash does; with the last one the job fails. Raises LostLease.
    """
    crashes = job.crashes + 1
    if crashes >= CRASH_CAP:
        fail(job, error=error)
    else:
        _wait(job, error=error, crashes=crashes)


def sweep() -> int:
    """Put back what was left lying and return how many jobs that were.

    A run whose lease is over crashed. A job that was handed to the broker and did not start
    within SILENCE is handed over again: the message may be lost, and a second one does no harm.
    """
    now = timezone.now()
    left_lying = Job.objects.filter(
        Q(state=JobState.RUNNING, lease_until__lt=now)
        | Q(state=JobState.QUEUED, dispatched_at__lt=now - SILENCE)
    )
    return sum(_swept(job_id) for job_id in list(left_lying.values_list("pk", flat=True)))


def _swept(job_id: UUID) -> bool:
    """Put one job back; a fault in one must not keep the others lying."""
    try:
        with recorded(actor=SYSTEM) as work:
            return _put_back(Job.objects.select_for_update(no_key=True).get(pk=job_id), work)
    except Exception:
        logger.exception("job %s could not be put back", job_id)
        return False


def _put_back(job: Job, work: Work) -> bool:
    now = timezone.now()
    if job.state == JobState.RUNNING and job.lease_until is not None and job.lease_until < now:
        if _crashed(job, work):
            return True
        job.state, job.owner, job.retries, job.lease_until = JobState.QUEUED, "", 0, None
    elif job.state != JobState.QUEUED or (job.dispatched_at or now) >= now - SILENCE:
        return False
    job.dispatched_at = None
    job.save()
    return True


def _runs_elsewhere(job: Job, owner: str) -> bool:
    lease_lives = job.lease_until is not None and job.lease_until > timezone.now()
    return job.state == JobState.RUNNING and job.owner != owner and lease_lives


def _crashed(job: Job, work: Work) -> bool:
    """Count a crash; return True if it was the last one and the job is given up."""
    job.crashes += 1
    if job.crashes < CRASH_CAP:
        return False
    job.state, job.finished_at = JobState.POISON, timezone.now()
    job.last_error = job.last_error or f"ended {CRASH_CAP} times without a word"
    job.save()
    poison.tell(job, work)
    return True


def _wait(job: Job, *, error: str, **counted: int) -> None:
    """Put the claimed job back to waiting, out of the way of those that can be done now."""
    _this_run(
        job,
        state=JobState.QUEUED,
        owner="",
        lease_until=None,
        dispatched_at=None,
        not_before=timezone.now() + SILENCE,
        last_error=error[:LONGEST_ERROR],
        **counted,
    )


def _this_run(job: Job, **changes: object) -> None:
    """Change the row if this run still owns it.

    Owner, retries and crashes together name one run: every further claim raises one of them.
    """
    run = Job.objects.filter(
        pk=job.pk,
        state=JobState.RUNNING,
        owner=job.owner,
        retries=job.retries,
        crashes=job.crashes,
    )
    if not run.update(**changes):
        raise LostLease(f"job {job.pk} was taken over")
    for name, value in changes.items():
        setattr(job, name, value)
