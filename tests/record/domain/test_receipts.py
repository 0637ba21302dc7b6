"""Receipts: the same for the same entry, and every way in which one may not fit."""

import base64
from collections.abc import Callable, Iterator
from importlib import import_module

import pytest
from django.db import connection
from pytest_django import Settings

from record.domain import checkpoints
from record.domain.ledger import digest
from record.domain.receipts import Fault, examine, receipt_of
from record.domain.work import recorded
from record.models import LedgerEntry

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _entries() -> None:
    for number in range(3):
        with recorded(actor="system") as work:
            work.event("counted", subject=f"application:{number}", facts={"number": number})


@pytest.fixture
def _attacker() -> Iterator[None]:
    operation = import_module("record.migrations.0002_append_only").Migration.operations[0]
    with connection.schema_editor() as editor:
        operation.database_backwards("record", editor, None, None)
    yield
    with connection.schema_editor() as editor:
        operation.database_forwards("record", editor, None, None)


def receipt(seq: int = 2) -> str:
    return receipt_of(LedgerEntry.objects.get(seq=seq))


def test_a_receipt_fits_and_says_which_checkpoint_covers_it() -> None:
    text = receipt()
    assert text == receipt()
    assert examine(text).fault is None
    assert examine(text).checkpoint is None
    made = checkpoints.take()
    assert examine(text).checkpoint == made


def test_it_holds_the_entry_itself() -> None:
    entry = LedgerEntry.objects.get(seq=2)
    lines = receipt().splitlines()
    assert lines[:2] == ["127.0.0.1/receipt", "2"]
    prev, body = lines[3].removeprefix("prev "), lines[4].removeprefix("body ")
    assert (prev, body) == (entry.prev_hash, entry.body)
    assert digest(prev, body) == entry.hash


def test_what_a_mail_program_does_to_a_text_does_no_harm() -> None:
    assert examine("\n  " + receipt().replace("\n", "\r\n") + "\r\n\r\n").fault is None


@pytest.mark.parametrize(
    "bend",
    [
        lambda text: text.replace("\n2\n", "\n3\n"),
        lambda text: text.replace('"number":1', '"number":2'),
        lambda text: text.replace("prev ", "prev 0"),
        lambda text: text[: len(text) // 2],
        lambda text: text[:0],
        lambda text: text + "x" * 30_000,
    ],
)
def test_a_touched_one_is_not_ours(bend: Callable[[str], str]) -> None:
    assert examine(bend(receipt())).fault is Fault.NOT_OURS


def test_a_checkpoint_is_no_receipt() -> None:
    made = checkpoints.take()
    assert made is not None
    assert examine(made.note).fault is Fault.NOT_OURS


def test_after_a_change_of_the_key_the_old_one_still_counts(settings: Settings) -> None:
    text = receipt()
    settings.CHECKPOINT_KEY = base64.b64encode(bytes(32)).decode()
    assert examine(text).fault is Fault.NOT_OURS  # no checkpoint tells that this key was ours
    settings.CHECKPOINT_KEY = base64.b64encode(b"only for the tests of this tree!").decode()
    checkpoints.take()
    settings.CHECKPOINT_KEY = base64.b64encode(bytes(32)).decode()
    assert examine(text).fault is None


@pytest.mark.usefixtures("_attacker")
def test_an_entry_that_is_gone_is_told() -> None:
    text = receipt()
    LedgerEntry.objects.filter(seq__gte=2).delete()
    assert examine(text).fault is Fault.GONE


@pytest.mark.usefixtures("_attacker")
def test_an_entry_written_anew_is_told() -> None:
    text = receipt()
    LedgerEntry.objects.filter(seq=2).update(hash="f" * 64)
    assert examine(text).fault is Fault.GONE


@pytest.mark.usefixtures("_attacker")
def test_a_changed_history_before_it_is_told() -> None:
    text = receipt(3)
    LedgerEntry.objects.filter(seq=1).update(hash="f" * 64)
    found = examine(text)
    assert found.fault is Fault.REWRITTEN
    assert found.entry is not None
