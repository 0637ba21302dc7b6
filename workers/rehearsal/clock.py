"""One clock for all processes of a rehearsal, which the player moves on from one day to the next.

A season takes ten months, with days to answer and windows to object that no rule may cut short. So
`django.utils.timezone.now` runs as usual, shifted by so many seconds, which stand in a file that
each process has in its memory. It is moved forward only, and only while no job is under way:
leases, and the ledger's times, are then as in a season that was lived through.

Only processes that belong to a rehearsal alone may follow it.
"""

import mmap
import struct
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone

NAME = "clock"
_SECONDS = struct.Struct("d")
_real_now = timezone.now
_shared: list[mmap.mmap] = []


def make(folder: Path, instant: datetime) -> None:
    """Make the clock of a rehearsal, which runs from that instant on."""
    (folder / NAME).write_bytes(_SECONDS.pack((instant - _real_now()).total_seconds()))


def follow(folder: Path) -> None:
    """Let `timezone.now()` follow the folder's clock in this process, before models are loaded."""
    with (folder / NAME).open("r+b") as file:
        shared = mmap.mmap(file.fileno(), _SECONDS.size)
    _shared[:] = [shared]
    timezone.now = _now(shared)


def _now(shared: mmap.mmap) -> Callable[[], datetime]:
    def now() -> datetime:
        return _real_now() + timedelta(seconds=_SECONDS.unpack(shared)[0])

    return now


def move_to(instant: datetime) -> None:
    """Let it be that instant for everybody; an instant that is past leaves the clock as it is."""
    [shared] = _shared
    if instant > timezone.now():
        _SECONDS.pack_into(shared, 0, (instant - _real_now()).total_seconds())
