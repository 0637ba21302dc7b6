"""A limit on the time of one step, so that one slow parser leaves time to the steps behind it."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from workers.checks.finding import CannotCheck


class _OutOfTime(BaseException):
    """Not an Exception: parsers catch those themselves and would go on."""


def _strike(number: int, frame: FrameType | None) -> None:
    raise _OutOfTime


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Stop the block after so many seconds of processor time; raises CannotCheck("timeout").

    A call into a C library is stopped when it returns, and by the limits of the child if it never
    does. Signals reach the main thread alone: elsewhere nothing limits the block.
    """
    if seconds <= 0:
        raise CannotCheck("timeout")
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _strike)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    except _OutOfTime as late:
        raise CannotCheck("timeout") from late
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
