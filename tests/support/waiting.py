"""Waiting for other processes, with an end."""

import time
from collections.abc import Callable


def until(true: Callable[[], object], *, seconds: float, what: str, step: float = 0.05) -> float:
    """Wait until `true()` holds and return the seconds it took; fail the test when it never does."""
    began = time.monotonic()
    while not true():
        assert time.monotonic() - began < seconds, f"not within {seconds} s: {what}"
        time.sleep(step)
    return time.monotonic() - began
