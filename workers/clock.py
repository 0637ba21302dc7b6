"""What happens by the passing of time. Beat sends these; each does no harm when sent twice."""

from datetime import timedelta

import structlog
from django.db import InterfaceError, OperationalError
from django.utils import timezone

from award.domain import clock
from jury.domain.pinning import pin_new_conflicts
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
AWAY = (OperationalError, InterfaceError)


@app.task(name="sweep", ignore_result=True)
def sweep() -> None:
    """Put back the jobs that were left lying."""
    try:
        found = jobs.sweep()
    except AWAY:
        log.warning("sweep_skipped", why="database away")  # the next one is a minute off
        return
    if found:
        log.info("swept", jobs=found)


@app.task(name="tick", ignore_result=True)
def tick() -> None:
    """Walk the edges that the calendar has made due, and pin conflicts that became known."""
    try:
        clock.tick()
        pin_new_conflicts()
    except AWAY:
        log.warning("tick_skipped", why="database away")


@app.task(name="canary", ignore_result=True)
def canary() -> None:
    """Write a job that does nothing, to see from outside that jobs are done."""
    now = timezone.now()
    try:
        Job.objects.filter(kind=CANARY, created_at__lt=now - CANARIES_KEPT).delete()
        minute = now.replace(second=0, microsecond=0).isoformat()
        queue.insert(kind=CANARY, subjects=[minute], version="1", queue="default")
    except AWAY:
        log.warning("canary_skipped", why="database away")


@app.task(name="checkpoint", ignore_result=True)
def checkpoint() -> None:
    """Have a checkpoint made over the ledger as it stands, once an hour."""
    hour = timezone.now().replace(minute=0, second=0, microsecond=0).isoformat()
    try:
        queue.insert(kind=CHECKPOINT_JOB, subjects=[hour], version="1", queue="default")
    except AWAY:
        log.warning("checkpoint_skipped", why="database away")


@app.task(name="rescan", ignore_result=True)
def rescan() -> None:
    """Check again what could not be checked while the virus scanner was away."""
    try:
        found = rescanning.rescan()
    except AWAY:
        log.warning("rescan_skipped", why="database away")
        return
    if found:
        log.info("rescanned", files=found)


@app.task(name="remind", ignore_result=True)
def remind() -> None:
    """Remind of deadlines that are near."""
    try:
        told = remind_of_deadlines()
    except AWAY:
        log.warning("reminding_skipped", why="database away")  # the next one is an hour off
        return
    if told:
        log.info("reminded", people=told)


@app.task(name="forget_works", ignore_result=True)
def forget_works() -> None:
    """Delete what long works made once its days are over."""
    try:
        found = long_works.forget_expired()
    except (*AWAY, StoreUnavailable) as why:
        log.warning("forgetting_skipped", why=repr(why))  # the next one is an hour off
        return
    if found:
        log.info("works_forgotten", works=found)
