"""Reading an XLSX: every filled cell as it was written, no formula computed, nothing fetched."""

import io
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from openpyxl import load_workbook

from directory.sheets.package import inspect
from directory.sheets.tables import Budget, Cell, Fault, Kind, Limits, Row, Table, Unreadable

_LAST_ROW = 2**20  # of Excel's own
# Up to here every whole number is exact in the floating point that a spreadsheet counts in.
_EXACT = 10**15
_KINDS = {"f": Kind.FORMULA, "e": Kind.ERROR, "b": Kind.FLAG, "d": Kind.DAY, "n": Kind.NUMBER}


def read_workbook(data: bytes, limits: Limits) -> list[Table]:
    """The sheets that can be seen, in their order. Raises Unreadable."""
    merged = inspect(data, limits)
    try:
        return _read(data, limits, merged)
    except Unreadable:
        raise
    # openpyxl has no exception of its own: a wrong part ends in whatever it stumbles over.
    except Exception as fault:
        if isinstance(fault, MemoryError):
            raise
        raise Unreadable(Fault.DAMAGED) from fault


def _read(data: bytes, limits: Limits, merged: dict[str, tuple[str, ...]]) -> list[Table]:
    book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False, data_only=False)
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if len(sheets) > limits.sheets:
        raise Unreadable(Fault.TOO_MANY_SHEETS)
    budget = Budget(limits)
    tables = []
    for sheet in sheets:
        # What a sheet says of its own size is not believed: everything is read, and counted.
        sheet.reset_dimensions()
        rows = tuple(_rows(sheet, budget))
        # The one way from a sheet to its part that openpyxl keeps in this mode.
        path: str = vars(sheet)["_worksheet_path"]
        ranges = merged.get(path.lstrip("/"), ())
        tables.append(Table(name=sheet.title, rows=rows, merged=ranges))
    return tables


def _rows(sheet: Any, budget: Budget) -> Iterator[Row]:
    filled = 0
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        if number > _LAST_ROW:  # rows that are not there are counted up one by one
            raise Unreadable(Fault.TOO_MANY_ROWS, sheet.title)
        found: dict[int, Cell] = {}
        for column, each in enumerate(cells, start=1):
            cell = _cell(each)
            if cell is not None:
                budget.take(sheet.title, filled + 1, column, cell.text)
                found[column] = cell
        if found:
            filled += 1
            yield Row(number=number, cells=found)


def _cell(cell: Any) -> Cell | None:
    kind = _KINDS.get(cell.data_type, Kind.TEXT)
    if kind == Kind.FORMULA:
        return Cell(kind, str(getattr(cell.value, "text", cell.value)))
    if cell.value is None:
        return None
    text = _text(cell.value)
    return Cell(kind, text) if text else None


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        if value.time() == time():
            return value.date().isoformat()
        return value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
        return str(int(value))
    return str(value).strip()
