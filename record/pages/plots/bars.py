"""Lying bars, several a row: a label above, the number behind each."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

# Units of the drawing; on a phone of 360 pixels one unit is about one pixel.
WIDTH, LONGEST = 330, 262
LINE, BAR, SPACE = 17, 15, 9
BASE = 12  # from the top of a line to where its letters stand
LETTERS = 44  # so many fit into the width


@dataclass(frozen=True)
class Bar:
    """A number and how it is written; `value` None is no bar, with its text in its place."""

    value: int | Decimal | None
    text: str


@dataclass(frozen=True)
class BarRow:
    """What is measured, with one bar for each series of the plot."""

    label: str
    bars: Sequence[Bar]


@dataclass(frozen=True)
class Line:
    """A line of text with its place; `tone` numbers the series it stands for."""

    y: int
    text: str
    tone: int = 0
    key: int = 0  # the top of the square of that colour


@dataclass(frozen=True)
class Lying:
    """A bar with its place, and its number behind it."""

    tone: int
    y: int
    width: int
    text: str
    text_x: int
    text_y: int


@dataclass(frozen=True)
class BarPlot:
    """The whole drawing, as `record/bars.html` takes it."""

    name: str
    title: str
    description: str
    width: int
    height: int
    legend: list[Line]
    labels: list[Line]
    bars: list[Lying]


def bar_plot(
    *,
    name: str,
    title: str,
    description: str,
    series: Sequence[str],
    rows: Sequence[BarRow],
    most: int | None = None,
) -> BarPlot:
    """Draw the rows, the longest bar for `most`, or for the greatest number where that is None.

    `name` makes the ids of title and description; it must be the only one of its page.
    """
    whole = most or max((b.value for row in rows for b in row.bars if b.value), default=0)
    legend = [
        Line(number * LINE + BASE, text, number, number * LINE + 2)
        for number, text in enumerate(series)
    ]
    labels: list[Line] = []
    bars: list[Lying] = []
    top = len(legend) * LINE + SPACE
    for row in rows:
        lines = textwrap.wrap(row.label, LETTERS) or [""]
        labels += [Line(top + n * LINE + BASE, text) for n, text in enumerate(lines)]
        top += len(lines) * LINE
        bars += _lying(row, top, whole)
        top += len(row.bars) * BAR + SPACE
    return BarPlot(name, title, description, WIDTH, top, legend, labels, bars)


def _lying(row: BarRow, top: int, whole: int | Decimal) -> Iterator[Lying]:
    for tone, bar in enumerate(row.bars):
        width = int(LONGEST * bar.value / whole) if bar.value and whole else 0
        y = top + tone * BAR
        yield Lying(tone, y, width, bar.text, width + 5, y + BAR - 4)
