"""Jobs when their parts are killed. Real workers, a real broker, a real relay."""

from pathlib import Path

import pytest

from record.domain import queue
from record.enums import JobState
from record.models import Job, LedgerEntry
from tests.support.broker import Broker
from tests.support.job_kinds import runs
from tests.support.processes import Processes
from tests.support.waiting import until
from workers.app import app

pytestmark = pytest.mark.timeout(120)
LEASE, SWEEP = 6, 1  # seconds, as the processes fixture sets them


def a_job(kind: str, subject: str = "1", on: str = "default") -> Job:
    queue.insert(kind=kind, subjects=[subject], version="1", queue=on)
    return Job.objects.get(kind=kind, subject=subject)


def state(job: Job) -> str:
    return Job.objects.get(pk=job.pk).state


def ends(job: Job, *, seconds: float, as_: str = JobState.DONE) -> float:
    return until(lambda: state(job) == as_, seconds=seconds, what=f"job {as_}")


def test_a_job_is_done_soon_after_its_row_is_written(worker: object) -> None:
    job = a_job("test_quick")
    assert ends(job, seconds=10) < 5


def test_a_worker_killed_in_mid_job_leaves_it_to_the_next_one(
    processes: Processes, tmp_path: Path
) -> None:
    processes.relay()
    first = processes.worker()
    job = a_job("test_slow", "30")
    until(lambda: runs(job, tmp_path / "var") == 1, seconds=15, what="job begun")
    first.kill()
    processes.worker(beat=True)
    ends(job, seconds=LEASE + SWEEP + 15)
    assert runs(job, tmp_path / "var") == 2
    assert Job.objects.get(pk=job.pk).crashes == 1


def test_a_job_that_kills_its_worker_is_given_up_and_the_others_are_done(
    processes: Processes, tmp_path: Path
) -> None:
    processes.relay()
    processes.worker(beat=True)
    poison, good = a_job("test_killer"), a_job("test_quick")
    ends(poison, seconds=60, as_=JobState.POISON)
    ends(good, seconds=10)
    assert runs(poison, tmp_path / "var") == 3
    told = [entry.body for entry in LedgerEntry.objects.all() if "job_poison" in entry.body]
    assert len(told) == 1


def test_a_job_delivered_five_times_is_done_once(processes: Processes, tmp_path: Path) -> None:
    job = a_job("test_slow", "1")
    with app.connection_for_write(url=processes.broker.url) as broker:
        for _ in range(5):
            app.send_task("run_job", (str(job.pk),), queue="default", connection=broker)
    for _ in range(2):
        processes.worker()
    ends(job, seconds=20)
    until(lambda: processes.broker.waiting("default") == 0, seconds=10, what="queue empty")
    assert runs(job, tmp_path / "var") == 1
    assert Job.objects.get(pk=job.pk).crashes == 0


def test_jobs_written_while_the_broker_is_down_are_all_done_later(
    processes: Processes, broker: Broker
) -> None:
    processes.relay()
    processes.worker()
    broker.kill()
    jobs = [a_job("test_quick", str(number)) for number in range(20)]
    broker.start()
    for job in jobs:
        ends(job, seconds=40)
    assert all(Job.objects.get(pk=job.pk).crashes == 0 for job in jobs)


def test_the_relay_survives_a_broker_that_does_not_answer(
    processes: Processes, broker: Broker
) -> None:
    relay = processes.relay()
    broker.freeze()
    job = a_job("test_quick")
    relay.wait_until_said("relay_waits", seconds=30)
    broker.thaw()
    processes.worker()
    ends(job, seconds=30)


def test_a_worker_told_to_stop_hands_its_job_back(processes: Processes, tmp_path: Path) -> None:
    processes.relay()
    first = processes.worker(SOFT_SHUTDOWN_SECONDS="1")
    job = a_job("test_slow", "60")
    until(lambda: runs(job, tmp_path / "var") == 1, seconds=15, what="job begun")
    assert first.stop() < 20
    processes.worker(beat=True)
    ends(job, seconds=LEASE + SWEEP + 15)
    assert runs(job, tmp_path / "var") == 2
