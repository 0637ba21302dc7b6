"""Two beats would send everything twice; the second waits until the first is gone."""

import pytest

from tests.support.processes import Process, Processes

BEAT = ("-m", "celery", "-A", "tests.support.celery_app", "beat", "-l", "info")


def beat(processes: Processes) -> Process:
    return processes.start(*BEAT)


@pytest.mark.timeout(120)
def test_a_second_beat_waits_for_the_end_of_the_first(processes: Processes) -> None:
    first = beat(processes)
    first.wait_until_said("Sending due task sweep")
    second = beat(processes)
    second.wait_until_said("beat_waits")
    assert second.said("Sending due task") == 0
    first.kill()
    second.wait_until_said("Sending due task sweep")
