import threading
import time
from contextlib import suppress

import pytest

from tests.workers.checks import makers
from workers.checks.budget import within
from workers.checks.context import Context, Limits
from workers.checks.file import File
from workers.checks.finding import CannotCheck, Status
from workers.checks.pdf.active import Active
from workers.checks.pdf.hidden import Hidden
from workers.checks.pdf.history import History
from workers.checks.pdf.structure import Structure


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


def test_a_file_that_has_used_up_its_time_gets_no_more() -> None:
    file = File(b"%PDF-1.7", limits=Limits(seconds=0.05))
    spin(0.1)
    with pytest.raises(CannotCheck) as stopped, file.within(1):
        pass
    assert stopped.value.reason == "timeout"


def test_each_check_of_a_pdf_says_that_its_time_was_over() -> None:
    file = File(makers.pdf(), "a.pdf", Limits(seconds=0))
    for check in (Structure(), Active(), Hidden(), History()):
        outcome = check.run(file, Context(name="a.pdf"))
        assert (outcome.status, outcome.reason) == (Status.COULD_NOT_CHECK, "timeout"), check.name
