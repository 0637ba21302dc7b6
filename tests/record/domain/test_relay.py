from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from record.domain.relay import dispatch
from record.enums import JobState
from record.models import Job
from tests.record.support import run_together

pytestmark = pytest.mark.django_db


def new_job(number: int, **columns: Any) -> Job:
    created = timezone.now() - timedelta(hours=1) + timedelta(seconds=number)
    return Job.objects.create(
        kind="check_evidence", subject=str(number), created_at=created, **columns
    )


def test_waiting_jobs_are_published_once_oldest_first() -> None:
    for number in (3, 1, 2):
        new_job(number)
    published: list[Job] = []
    assert dispatch(published.append, limit=2) == 2
    assert dispatch(published.append) == 1
    assert dispatch(published.append) == 0
    assert [job.subject for job in published] == ["1", "2", "3"]
    assert all(job.dispatched_at for job in Job.objects.all())


def test_only_waiting_jobs_are_published() -> None:
    now = timezone.now()
    new_job(1, dispatched_at=now)
    new_job(2, state=JobState.RUNNING, owner="message-1", lease_until=now)
    new_job(3, state=JobState.DONE, finished_at=now)
    published: list[Job] = []
    assert dispatch(published.append) == 0
    assert published == []


def test_what_could_not_be_published_waits_on() -> None:
    for number in range(3):
        new_job(number)
    published: list[str] = []

    def broker(job: Job) -> None:
        if job.subject == "1":
            raise ConnectionError
        published.append(job.subject)

    with pytest.raises(ConnectionError):
        dispatch(broker)
    assert published == ["0"]
    waiting = Job.objects.filter(dispatched_at=None)
    assert [job.subject for job in waiting] == ["1", "2"]


@pytest.mark.django_db(transaction=True)
def test_no_transaction_waits_for_the_broker() -> None:
    new_job(1)
    seen: list[bool] = []
    dispatch(lambda _: seen.append(connection.in_atomic_block))
    assert seen == [False]


def test_a_long_backlog_stays_in_the_database() -> None:
    for number in range(6):
        new_job(number, queue="forensics")
    new_job(9, queue="default")
    published: list[Job] = []
    assert dispatch(published.append, in_flight=2) == 3
    assert dispatch(published.append, in_flight=2) == 0
    Job.objects.filter(subject="0").update(state=JobState.DONE, finished_at=timezone.now())
    assert dispatch(published.append, in_flight=2) == 1
    assert published[-1].subject == "2"


def test_a_job_that_was_put_back_waits_for_its_time() -> None:
    now = timezone.now()
    new_job(1, not_before=now + timedelta(minutes=1))
    new_job(2, not_before=now - timedelta(seconds=1))
    published: list[Job] = []
    assert dispatch(published.append) == 1
    assert [job.subject for job in published] == ["2"]


def test_jobs_that_were_put_back_hold_up_nobody() -> None:
    later = timezone.now() + timedelta(minutes=1)
    for number in range(5):
        new_job(number, not_before=later)
    new_job(9)
    published: list[Job] = []
    assert dispatch(published.append, in_flight=2) == 1
    assert [job.subject for job in published] == ["9"]


def test_who_was_put_back_takes_a_turn_behind_those_that_never_had_one() -> None:
    for number in range(3):
        new_job(number, not_before=timezone.now() - timedelta(seconds=1))
    new_job(9)
    published: list[Job] = []
    assert dispatch(published.append, in_flight=1) == 1
    assert [job.subject for job in published] == ["9"]


@pytest.mark.django_db(transaction=True)
def test_two_relays_publish_no_job_twice() -> None:
    for number in range(40):
        new_job(number)
    published: list[str] = []

    def relay() -> None:
        try:
            for _ in range(10):
                dispatch(lambda job: published.append(job.subject), limit=5)
        finally:
            connection.close()

    run_together([relay, relay])
    assert sorted(map(int, published)) == list(range(40))
