"""Long works with a real worker: done while the person looks, and once however often delivered."""

from pathlib import Path

import pytest

from record.domain.long_works import ask
from record.enums import JobState, WorkState
from record.models import LedgerEntry, LongWork
from record.queries.long_works import how_far, state_of
from record.store.short_lived import place_of
from tests.directory.factories import make_person
from tests.support.job_kinds import LONG_FILE, LONG_LATE, runs
from tests.support.processes import Processes
from tests.support.waiting import until
from workers.app import app

pytestmark = pytest.mark.timeout(120)
LEASE = 6  # seconds, as the processes fixture sets it


def now(work: LongWork) -> LongWork:
    return LongWork.objects.select_related("job").get(pk=work.pk)


def test_it_tells_how_far_it_is_and_outlives_its_first_lease(worker: object) -> None:
    work = ask(kind=LONG_FILE, by=make_person().pk, params={"seconds": LEASE + 2})
    until(lambda: how_far(now(work)) is not None, seconds=20, what="progress")
    assert state_of(now(work)) is WorkState.RUNNING
    until(lambda: state_of(now(work)) is WorkState.DONE, seconds=LEASE + 20, what="done")
    with place_of(work.pk).open(now(work).sha256) as file:
        assert file.read() == b"selesai"
    assert now(work).job.crashes == 0


def test_a_killed_worker_leaves_it_to_the_next_and_it_is_done_once(
    processes: Processes, tmp_path: Path
) -> None:
    processes.relay()
    first = processes.worker()
    work = ask(kind=LONG_LATE, by=make_person().pk)
    until(lambda: runs(work.job, tmp_path / "var") == 1, seconds=15, what="begun")
    first.kill()
    processes.worker(beat=True)
    until(lambda: now(work).job.state == JobState.DONE, seconds=LEASE + 20, what="done")
    with app.connection_for_write(url=processes.broker.url) as broker:
        app.send_task("run_job", (str(work.job_id),), queue="long", connection=broker)
    until(lambda: processes.broker.waiting("long") == 0, seconds=10, what="queue empty")
    assert LedgerEntry.objects.filter(kind="counted").count() == 1
    assert now(work).job.crashes == 1
