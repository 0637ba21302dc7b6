"""The table beside a plot: what is counted, and its figures in one season or in two."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from record.pages.lists import Column, Listing, Value
from record.pages.lists.columns import Words
from record.pages.plots import BarPlot, PlacePlot

F = TypeVar("F")
# No part has so many rows: a table stands whole beside its plot.
WHOLE = 500


@dataclass(frozen=True)
class Row(Generic[F]):
    """One line: its name, what else names it, and its figures in each season, None for none."""

    label: str
    figures: Sequence[F | None]
    more: Sequence[Value] = ()


@dataclass(frozen=True)
class Figure(Generic[F]):
    """One number of a line."""

    title: Words
    value: Callable[[F], Value]


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part of the dashboard. `why_not` says why there is nothing, `note` what is left out."""

    name: str
    title: str
    lead: str
    listing: Listing[Any]
    rows: Sequence[Row[Any]]
    plot: BarPlot | PlacePlot | None
    wide: bool = False
    note: str = ""
    why_not: str = ""


def table(
    name: str,
    names: Sequence[Words],
    figures: Sequence[Figure[F]],
    years: Sequence[int],
) -> Listing[Row[F]]:
    """A list whose first columns name a line; then its figures, each with its year if two."""
    named: list[Column[Row[F]]] = [
        Column(title=names[0], value=lambda row: row.label),
        *(Column(title=title, value=partial(_more, n)) for n, title in enumerate(names[1:])),
    ]
    numbers: list[Column[Row[F]]] = [
        Column(
            title=f"{figure.title} {year}" if len(years) > 1 else figure.title,
            value=partial(_figure, place, figure),
        )
        for place, year in enumerate(years)
        for figure in figures
    ]
    return Listing(name=name, columns=[*named, *numbers], per_page=WHOLE)


def _more(place: int, row: Row[Any]) -> Value:
    return row.more[place]


def _figure(place: int, figure: Figure[F], row: Row[F]) -> Value:
    figures = row.figures[place]
    return None if figures is None else figure.value(figures)
