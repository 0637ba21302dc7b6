"""What a table holds once it is read: cells that still tell how they were written."""

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """How a cell was written. A formula is never computed, a number never rounded."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"  # its text is YYYY-MM-DD, with a time of day behind it if there was one
    FLAG = "flag"
    FORMULA = "formula"
    ERROR = "error"


class Fault(StrEnum):
    """What is wrong with a file before its rows are looked at."""

    NOT_A_TABLE = "not_a_table"
    OLD_EXCEL = "old_excel"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    MACROS = "macros"
    LINKS = "links"
    EMBEDDED = "embedded"
    DECLARATIONS = "declarations"
    TOO_LARGE = "too_large"
    TOO_SLOW = "too_slow"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    TOO_MANY_CELLS = "too_many_cells"
    TOO_MANY_SHEETS = "too_many_sheets"
    LONG_TEXT = "long_text"
    NOT_TEXT = "not_text"


class Unreadable(Exception):
    """The file as a whole is refused; `where` is a sheet or cell, or empty."""

    def __init__(self, fault: Fault, where: str = "") -> None:
        super().__init__(f"{fault} {where}".strip())
        self.fault = fault
        self.where = where


@dataclass(frozen=True)
class Limits:
    """What one file may hold. Sizes in bytes; `rows` and `columns` are of one sheet."""

    source: int = 5 * 2**20
    unpacked: int = 64 * 2**20
    members: int = 500
    sheets: int = 10
    rows: int = 5_000
    columns: int = 60
    cells: int = 150_000
    # Of one part as it is written, with rows and cells that only have a format.
    row_elements: int = 100_000
    elements: int = 1_500_000
    text: int = 1_000  # characters of one cell


LIMITS = Limits()


@dataclass(frozen=True)
class Cell:
    kind: Kind
    text: str


@dataclass(frozen=True)
class Row:
    """A row with something in it: its number as the spreadsheet shows it, and cells by column."""

    number: int
    cells: dict[int, Cell]


@dataclass(frozen=True)
class Table:
    """One sheet. `merged` are ranges such as "A1:B2". A CSV is one sheet without a name.

    `typed` tells whether the file itself distinguishes days and numbers from text.
    """

    name: str
    rows: tuple[Row, ...]
    merged: tuple[str, ...] = ()
    typed: bool = True


@dataclass
class Budget:
    """Counts what is read of one file and refuses what is too much."""

    limits: Limits
    cells: int = field(default=0)

    def take(self, sheet: str, rows: int, column: int, text: str) -> None:
        """Count one cell with something in it, in the `rows`-th filled row of its sheet."""
        self.cells += 1
        if rows > self.limits.rows:
            raise Unreadable(Fault.TOO_MANY_ROWS, sheet)
        if column > self.limits.columns:
            raise Unreadable(Fault.TOO_MANY_COLUMNS, sheet)
        if self.cells > self.limits.cells:
            raise Unreadable(Fault.TOO_MANY_CELLS, sheet)
        if len(text) > self.limits.text:
            raise Unreadable(Fault.LONG_TEXT, sheet)
