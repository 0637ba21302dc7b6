"""A picture to look at closely: turned, enlarged, with the regions of findings drawn over it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.urls import reverse

from verification.models import Drawing, EvidenceVersion, Finding
from verification.pages.file_words import preview_url
from verification.queries.sizes import (
    UNITS,
    Point,
    Size,
    box_of,
    page_of,
    polygon,
    upright_size,
)
from workers.checks.kinds import KINDS, PICTURE

# The style sheet has a switch for so many.
MOST_NUMBERED = 12
ZOOMS = (1, 2, 3, 4)
TURNS = (0, 90, 180, 270)
_AIR = 6  # thousandths of a page between an outline and what it is around


@dataclass(frozen=True)
class Mark:
    """One outline on a picture, of the finding with that number in the list beside it.

    `source`: where the same is found once more in the same picture.
    """

    number: int
    corners: tuple[Point, ...]
    now: bool = False
    source: bool = False

    @property
    def points(self) -> str:
        """The corners as SVG writes them."""
        return " ".join(f"{x},{y}" for x, y in self.corners)

    @property
    def left(self) -> int:
        """Where it begins."""
        return min(x for x, _ in self.corners)

    @property
    def top(self) -> int:
        """Where it begins."""
        return min(y for _, y in self.corners)


@dataclass(frozen=True)
class View:
    """How the person wants to see it: times as large, turned by so many degrees."""

    zoom: int = 1
    turn: int = 0


def view_of(asked: Mapping[str, str]) -> View:
    """The view an address asks for; what it cannot ask for is as it was."""
    zoom, turn = asked.get("besar", ""), asked.get("putar", "")
    return View(
        zoom=int(zoom) if zoom in map(str, ZOOMS) else 1,
        turn=int(turn) if turn in map(str, TURNS) else 0,
    )


@dataclass(frozen=True)
class Sheet:
    """One picture with its outlines. All lengths are pixels of the picture as it is measured."""

    url: str
    size: Size
    alt: str
    caption: str = ""
    marks: tuple[Mark, ...] = ()
    view: View = field(default_factory=View)

    @property
    def view_box(self) -> str:
        """The part that is shown: all of it, turned."""
        width, height = self.shown.width, self.shown.height
        return f"0 0 {width} {height}"

    @property
    def shown(self) -> Size:
        """Its size as turned."""
        size = self.size
        return Size(size.height, size.width) if self.view.turn in {90, 270} else size

    @property
    def transform(self) -> str:
        """How SVG turns it about, back into the shown part."""
        width, height = self.size.width, self.size.height
        return {
            90: f"translate({height} 0) rotate(90)",
            180: f"translate({width} {height}) rotate(180)",
            270: f"translate(0 {width}) rotate(270)",
        }.get(self.view.turn, "")

    @property
    def letter(self) -> int:
        """The size of the numbers on it."""
        return max(12, max(self.size.width, self.size.height) // 28)

    @property
    def labelled(self) -> "list[Labelled]":
        """Its marks with where their numbers are written."""
        gap = self.letter // 4
        return [
            Labelled(mark, mark.left, mark.top - gap)
            if mark.top > self.letter + gap
            else Labelled(mark, mark.left + 2 * gap, mark.top + self.letter + gap)
            for mark in self.marks
        ]


@dataclass(frozen=True)
class Labelled:
    """A mark with where its number is written: above it, or within where there is no room."""

    mark: Mark
    x: int
    y: int


def picture_sheet(version: EvidenceVersion, alt: str, *, url: str = "") -> Sheet | None:
    """The file's preview; None while there is none or its size is not known."""
    url = url or preview_url(version, "preview")
    size = upright_size(version)
    return Sheet(url=url, size=size, alt=alt) if url and size.known else None


def drawing_sheet(finding: Finding, drawing: Drawing, alt: str, *, url: str = "") -> Sheet:
    """A picture that was drawn on demand, in the pixels it has in its document if these are told."""
    url = url or reverse("verification:finding_drawing", args=[finding.pk, drawing.pk])
    size = Size(
        drawing.facts.get("full_width", drawing.width),
        drawing.facts.get("full_height", drawing.height),
    )
    return Sheet(url=url, size=size, alt=alt)


def marked(sheet: Sheet, findings: Iterable[Finding], now: Finding, page: int) -> Sheet:
    """The sheet with the regions of these findings that lie on its page (0: it is a picture)."""
    marks: list[Mark] = []
    for number, finding in enumerate(findings, start=1):
        if number <= MOST_NUMBERED or finding.pk == now.pk:
            marks += _marks(min(number, MOST_NUMBERED), finding, sheet.size, page, now)
    return replace(sheet, marks=tuple(marks))


def _marks(number: int, finding: Finding, size: Size, page: int, now: Finding) -> list[Mark]:
    is_now = finding.pk == now.pk
    if KINDS[finding.version.kind].family == PICTURE:
        own = polygon(finding)
        found = [Mark(number, tuple(own), now=is_now)] if own else []
        source = [] if finding.other_id else polygon(finding, "other_polygon")
        return [*found, *([Mark(number, tuple(source), now=is_now, source=True)] if source else [])]
    if page_of(finding) != page:
        return []
    return [Mark(number, box_corners(box_of(finding) or (0, 0, UNITS, UNITS), size), now=is_now)]


def box_corners(box: tuple[int, int, int, int], size: Size) -> tuple[Point, ...]:
    """The corners of a box in thousandths, in pixels, a little wider than what it is around."""
    near = (max(0, box[0] - _AIR), max(0, box[1] - _AIR))
    far = (min(UNITS, box[2] + _AIR), min(UNITS, box[3] + _AIR))
    left, right = near[0] * size.width // UNITS, far[0] * size.width // UNITS
    top, bottom = near[1] * size.height // UNITS, far[1] * size.height // UNITS
    return (left, top), (right, top), (right, bottom), (left, bottom)
