"""What happens by the passing of time. Beat sends these; each does no harm when sent twice."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import structlog
from django.db import InterfaceError, OperationalError
from django.utils import timezone

from award.domain import clock
from directory.domain import roster
from jury.domain.pinning import pin_new_conflicts
from record.domain import digests as summaries
from record.domain import jobs, long_works, queue
from record.domain.checkpoints import CHECKPOINT_JOB
from record.enums import CANARY
from record.errors import StoreUnavailable
from record.models import Job
from verification.domain import rescan as rescanning
from verification.domain.reminding import remind_of_deadlines
from workers.app import app

log = structlog.get_logger(__name__)
CANARIES_KEPT = timedelta(days=1)
AWAY = (OperationalError, InterfaceError, StoreUnavailable)


@contextmanager
def _or_next_time(what: str) -> Iterator[None]:
    """Leave a round out while database or store are away: that is no fault, and the next is near."""
    try:
        yield
    except AWAY as why:
        log.warning("round_skipped", round=what, why=repr(why))


@app.task(name="sweep", ignore_result=True)
def sweep() -> None:
    """Put back the jobs that were left lying."""
    with _or_next_time("sweep"):
        if found := jobs.sweep():
            log.info("swept", jobs=found)


@app.task(name="tick", ignore_result=True)
def tick() -> None:
    """Walk the edges that the calendar has made due, and pin conflicts that became known."""
    with _or_next_time("tick"):
        clock.tick()
        pin_new_conflicts()


@app.task(name="canary", ignore_result=True)
def canary() -> None:
    """Write a job that does nothing, to see from outside that jobs are done."""
    now = timezone.now()
    with _or_next_time("canary"):
        Job.objects.filter(kind=CANARY, created_at__lt=now - CANARIES_KEPT).delete()
        minute = now.replace(second=0, microsecond=0).isoformat()
        queue.insert(kind=CANARY, subjects=[minute], version="1", queue="default")


@app.task(name="checkpoint", ignore_result=True)
def checkpoint() -> None:
    """Have a checkpoint made over the ledger as it stands, once an hour."""
    hour = timezone.now().replace(minute=0, second=0, microsecond=0).isoformat()
    with _or_next_time("checkpoint"):
        queue.insert(kind=CHECKPOINT_JOB, subjects=[hour], version="1", queue="default")


@app.task(name="rescan", ignore_result=True)
def rescan() -> None:
    """Check again what could not be checked while the virus scanner was away."""
    with _or_next_time("rescan"):
        if found := rescanning.rescan():
            log.info("rescanned", files=found)


@app.task(name="remind", ignore_result=True)
def remind() -> None:
    """Remind of deadlines that are near."""
    with _or_next_time("remind"):
        if told := remind_of_deadlines():
            log.info("reminded", people=told)


@app.task(name="digests", ignore_result=True)
def digests() -> None:
    """Have the daily summaries sent to whom they are due."""
    with _or_next_time("digests"):
        if asked := summaries.ask_for_digests():
            log.info("digests_due", people=asked)


@app.task(name="forget_works", ignore_result=True)
def forget_works() -> None:
    """Delete what long works made once its days are over, and lists that nobody imported."""
    with _or_next_time("forget_works"):
        if lists := roster.forget_old():
            log.info("lists_forgotten", lists=lists)
        if found := long_works.forget_expired():
            log.info("works_forgotten", works=found)
