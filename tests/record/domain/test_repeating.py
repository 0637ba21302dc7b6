"""A job that was given up is put back as if it were new, and the ledger says so."""

from typing import Any

import pytest
from django.utils import timezone

from record.domain import jobs, relay
from record.domain.repeating import given_up, repeat
from record.enums import CRASH_CAP, JobState
from record.models import Job, LedgerEntry

pytestmark = pytest.mark.django_db


def ended(state: JobState, **columns: Any) -> Job:
    return Job.objects.create(
        kind="test_work", subject=str(state), state=state, finished_at=timezone.now(), **columns
    )


@pytest.mark.parametrize("state", [JobState.FAILED, JobState.POISON])
def test_a_job_that_was_given_up_is_done_once_more(state: JobState) -> None:
    used = {"owner": "message-1", "retries": 2, "tries": 288, "crashes": CRASH_CAP}
    job = ended(state, dispatched_at=timezone.now(), lease_until=timezone.now(), **used)
    assert list(given_up(["test_work"])) == [job]
    assert not given_up(["another"])
    assert repeat(job.pk)
    published: list[Job] = []
    assert relay.dispatch(published.append) == 1
    run = jobs.claim(job.pk, owner="message-2")
    assert run is not None
    assert (run.tries, run.crashes) == (0, 0)
    entry = LedgerEntry.objects.get(kind="job_repeated")
    assert '"kind":"test_work"' in entry.body


def test_put_back_twice_it_is_put_back_once() -> None:
    job = ended(JobState.FAILED)
    assert [repeat(job.pk), repeat(job.pk)] == [True, False]
    assert LedgerEntry.objects.filter(kind="job_repeated").count() == 1


def test_what_was_done_stays_done() -> None:
    job = ended(JobState.DONE)
    assert not given_up(["test_work"])
    assert not repeat(job.pk)
