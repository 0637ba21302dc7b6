"""Waiting until the workers have done every job."""

import time
from collections.abc import Callable

from django.db.models import QuerySet

from record.enums import CANARY, FINAL_STATES
from record.models import Job

LOOK_SECONDS = 0.2
TELL_SECONDS = 10
# So long no job may take, with what a crash of its worker costs: a lease, and two looks of the sweep.
PATIENCE_SECONDS = 900


class Stuck(Exception):
    """For a long time no job came to an end."""


def open_jobs() -> QuerySet[Job]:
    """The jobs that did not come to an end. The canary's come and go with the minutes."""
    return Job.objects.exclude(state__in=FINAL_STATES).exclude(kind=CANARY)


def until_done(tell: Callable[[str], None], *, patience: float = PATIENCE_SECONDS) -> None:
    """Return when no job is left open, and tell how many are, now and then. Raises Stuck."""
    least, moved = open_jobs().count(), time.monotonic()
    told = moved
    while left := open_jobs().count():
        now = time.monotonic()
        if left < least:
            least, moved = left, now
        if now - moved > patience:
            raise Stuck(f"{left} jobs are open, and none ended for {patience:.0f} s")
        if now - told > TELL_SECONDS:
            told = now
            tell(f"  {left} jobs to do")
        time.sleep(LOOK_SECONDS)
