import threading
from contextvars import copy_context
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from record.domain import ledger
from record.domain.work import _joinable, recorded
from record.errors import NotCanonical
from record.models import Commitment, Job, LedgerEntry
from record.rules import BadEvent
from tests.record.support import run_together

PERSON = f"person:{uuid4()}"


def kinds() -> list[str]:
    return list(LedgerEntry.objects.values_list("kind", flat=True))


@pytest.mark.django_db
def test_events_jobs_and_rows_are_kept_together() -> None:
    with recorded(actor=PERSON) as work:
        digest = work.commitment("a free text")
        work.event("evidence_kept", subject="application:1", facts={"note": digest})
        work.job("check_evidence", subject="version-1", queue="forensics")
        assert kinds() == []
        assert work.entries == []
    assert kinds() == ["evidence_kept"]
    assert [entry.seq for entry in work.entries] == [1]
    assert Job.objects.get().queue == "forensics"
    assert Commitment.objects.filter(pk=digest).exists()
    assert ledger.verify() == []


@pytest.mark.django_db
def test_an_error_leaves_nothing() -> None:
    with pytest.raises(ZeroDivisionError), recorded(actor=PERSON) as work:  # noqa: PT012
        work.event("evidence_kept", subject="application:1")
        work.job("check_evidence", subject="version-1")
        work.commitment("a free text")
        raise ZeroDivisionError
    assert not LedgerEntry.objects.exists()
    assert not Job.objects.exists()
    assert not Commitment.objects.exists()


@pytest.mark.django_db
def test_inner_work_joins_the_outer_one_with_its_own_actor() -> None:
    with recorded(actor=PERSON) as outer:
        outer.event("first", subject="application:1")
        with recorded(actor="clock") as inner:
            inner.event("second", subject="application:1")
        assert kinds() == []
        outer.event("third", subject="application:1")
    assert [(entry.kind, entry.actor) for entry in outer.entries] == [
        ("first", PERSON),
        ("second", "clock"),
        ("third", PERSON),
    ]
    assert inner.entries == outer.entries


@pytest.mark.django_db
def test_what_failed_inside_is_dropped_alone() -> None:
    with recorded(actor=PERSON) as outer:
        outer.event("first", subject="application:1")
        with pytest.raises(ZeroDivisionError), recorded(actor=PERSON) as inner:  # noqa: PT012
            inner.event("dropped", subject="application:1")
            with recorded(actor=PERSON) as innermost:
                innermost.event("dropped_too", subject="application:1")
            inner.job("check_evidence", subject="version-1")
            raise ZeroDivisionError
        outer.event("last", subject="application:1")
    assert kinds() == ["first", "last"]
    assert not Job.objects.exists()
    assert ledger.verify() == []


@pytest.mark.django_db
def test_an_event_goes_with_the_savepoint_it_was_made_in() -> None:
    with recorded(actor=PERSON) as work:
        with pytest.raises(ZeroDivisionError), transaction.atomic():  # noqa: PT012
            work.event("dropped", subject="application:1")
            raise ZeroDivisionError
        with transaction.atomic():
            work.event("kept", subject="application:1")
    assert kinds() == ["kept"]


@pytest.mark.django_db
def test_one_work_after_another_continues_the_chain() -> None:
    for kind in ("first", "second"):
        with recorded(actor="system") as work:
            work.event(kind, subject="application:1")
    first, second = LedgerEntry.objects.all()
    assert second.prev_hash == first.hash


@pytest.mark.django_db
def test_work_without_events_touches_no_ledger() -> None:
    with CaptureQueriesContext(connection) as captured, recorded(actor="system"):
        pass
    assert not [sql for sql in statements(captured) if "ledger" in sql or "advisory" in sql]


@pytest.mark.django_db
def test_bad_words_are_refused_where_they_are_written() -> None:
    with pytest.raises(BadEvent), recorded(actor="Siti"):
        pass
    with pytest.raises(BadEvent), recorded(actor="clock") as work:
        work.event("kept", subject="Siti Aminah")
    with pytest.raises(NotCanonical), recorded(actor="clock") as work:
        work.event("kept", subject="application:1", facts={"points": 0.5})  # type: ignore[dict-item]


@pytest.mark.django_db(transaction=True)
def test_the_chain_is_locked_and_written_last() -> None:
    with CaptureQueriesContext(connection) as captured, recorded(actor="system") as work:
        work.event("first", subject="application:1")
        work.job("check_evidence", subject="version-1")
        work.event("second", subject="application:1")
        work.commitment("a free text")
    locked = "SELECT PG_ADVISORY_XACT_LOCK" if connection.vendor == "postgresql" else "SELECT SEQ"
    last = [locked, 'INSERT INTO "RECORD_LEDGERENTRY"', "COMMIT"]
    found = [sql.upper() for sql in statements(captured)]
    tail = found[-len(last) :]
    assert all(sql.startswith(start) for sql, start in zip(tail, last, strict=True)), found
    assert not [sql for sql in found[: -len(last)] if "LEDGER" in sql or "ADVISORY" in sql]


@pytest.mark.django_db(transaction=True)
def test_one_event_is_appended_by_one_message_before_the_commit() -> None:
    with CaptureQueriesContext(connection) as captured, recorded(actor="system") as work:
        work.event("only", subject="application:1")
    found = [sql.upper() for sql in statements(captured)]
    if connection.vendor == "postgresql":
        assert "APPEND_TO_LEDGER" in found[-2]
        assert not [sql for sql in found[:-2] if "LEDGER" in sql or "ADVISORY" in sql]
    assert found[-1] == "COMMIT"
    assert ledger.verify() == []


@pytest.mark.django_db(transaction=True)
def test_it_refuses_to_start_inside_a_bare_transaction() -> None:
    with (
        transaction.atomic(),
        pytest.raises(RuntimeError, match="durable"),
        recorded(actor="system"),
    ):
        pass


@pytest.mark.django_db(transaction=True)
def test_another_thread_does_not_join_although_it_copied_the_context() -> None:
    joined = []

    def other() -> None:
        joined.append(_joinable())

    with recorded(actor="system"):
        context = copy_context()
        thread = threading.Thread(target=context.run, args=[other])
        thread.start()
        thread.join()
    assert joined == [None]


@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_time_make_one_chain() -> None:
    def write() -> None:
        try:
            for _ in range(10):
                with recorded(actor="system") as work:
                    work.event("written", subject="application:1")
        finally:
            connection.close()

    run_together([write] * 4)
    assert LedgerEntry.objects.count() == 40
    assert ledger.verify() == []


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_slow_work_makes_nobody_wait_for_the_chain() -> None:
    """The other writer commits while the slow one has an event already but not ended."""
    done = threading.Event()

    def other() -> None:
        try:
            with recorded(actor="clock") as work:
                work.event("quick", subject="application:2")
            done.set()
        finally:
            connection.close()

    with recorded(actor="system") as work:
        work.event("slow", subject="application:1")
        thread = threading.Thread(target=other)
        thread.start()
        assert done.wait(10)
    thread.join()
    assert kinds() == ["quick", "slow"]
    assert ledger.verify() == []


def statements(captured: CaptureQueriesContext) -> list[str]:
    return [query["sql"] for query in captured.captured_queries]
