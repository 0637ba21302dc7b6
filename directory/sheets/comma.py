"""Reading a CSV as spreadsheets save it: comma or semicolon, UTF-8 or Windows-1252.

A CSV knows no kinds: every cell is text. One kind is read all the same: what begins with "=" is a
formula, as every spreadsheet that opens the file would take it; "+62" and "-8.5" are data.
"""

import csv
import io

from directory.sheets.tables import Budget, Cell, Fault, Kind, Limits, Row, Table, Unreadable

ENCODINGS = ("utf-8", "windows-1252")
_SEPARATORS = ";,\t"
# What our own tables put before a text that looks like a formula; see record.spreadsheets.
_GUARDED = tuple(f"'{sign}" for sign in ("=", "+", "-", "@", "\t", "\r", "\n"))


def read_comma(data: bytes, encoding: str, limits: Limits) -> Table:
    """The one table of a CSV. Raises Unreadable.

    Which of both encodings it is cannot be told from the bytes with certainty, so it is given.
    """
    text = _decoded(data, encoding)
    budget = Budget(limits)
    rows: list[Row] = []
    try:
        # Strict: a quotation mark that is never closed would swallow the rest of the table.
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
        before = 0
        for fields in reader:
            # The line a row begins on, as an editor or a spreadsheet without line breaks shows it.
            number, before = before + 1, reader.line_num
            row = _row(number, fields, len(rows) + 1, budget)
            if row.cells:
                rows.append(row)
    except csv.Error as fault:
        raise Unreadable(Fault.DAMAGED) from fault
    return Table(name="", rows=tuple(rows), typed=False)


def _decoded(data: bytes, encoding: str) -> str:
    try:
        text = data.decode("utf-8-sig" if encoding == "utf-8" else "cp1252")
    except UnicodeDecodeError as fault:
        raise Unreadable(Fault.NOT_TEXT) from fault
    if "\0" in text:
        raise Unreadable(Fault.NOT_A_TABLE)
    return text


def _separator(text: str) -> str:
    """The sign that stands most often in the first line with something in it, outside quotes."""
    first = next((line for line in text.splitlines() if line.strip(_SEPARATORS + " ")), "")
    bare = "".join(first.split('"')[::2])
    return max(_SEPARATORS, key=bare.count)


def _row(number: int, fields: list[str], filled: int, budget: Budget) -> Row:
    cells = {}
    for column, field in enumerate(fields, start=1):
        cell = _cell(field.strip())
        if cell.text:
            budget.take("", filled, column, cell.text)
            cells[column] = cell
    return Row(number=number, cells=cells)


def _cell(value: str) -> Cell:
    if value.startswith(_GUARDED):
        return Cell(Kind.TEXT, value[1:])
    return Cell(Kind.FORMULA if value.startswith("=") else Kind.TEXT, value)
