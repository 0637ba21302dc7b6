"""Tables as XLSX, written row by row: a text is never a formula, a date is a date."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, BinaryIO, cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from record.spreadsheets import looks_like_formula, wall_clock

# What Excel opens: support.microsoft.com, "Excel specifications and limits".
MOST_ROWS = 1_048_576
LONGEST_TEXT = 32_767
LONGEST_TITLE = 31
NOT_IN_A_TITLE = str.maketrans("[]:*?/\\", "_______")
# Digits beyond these are lost in a number of Excel; what has more is told as text.
EXACT = 10**15
NARROW, WIDE = 12, 40
BOLD = Font(bold=True)
# The oldest date an archive knows, on every part, so that the same table is the same file.
STILL = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Sheet:
    """A table with the title of its tab, which Excel allows 31 characters."""

    title: str
    heads: Sequence[str]
    rows: Iterable[Sequence[object]]


class _Archive(ZipFile):
    def open(self, name: str | ZipInfo, *args: Any, **kwargs: Any) -> Any:
        if isinstance(name, ZipInfo) and "w" in (args[0] if args else kwargs.get("mode", "r")):
            name.date_time = STILL
        return super().open(name, *args, **kwargs)


def write_workbook(out: BinaryIO, sheets: Iterable[Sheet]) -> None:
    """Write the sheets into `out` as one workbook; rows are read one after the other."""
    book = Workbook(write_only=True)
    for sheet in sheets:
        _fill(book, sheet)
    save(book, out)


def save(book: Workbook, out: BinaryIO) -> None:
    """Write a workbook so that the same one is the same file within a second."""
    made = timezone.now().astimezone(UTC).replace(tzinfo=None, microsecond=0)
    book.properties.created = book.properties.modified = made
    with _Archive(out, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).write_data()


def _fill(book: Workbook, sheet: Sheet) -> None:
    tab = book.create_sheet(sheet.title.translate(NOT_IN_A_TITLE)[:LONGEST_TITLE])
    tab.freeze_panes = "A2"
    for number, head in enumerate(sheet.heads, start=1):
        width = min(max(NARROW, len(head) + 2), WIDE)
        tab.column_dimensions[get_column_letter(number)].width = width
    heads = [_cell(tab, head) for head in sheet.heads]
    for head in heads:
        head.font = BOLD
    tab.append(heads)
    last = 1
    for last, row in enumerate(sheet.rows, start=2):  # noqa: B007 the last number is asked below
        tab.append([_cell(tab, value) for value in row])
    tab.auto_filter.ref = f"A1:{get_column_letter(len(sheet.heads))}{last}"


def _cell(tab: Any, value: object) -> Any:
    """A text goes in as text whatever it looks like, and stays text when somebody edits it."""
    if isinstance(value, datetime):
        value = wall_clock(value)
    number = isinstance(value, int | float | Decimal) and -EXACT < value < EXACT
    if value is None or number or isinstance(value, date):
        return WriteOnlyCell(tab, cast(Any, value))
    text = ILLEGAL_CHARACTERS_RE.sub("\ufffd", str(value))[:LONGEST_TEXT]
    made = WriteOnlyCell(tab, text)
    made.data_type = "s"
    if looks_like_formula(text):
        made.quotePrefix = True
    return made
