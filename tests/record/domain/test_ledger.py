"""Mutation tests: whatever is changed in the ledger behind its back is found, and its place named.

The attacker here owns the database: the triggers are dropped first.
"""

import json
from collections.abc import Callable
from datetime import timedelta
from importlib import import_module

import pytest
from django.db import connection, transaction

from record.domain.ledger import GENESIS, Draft, Fault, append, digest, examine, verify
from record.domain.work import recorded
from record.models import LedgerEntry

pytestmark = pytest.mark.django_db(transaction=True)

LENGTH = 5
entries = LedgerEntry.objects


@pytest.fixture(autouse=True)
def _chain() -> None:
    for number in range(1, LENGTH + 1):
        with recorded(actor="system") as work:
            work.event("counted", subject=f"application:{number}", facts={"number": number})


@pytest.fixture
def _attacker(_chain: None) -> object:
    operation = import_module("record.migrations.0002_append_only").Migration.operations[0]
    with connection.schema_editor() as editor:
        operation.database_backwards("record", editor, None, None)
    yield
    with connection.schema_editor() as editor:
        operation.database_forwards("record", editor, None, None)


def places() -> set[int]:
    return {fault.seq for fault in verify()}


def forge(entry: LedgerEntry, **changes: object) -> None:
    """Write changed columns under the entry's number."""
    entries.filter(pk=entry.pk).update(**changes)


def flipped(text: str) -> str:
    return chr(ord(text[0]) ^ 1) + text[1:]


def test_a_whole_chain_has_no_fault() -> None:
    first = entries.get(seq=1)
    assert (first.prev_hash, first.hash) == (GENESIS, digest(GENESIS, first.body))
    result = examine()
    assert (result.count, result.seq, result.faults) == (LENGTH, LENGTH, [])
    assert result.head == entries.get(seq=LENGTH).hash


@pytest.mark.parametrize("together", [1, 2])
def test_any_text_is_hashed_alike_by_the_database_and_by_us(together: int) -> None:
    """One draft is appended by the database's own arithmetic, several by ours."""
    odd = "é 漢 50% %s \\ ' \" \x7f \U0001f600"
    with recorded(actor="system") as work:
        for _ in range(together):
            work.event("counted", subject="application:9", facts={"unit": odd})
    last = entries.get(seq=LENGTH + together)
    assert work.entries[-1].hash == last.hash == digest(last.prev_hash, last.body)
    assert json.loads(last.body)["facts"] == {"unit": odd}
    assert verify() == []


@pytest.mark.postgresql
def test_an_entry_the_database_hashed_otherwise_is_not_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("record.domain.ledger.digest", lambda _prev, _body: "0" * 64)
    with (
        pytest.raises(RuntimeError, match="another hash of entry 6"),
        recorded(actor="system") as w,
    ):
        w.event("counted", subject="application:9")
    assert entries.count() == LENGTH


@pytest.mark.usefixtures("_attacker")
@pytest.mark.parametrize("together", [1, 2])
def test_the_first_entries_of_all_follow_genesis(together: int) -> None:
    entries.all().delete()
    with recorded(actor="system") as work:
        for _ in range(together):
            work.event("counted", subject="application:9")
    assert entries.get(seq=1).prev_hash == GENESIS
    assert verify() == []


def test_the_body_is_canonical_and_complete() -> None:
    entry = entries.get(seq=2)
    at = entry.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    assert entry.body == (
        f'{{"actor":"system","at":"{at}","facts":{{"number":2}},'
        f'"kind":"counted","subject":"application:2"}}'
    )


@pytest.mark.usefixtures("_attacker")
@pytest.mark.parametrize("seq", [1, 3, LENGTH])
@pytest.mark.parametrize("field", ["prev_hash", "hash", "body", "actor", "kind", "subject"])
def test_one_byte_changed(field: str, seq: int) -> None:
    entry = entries.get(seq=seq)
    forge(entry, **{field: flipped(getattr(entry, field))})
    assert seq in places()


@pytest.mark.usefixtures("_attacker")
def test_every_byte_of_a_body_counts() -> None:
    entry = entries.get(seq=3)
    for index in range(len(entry.body)):
        changed = entry.body[:index] + flipped(entry.body[index:])
        forge(entry, body=changed)
        assert places() == {3}, changed
    forge(entry, body=entry.body)
    assert verify() == []


@pytest.mark.usefixtures("_attacker")
def test_the_time_beside_the_body_changed() -> None:
    entry = entries.get(seq=3)
    forge(entry, at=entry.at + timedelta(microseconds=1))
    assert verify() == [Fault(3, "at is not what its body says")]


@pytest.mark.usefixtures("_attacker")
@pytest.mark.parametrize("seq", [1, 3, LENGTH - 1])
def test_a_row_dropped(seq: int) -> None:
    entries.filter(seq=seq).delete()
    assert places() == {seq}


@pytest.mark.usefixtures("_attacker")
def test_a_row_dropped_and_the_rest_renumbered() -> None:
    entries.filter(seq=3).delete()
    for entry in entries.filter(seq__gt=3):
        entries.filter(seq=entry.seq).update(seq=entry.seq - 1)
    assert places() == {3}


@pytest.mark.usefixtures("_attacker")
def test_two_rows_swapped() -> None:
    entries.filter(seq=2).update(seq=99)
    entries.filter(seq=3).update(seq=2)
    entries.filter(seq=99).update(seq=3)
    assert {2, 3} <= places()


@pytest.mark.usefixtures("_attacker")
def test_the_contents_of_two_rows_swapped_and_rehashed() -> None:
    """The forger recomputes the hashes of both, but not those of all that follow."""
    second, third = entries.filter(seq__in=[2, 3])
    new_second = digest(second.prev_hash, third.body)
    forge(second, body=third.body, hash=new_second, subject=third.subject, at=third.at)
    forge(
        third,
        body=second.body,
        prev_hash=new_second,
        hash=digest(new_second, second.body),
        subject=second.subject,
        at=second.at,
    )
    assert places() == {4}


@pytest.mark.parametrize(
    "forgery",
    [
        lambda _, body: {"prev_hash": "f" * 64, "hash": digest("f" * 64, body)},
        lambda head, body: {"prev_hash": head, "hash": digest("f" * 64, body)},
    ],
)
@pytest.mark.usefixtures("_attacker")
def test_a_forged_tail(forgery: Callable[[str, str], dict[str, str]]) -> None:
    last = entries.get(seq=LENGTH)
    body = last.body.replace('"number":5', '"number":6')
    entries.create(
        seq=LENGTH + 1,
        body=body,
        at=last.at,
        actor=last.actor,
        kind=last.kind,
        subject=last.subject,
        **forgery(last.hash, body),
    )
    assert places() == {LENGTH + 1}


@pytest.mark.usefixtures("_attacker")
def test_a_tail_cut_off_is_seen_by_whoever_holds_an_earlier_head() -> None:
    held = {LENGTH: entries.get(seq=LENGTH).hash}
    entries.filter(seq__gte=4).delete()
    assert verify() == []
    assert examine(held).faults == [Fault(5, "was handed out as head and is gone")]


@pytest.mark.usefixtures("_attacker")
def test_a_chain_computed_anew_is_seen_by_whoever_holds_an_earlier_head() -> None:
    held = {LENGTH: entries.get(seq=LENGTH).hash}
    kept = list(entries.all())
    entries.all().delete()
    with transaction.atomic():
        append([Draft(entry.at, "clock", entry.kind, entry.subject, {}) for entry in kept])
    assert verify() == []
    assert [fault.seq for fault in examine(held).faults] == [LENGTH]


@pytest.mark.usefixtures("_attacker")
@pytest.mark.parametrize("body", ["", "no json", "[1]", '{"at":1.5}', "null", '{"a": 1}'])
def test_a_body_that_is_none(body: str) -> None:
    entry = entries.get(seq=2)
    forge(entry, body=body, hash=digest(entry.prev_hash, body))
    assert 2 in places()
