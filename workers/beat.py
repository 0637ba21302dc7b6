"""Beat, of which one alone may run: two would send everything twice."""

import fcntl
import os
import time
from typing import Any

import structlog
from celery.beat import Scheduler
from django.conf import settings

from workers import alive

log = structlog.get_logger(__name__)
WAIT_SECONDS = 2


class SingleScheduler(Scheduler):
    """Keeps its schedule in memory and waits while another beat holds the lock.

    The lock is the kernel's: it is free again as soon as its holder is gone, however it went.
    """

    def setup_schedule(self) -> None:
        self._lock = os.open(settings.VAR / "beat.lock", os.O_CREAT | os.O_RDWR, 0o600)
        waited = False
        while not self._locked():
            if not waited:
                log.warning("beat_waits", why="another beat is running")
            waited = True
            time.sleep(WAIT_SECONDS)
        super().setup_schedule()

    def _locked(self) -> bool:
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def tick(self, *given: Any, **named: Any) -> float:
        alive.show("beat")
        return float(super().tick(*given, **named))
