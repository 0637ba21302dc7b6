"""The work of the child: bytes of an upload to tables, one line each, or one line with a fault."""

from collections.abc import Callable
from typing import Any

from directory.sheets.comma import read_comma
from directory.sheets.tables import LIMITS, Fault, Table, Unreadable
from directory.sheets.wire import fault_line, lines
from directory.sheets.workbook import read_workbook

NAME = "directory.sheets.job:run"
_ZIP = b"PK\x03\x04"
# The container of Excel before 2007, and of an XLSX that a password protects.
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def run(data: bytes, arguments: dict[str, Any], emit: Callable[[bytes], None]) -> None:
    """Read a table and emit what it holds; `arguments` has the `encoding` of a CSV."""
    try:
        for line in lines(read(data, arguments["encoding"])):
            emit(line)
    except Unreadable as found:
        emit(fault_line(found))


def read(data: bytes, encoding: str) -> list[Table]:
    """The tables of an XLSX or CSV, told apart by their first bytes. Raises Unreadable."""
    if len(data) > LIMITS.source:
        raise Unreadable(Fault.TOO_LARGE)
    if data.startswith(_OLD):
        raise Unreadable(Fault.OLD_EXCEL)
    if data.startswith(_ZIP):
        return read_workbook(data, LIMITS)
    return [read_comma(data, encoding, LIMITS)]
