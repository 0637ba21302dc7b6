"""How one run of a job ends, whatever its handler does. In this process: no broker is needed."""

from collections.abc import Callable
from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from celery.exceptions import Retry, SoftTimeLimitExceeded
from django.db import OperationalError, transaction
from django.utils import timezone

from record.domain import jobs, queue
from record.enums import CRASH_CAP, JobState
from record.errors import StoreUnavailable
from record.models import Job
from workers import tasks
from workers.repeatable import WHEN_TOLD

pytestmark = pytest.mark.django_db
Use = Callable[[tasks.Handler], None]


@pytest.fixture
def job() -> Job:
    queue.insert(kind="test_kind", subjects=["1"], version="1", queue="default")
    return Job.objects.get(kind="test_kind")


@pytest.fixture
def handler(monkeypatch: pytest.MonkeyPatch) -> Use:
    def use(does: tasks.Handler) -> None:
        monkeypatch.setitem(tasks.HANDLERS, "test_kind", does)

    return use


def run(job: Job) -> Job:
    tasks.run_job.apply((str(job.pk),), throw=True)
    return Job.objects.get(pk=job.pk)


def raising(error: BaseException) -> tasks.Handler:
    def handle(_job: Job) -> None:
        raise error

    return handle


def test_a_handler_that_returns_has_done_its_job(job: Job, handler: Use) -> None:
    handler(lambda _: None)
    assert run(job).state == JobState.DONE


def test_a_handler_may_finish_in_the_transaction_of_its_result(job: Job, handler: Use) -> None:
    def finishes(claimed: Job) -> None:
        with transaction.atomic():
            jobs.finish(claimed)

    handler(finishes)
    assert run(job).state == JobState.DONE


def test_a_job_that_is_done_is_not_done_again(job: Job, handler: Use) -> None:
    seen: list[Job] = []
    handler(seen.append)
    run(job)
    run(job)
    assert len(seen) == 1


def test_a_fault_ends_in_a_state_that_can_be_seen(job: Job, handler: Use) -> None:
    handler(raising(ValueError("no such thing")))
    ended = run(job)
    assert ended.state == JobState.FAILED
    assert ended.last_error == "ValueError: no such thing"


def test_a_job_that_takes_too_long_is_given_up(job: Job, handler: Use) -> None:
    handler(raising(SoftTimeLimitExceeded()))
    ended = run(job)
    assert ended.state == JobState.FAILED
    assert "took longer than" in ended.last_error


@pytest.mark.parametrize("error", [StoreUnavailable("away"), ConnectionRefusedError(111, "away")])
def test_a_job_whose_parts_are_away_waits_and_counts_no_crash(
    job: Job, handler: Use, error: Exception
) -> None:
    handler(raising(error))
    waiting = run(job)
    assert waiting.state == JobState.QUEUED
    assert waiting.crashes == 0
    assert waiting.not_before is not None
    assert waiting.not_before > timezone.now()
    assert "away" in waiting.last_error


def refused(code: int, words: bytes) -> tasks.Handler:
    return raising(SMTPRecipientsRefused({"siti@example.org": (code, words)}))


@pytest.mark.parametrize(
    "words", [b"5.1.1 <siti@example.org>: no such user", b"no siti@example.org"]
)
def test_a_mailbox_that_is_gone_is_given_up_at_once(job: Job, handler: Use, words: bytes) -> None:
    handler(refused(550, words))
    ended = run(job)
    assert ended.state == JobState.FAILED
    assert ended.last_error == "SMTPRecipientsRefused: 550"  # kept for good: without the address


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (450, b"4.2.0 greylisted, try again"),
        (452, b"4.2.2 mailbox full"),
        (554, b"5.7.1 relay access denied"),  # our server is not trusted: to be mended here
    ],
)
def test_a_mailbox_that_takes_no_mail_now_is_tried_again(
    job: Job, handler: Use, code: int, words: bytes
) -> None:
    handler(refused(code, words))
    waiting = run(job)
    assert waiting.state == JobState.QUEUED
    assert waiting.last_error == f"SMTPRecipientsRefused: {code}"


@pytest.mark.parametrize(("queue_of", "days"), [("default", 1), ("forensics", 1), ("mail", 3)])
def test_what_is_away_is_waited_for_some_days(
    job: Job, handler: Use, queue_of: str, days: int
) -> None:
    handler(raising(StoreUnavailable("away")))
    tries = timedelta(days=days) // jobs.SILENCE
    Job.objects.filter(pk=job.pk).update(queue=queue_of, tries=tries - 1)
    assert run(job).state == JobState.QUEUED
    assert run(job).state == JobState.FAILED


def test_a_job_whose_database_is_away_is_tried_again_by_the_same_message(
    job: Job, handler: Use
) -> None:
    handler(raising(OperationalError("server closed the connection")))
    with pytest.raises(Retry):
        tasks.run_job.apply((str(job.pk),), throw=True, retries=0)
    assert Job.objects.get(pk=job.pk).state == JobState.RUNNING


def test_what_the_database_refuses_for_ever_comes_to_an_end(job: Job, handler: Use) -> None:
    """A query that always takes too long is the same error as a database that is away."""
    handler(raising(OperationalError("canceling statement due to statement timeout")))
    for _ in range(CRASH_CAP):
        assert Job.objects.get(pk=job.pk).state == JobState.QUEUED
        tasks.run_job.apply((str(job.pk),), throw=True, retries=tasks.DATABASE_TRIES)
    ended = Job.objects.get(pk=job.pk)
    assert ended.state == JobState.FAILED
    assert "statement timeout" in ended.last_error


@pytest.mark.parametrize("error", [MemoryError(), SoftTimeLimitExceeded()])
def test_a_paper_whose_making_failed_once_is_tried_again(
    monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    queue.insert(kind="render_letter", subjects=["1"], version="1", queue="default")
    paper = Job.objects.get(kind="render_letter")
    monkeypatch.setitem(tasks.HANDLERS, "render_letter", raising(error))
    assert run(paper).state == JobState.QUEUED
    monkeypatch.setitem(tasks.HANDLERS, "render_letter", lambda _: None)
    assert run(paper).state == JobState.DONE


def test_a_paper_that_cannot_be_made_fails_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    queue.insert(kind="render_letter", subjects=["1"], version="1", queue="default")
    paper = Job.objects.get(kind="render_letter")
    monkeypatch.setitem(tasks.HANDLERS, "render_letter", raising(ValueError("no such thing")))
    ends = [run(paper).state for _ in range(CRASH_CAP)]
    assert ends == [JobState.QUEUED, JobState.QUEUED, JobState.FAILED]


def test_only_kinds_that_are_known_are_done_again() -> None:
    assert set(tasks.HANDLERS) >= WHEN_TOLD


def test_a_run_that_was_replaced_writes_nothing(job: Job, handler: Use) -> None:
    def taken_over(claimed: Job) -> None:
        Job.objects.filter(pk=claimed.pk).update(owner="another")

    handler(taken_over)
    assert run(job).state == JobState.RUNNING


def test_a_kind_that_nobody_knows_fails(job: Job) -> None:
    assert run(job).state == JobState.FAILED
