"""Columns of a list, and what stands in a cell on a page and in a spreadsheet."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Generic, TypeVar

from django.utils import timezone
from django.utils.functional import Promise

R = TypeVar("R")
# What a spreadsheet is given; None is an empty cell.
Value = str | int | float | Decimal | date | datetime | None
Words = str | Promise


@dataclass(frozen=True)
class Tag:
    """A state in the reader's words, coloured as `components/state_tag.html` has it."""

    label: str
    tone: str = ""


@dataclass(frozen=True)
class Deadline:
    """An instant after which something is over, with how long is left."""

    at: datetime | None


@dataclass(frozen=True)
class Code:
    """A text for machines: an id, a digest."""

    text: str


Shown = Value | Tag | Deadline | Code | tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Column(Generic[R]):
    """One column. `value` is exported, and shown unless `shown` says what a page has instead.

    `url` makes it a link, `hint` stands smaller below it. `exported=False`: on the page alone;
    `listed=False`: in the export alone. `moment`: its values are instants.
    """

    title: Words
    value: Callable[[R], Value]
    shown: Callable[[R], Shown] | None = None
    url: Callable[[R], str] | None = None
    hint: Callable[[R], str] | None = None
    listed: bool = True
    exported: bool = True
    moment: bool = False

    @property
    def head(self) -> str:
        """What stands above it in a spreadsheet, which knows no zones: that of moments names it."""
        zone = f" ({timezone.localtime().tzname()})" if self.moment else ""
        return f"{self.title}{zone}"

    def cell(self, row: R) -> "Cell":
        """What the page shows of the row."""
        shown = (self.shown or self.value)(row)
        return Cell(
            title=self.title,
            kind=kind_of(shown),
            value=shown,
            url=self.url(row) if self.url else "",
            hint=self.hint(row) if self.hint else "",
        )


@dataclass(frozen=True)
class Cell:
    """A cell of a page; its kind says how the template writes it."""

    title: Words
    kind: str
    value: Any
    url: str = ""
    hint: str = ""


def kind_of(shown: Shown) -> str:
    """How a value is written: a word the template knows."""
    kinds: list[tuple[type, str]] = [
        (Tag, "tag"),
        (Deadline, "deadline"),
        (Code, "code"),
        (tuple, "lines"),
        (datetime, "moment"),
        (date, "day"),
        (bool, "text"),
        (int, "number"),
        (float, "number"),
        (Decimal, "number"),
    ]
    return next((kind for of, kind in kinds if isinstance(shown, of)), "text" if shown else "none")
