"""Tables are read in the limited child: whatever the bytes do, an answer or a refusal comes back."""

import json
from typing import Any

import pytest

from directory.sheets import job
from directory.sheets.tables import LIMITS, Cell, Fault, Kind, Unreadable
from directory.sheets.wire import read_lines
from tests.directory.roster.books import PERSON, UNIT, book, comma, repacked
from verification.domain import sheets
from verification.domain.sheets import BOUNDS, read_apart
from workers.checks import sandbox


def fault_of(data: bytes) -> Fault:
    with pytest.raises(Unreadable) as refused:
        read_apart(data, "utf-8")
    return refused.value.fault


def test_a_workbook_and_a_csv_come_back_as_they_are_read_here() -> None:
    for data in (book([UNIT], [PERSON]), comma([UNIT])):
        assert read_apart(data, "utf-8") == job.read(data, "utf-8")


def test_a_refusal_of_the_child_comes_back() -> None:
    macros = repacked(book([UNIT]), **{"xl__vbaProject.bin": b"x"})
    assert fault_of(macros) == Fault.MACROS
    assert fault_of(b"x" * (LIMITS.source + 1)) == Fault.TOO_LARGE


def test_a_child_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    units = [{**UNIT, "Kode satker": f"{n:06}"} for n in range(1, LIMITS.rows)]
    monkeypatch.setattr(sheets, "BOUNDS", sandbox.Bounds(memory=BOUNDS.memory, wall=0.05))
    assert fault_of(book(units)) == Fault.TOO_SLOW


@pytest.mark.parametrize(
    ("reason", "fault"),
    [
        ("memory", Fault.TOO_LARGE),
        ("output", Fault.TOO_LARGE),
        ("timeout", Fault.TOO_SLOW),
        ("crashed", Fault.DAMAGED),
        ("sandbox", Fault.DAMAGED),
    ],
)
def test_the_end_of_a_child_is_a_refusal(
    monkeypatch: pytest.MonkeyPatch, reason: str, fault: Fault
) -> None:
    ended = sandbox.Answer(lines=(), reason=reason, seconds=0, peak_bytes=0)
    monkeypatch.setattr(sandbox, "run", lambda *_given: ended)
    assert fault_of(b"Nama") == fault


TABLE: dict[str, Any] = {
    "name": "UPT",
    "typed": True,
    "merged": [],
    "rows": [[1, [[1, "text", "a"]]]],
}


def test_a_line_of_the_child_is_read() -> None:
    (table,) = read_lines([json.dumps({"table": TABLE}).encode()])
    assert table.rows[0].cells == {1: Cell(Kind.TEXT, "a")}


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"[]",
        b"{}",
        b'{"fault": "anything"}',
        b'{"fault": "damaged", "where": 7}',
        json.dumps({"table": {**TABLE, "name": "x" * 101}}).encode(),
        json.dumps({"table": {**TABLE, "merged": [7]}}).encode(),
        json.dumps({"table": {**TABLE, "rows": [[0, []]]}}).encode(),
        json.dumps({"table": {**TABLE, "rows": [[1, [[True, "text", "a"]]]]}}).encode(),
        json.dumps({"table": {**TABLE, "rows": [[1, [[1, "code", "a"]]]]}}).encode(),
        json.dumps({"table": {**TABLE, "rows": [[1, [[1, "text", "x" * 1001]]]]}}).encode(),
        json.dumps({"table": {**TABLE, "rows": 7}}).encode(),
    ],
)
def test_a_line_that_the_reader_would_not_write_is_refused(
    monkeypatch: pytest.MonkeyPatch, line: bytes
) -> None:
    answer = sandbox.Answer(lines=(line,), reason="", seconds=0, peak_bytes=0)
    monkeypatch.setattr(sandbox, "run", lambda *_given: answer)
    assert fault_of(b"Nama") == Fault.DAMAGED
