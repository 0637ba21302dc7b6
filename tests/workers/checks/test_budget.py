import threading
import time
from contextlib import suppress

import pytest

from workers.checks.budget import within
from workers.checks.finding import CannotCheck


def spin(seconds: float) -> None:
    until = time.process_time() + seconds
    while time.process_time() < until:
        with suppress(Exception):  # as parsers do
            sum(range(1_000))


def test_a_step_that_takes_too_long_is_stopped() -> None:
    begun = time.process_time()
    with pytest.raises(CannotCheck) as stopped, within(0.1):
        spin(5)
    assert stopped.value.reason == "timeout"
    assert time.process_time() - begun < 2


def test_a_step_in_time_is_left_alone_and_its_limit_with_it() -> None:
    with within(0.05):
        spin(0.01)
    spin(0.1)


def test_elsewhere_than_in_the_main_thread_nothing_is_limited() -> None:
    done: list[bool] = []

    def work() -> None:
        with within(0.01):
            spin(0.05)
        done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]
