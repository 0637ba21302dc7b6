"""A clock that runs from another instant, so that last year's season has last year's times."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.utils import timezone

_real_now = timezone.now


@contextmanager
def at(instant: datetime) -> Iterator[None]:
    """Let `timezone.now()` run on from that instant, in this process; for the demo only.

    The ledger then holds the demo's times in order, as long as the demo goes forward.
    """
    offset = instant - _real_now()
    before = timezone.now
    timezone.now = lambda: _real_now() + offset
    try:
        yield
    finally:
        timezone.now = before
