"""The parts of a dossier: what a page and a PDF both place."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from record.pages.lists.columns import Cell, Shown, Words, kind_of

NONE = "–"


@dataclass(frozen=True)
class Grid:
    """A table: its heads, and rows of what stands below them; several texts are several lines."""

    label: str
    heads: Sequence[Words]
    rows: Sequence[Sequence[Shown]]

    @property
    def named(self) -> list[tuple[Words, bool]]:
        """The heads as `components/cells_table.html` takes them."""
        return [(head, False) for head in self.heads]

    @property
    def cells(self) -> list[list[Cell]]:
        return [
            [_cell(head, each or None) for head, each in zip(self.heads, row, strict=True)]
            for row in self.rows
        ]

    @property
    def printed(self) -> dict[str, Any]:
        """The same as texts."""
        return {
            "label": self.label,
            "heads": [str(head) for head in self.heads],
            "rows": [[_text(each) for each in row] for row in self.rows],
        }


@dataclass(frozen=True)
class Part:
    """One part: facts and tables, what to say where there is nothing, and the page it is of."""

    name: str
    title: str
    url: str = ""
    link: str = ""
    facts: Sequence[tuple[str, str]] = ()
    grids: Sequence[Grid] = field(default_factory=list)
    nothing: str = ""

    @cached_property
    def shown_grids(self) -> list[Grid]:
        return [grid for grid in self.grids if grid.rows]

    @property
    def empty(self) -> bool:
        return not self.facts and not self.shown_grids

    @property
    def rows(self) -> list[dict[str, str]]:
        """The facts as `components/summary_list.html` takes them."""
        return [{"key": key, "value": value} for key, value in self.facts]

    @property
    def printed(self) -> dict[str, Any]:
        """The same for the PDF's template."""
        return {
            "title": self.title,
            "facts": [[key, value or NONE] for key, value in self.facts],
            "grids": [grid.printed for grid in self.shown_grids],
            "nothing": self.nothing if self.empty else "",
        }


def _cell(head: Words, shown: Shown) -> Cell:
    return Cell(head, kind_of(shown), shown)


def _text(shown: Shown) -> str:
    whole = "\n".join(shown) if isinstance(shown, tuple) else str(shown or "")
    return whole or NONE
