from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from record.domain import poison
from record.domain.jobs import (
    LEASE,
    PATIENCE,
    SILENCE,
    claim,
    fail,
    finish,
    postpone,
    renew,
    stumble,
    sweep,
)
from record.domain.work import recorded
from record.enums import CRASH_CAP, JobState
from record.errors import LostLease
from record.models import Job, LedgerEntry
from tests.record.support import run_together

pytestmark = pytest.mark.django_db


@pytest.fixture
def job() -> Job:
    return new_job()


@pytest.fixture
def given_up() -> Iterator[list[Job]]:
    """The jobs of kind "test_work" that the layer above was told of."""
    told: list[Job] = []
    poison.on_poison("test_work", told.append)
    yield told
    poison._handlers.pop("test_work")


def new_job(**columns: Any) -> Job:
    return Job.objects.create(kind="test_work", subject=str(uuid4()), **columns)


def lease_ends(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


def events() -> list[str]:
    return list(LedgerEntry.objects.values_list("kind", flat=True))


def finished(run: Job) -> None:
    """End the run as a task does: its result and its end in one transaction."""
    with recorded(actor="system") as work:
        work.event("check_completed", subject="evidence:1")
        finish(run)


def test_a_job_is_claimed_done_and_never_run_again(job: Job) -> None:
    run = claim(job.pk, owner="message-1")
    assert run is not None
    assert (run.state, run.owner, run.crashes) == (JobState.RUNNING, "message-1", 0)
    finished(run)
    job.refresh_from_db()
    assert job.state == JobState.DONE
    assert job.finished_at is not None
    assert claim(job.pk, owner="message-1") is None
    assert claim(job.pk, owner="message-2") is None
    assert events() == ["check_completed"]


def test_another_owner_is_refused_while_the_lease_lives(job: Job) -> None:
    claim(job.pk, owner="message-1")
    assert claim(job.pk, owner="message-2") is None
    job.refresh_from_db()
    assert (job.owner, job.crashes) == ("message-1", 0)


def test_the_retry_of_the_same_message_is_not_refused_by_its_own_lease(job: Job) -> None:
    """The trap: refused, the retry would be seen as handled and the job be stranded for ever."""
    claim(job.pk, owner="message-1", retries=0)
    for retries in range(1, 6):
        run = claim(job.pk, owner="message-1", retries=retries)
        assert run is not None
        assert (run.retries, run.crashes) == (retries, 0)


def test_the_same_message_again_without_a_retry_counts_as_a_crash(job: Job) -> None:
    claim(job.pk, owner="message-1")
    run = claim(job.pk, owner="message-1")
    assert run is not None
    assert run.crashes == 1


def test_another_owner_after_the_lease_counts_a_crash(job: Job) -> None:
    claim(job.pk, owner="message-1")
    lease_ends(job)
    run = claim(job.pk, owner="message-2")
    assert run is not None
    assert (run.owner, run.crashes) == ("message-2", 1)


def test_the_third_crash_poisons_after_exactly_three_starts(job: Job, given_up: list[Job]) -> None:
    starts = [claim(job.pk, owner="message-1") for _ in range(5)]
    assert [run is not None for run in starts] == [True, True, True, False, False]
    job.refresh_from_db()
    assert (job.state, job.crashes) == (JobState.POISON, CRASH_CAP)
    assert job.finished_at is not None
    assert [told.pk for told in given_up] == [job.pk]
    assert events() == ["job_poison"]


def test_retries_between_crashes_do_not_hide_them(job: Job) -> None:
    claim(job.pk, owner="message-1", retries=0)
    claim(job.pk, owner="message-1", retries=1)
    claim(job.pk, owner="message-1", retries=1)
    job.refresh_from_db()
    assert (job.retries, job.crashes) == (1, 1)


def test_poison_stands_or_falls_with_what_the_layer_above_writes(job: Job) -> None:
    def broken(_: Job) -> None:
        raise ZeroDivisionError

    poison.on_poison("test_work", broken)
    try:
        for _ in range(CRASH_CAP):
            claim(job.pk, owner="message-1")
        with pytest.raises(ZeroDivisionError):
            claim(job.pk, owner="message-1")
    finally:
        poison._handlers.pop("test_work")
    job.refresh_from_db()
    assert job.state == JobState.RUNNING
    assert events() == []


def test_a_kind_has_one_handler() -> None:
    def handler(_: Job) -> None: ...

    poison.on_poison("some_kind", handler)
    poison.on_poison("some_kind", handler)
    with pytest.raises(RuntimeError):
        poison.on_poison("some_kind", lambda _: None)
    poison._handlers.pop("some_kind")


def test_whoever_lost_the_lease_writes_no_result(job: Job) -> None:
    lost = claim(job.pk, owner="message-1")
    assert lost is not None
    lease_ends(job)
    run = claim(job.pk, owner="message-2")
    assert run is not None
    with pytest.raises(LostLease):
        finished(lost)
    assert events() == []
    finished(run)
    with pytest.raises(LostLease):
        finished(lost)


def test_a_run_replaced_by_the_same_message_has_lost_too(job: Job) -> None:
    """The broker gave the message out again while the first run still works."""
    first = claim(job.pk, owner="message-1")
    second = claim(job.pk, owner="message-1")
    assert first is not None
    assert second is not None
    with pytest.raises(LostLease):
        renew(first)
    with pytest.raises(LostLease):
        finished(first)
    finished(second)


@pytest.mark.django_db(transaction=True)
def test_finish_belongs_in_the_transaction_of_the_result(job: Job) -> None:
    run = claim(job.pk, owner="message-1")
    assert run is not None
    with pytest.raises(RuntimeError):
        finish(run)


def test_a_failed_job_ends_visibly(job: Job, given_up: list[Job]) -> None:
    run = claim(job.pk, owner="message-1")
    assert run is not None
    fail(run, error="the file is no picture " + "x" * 5000)
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert job.last_error.startswith("the file is no picture")
    assert len(job.last_error) == 2000
    assert [told.pk for told in given_up] == [job.pk]
    assert events() == ["job_failed"]
    assert claim(job.pk, owner="message-1", retries=1) is None


def test_a_job_whose_part_is_away_waits_without_a_crash(job: Job) -> None:
    run = claim(job.pk, owner="message-1")
    assert run is not None
    postpone(run, error="the mail server is away")
    job.refresh_from_db()
    assert (job.state, job.owner, job.crashes) == (JobState.QUEUED, "", 0)
    assert job.last_error == "the mail server is away"
    assert job.not_before is not None
    assert job.not_before > timezone.now() + SILENCE / 2
    with pytest.raises(LostLease):
        postpone(run, error="again")


def test_what_is_away_for_ever_is_waited_for_no_longer_than_a_day(
    job: Job, given_up: list[Job]
) -> None:
    rounds = PATIENCE // SILENCE
    assert rounds == 288
    for number in range(rounds + 1):
        assert not given_up
        run = claim(job.pk, owner=f"message-{number}")
        assert run is not None
        postpone(run, error="the store is away")
    job.refresh_from_db()
    assert (job.state, job.crashes) == (JobState.FAILED, 0)
    assert job.last_error == "the store is away"
    assert [told.pk for told in given_up] == [job.pk]


def test_a_fault_is_tried_again_as_often_as_a_crash(job: Job, given_up: list[Job]) -> None:
    for number in range(CRASH_CAP):
        assert not given_up
        run = claim(job.pk, owner=f"message-{number}")
        assert run is not None
        stumble(run, error="no memory")
    job.refresh_from_db()
    assert (job.state, job.last_error) == (JobState.FAILED, "no memory")
    assert [told.pk for told in given_up] == [job.pk]
    assert events() == ["job_failed"]


def test_a_fault_after_crashes_counts_with_them(job: Job) -> None:
    claim(job.pk, owner="message-1")
    claim(job.pk, owner="message-1")
    run = claim(job.pk, owner="message-1")
    assert run is not None
    stumble(run, error="no memory")
    job.refresh_from_db()
    assert job.state == JobState.FAILED


def test_an_unknown_job_is_nothing_to_do() -> None:
    assert claim(uuid4(), owner="message-1") is None


def test_renew_moves_the_lease_and_tells_how_far_it_is(job: Job) -> None:
    run = claim(job.pk, owner="message-1", lease=timedelta(seconds=1))
    assert run is not None
    renew(run, progress="3/12")
    job.refresh_from_db()
    assert job.progress == "3/12"
    assert job.lease_until is not None
    assert job.lease_until > timezone.now() + LEASE / 2


def test_the_sweep_puts_a_run_back_whose_lease_is_over(job: Job) -> None:
    claim(job.pk, owner="message-1")
    assert sweep() == 0
    lease_ends(job)
    assert sweep() == 1
    job.refresh_from_db()
    assert (job.state, job.owner, job.crashes, job.dispatched_at) == (JobState.QUEUED, "", 1, None)


def test_the_sweep_poisons_at_the_third_crash(job: Job, given_up: list[Job]) -> None:
    for starts in range(1, CRASH_CAP + 1):
        assert claim(job.pk, owner=f"message-{starts}") is not None
        lease_ends(job)
        assert sweep() == 1
    job.refresh_from_db()
    assert (job.state, job.crashes) == (JobState.POISON, CRASH_CAP)
    assert [told.pk for told in given_up] == [job.pk]
    assert sweep() == 0


def test_the_sweep_hands_out_again_what_never_started() -> None:
    now = timezone.now()
    lost = new_job(dispatched_at=now - SILENCE - timedelta(seconds=1))
    young = new_job(dispatched_at=now - SILENCE / 2)
    waiting = new_job()
    assert sweep() == 1
    for job in (lost, young, waiting):
        job.refresh_from_db()
    assert (lost.dispatched_at, lost.crashes) == (None, 0)
    assert young.dispatched_at is not None
    assert waiting.dispatched_at is None


def test_one_job_that_cannot_be_put_back_does_not_stop_the_sweep() -> None:
    def broken(told: Job) -> None:
        raise ZeroDivisionError(told)

    poison.on_poison("broken", broken)
    past = timezone.now() - timedelta(hours=1)
    run = {"state": JobState.RUNNING, "owner": "message-1", "lease_until": past}
    stuck = Job.objects.create(kind="broken", subject="1", crashes=CRASH_CAP - 1, **run)
    other = new_job(**run)
    try:
        assert sweep() == 1
    finally:
        poison._handlers.pop("broken")
    stuck.refresh_from_db()
    other.refresh_from_db()
    assert (stuck.state, other.state) == (JobState.RUNNING, JobState.QUEUED)


@pytest.mark.parametrize(
    "columns",
    [
        {"state": "resting"},
        {"state": JobState.RUNNING},
        {"state": JobState.RUNNING, "owner": "message-1"},
        {"state": JobState.DONE},
        {"finished_at": timezone.now()},
        {"crashes": CRASH_CAP + 1},
    ],
)
def test_the_database_refuses_impossible_jobs(columns: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        new_job(**columns)


def test_the_same_work_is_one_job() -> None:
    for version in ("1", "1", "2"):
        with recorded(actor="system") as work:
            work.job("test_work", subject="evidence-1", version=version)
    assert Job.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_many_who_claim_at_once_one_gets_it(job: Job) -> None:
    got: list[UUID] = []

    def take(owner: str) -> None:
        try:
            if claim(job.pk, owner=owner) is not None:
                got.append(job.pk)
        finally:
            connection.close()

    run_together([lambda owner=f"message-{number}": take(owner) for number in range(6)])  # type: ignore[misc]
    assert got == [job.pk]
