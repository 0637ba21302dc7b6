"""Words of a page that can be copied and searched but not seen, and what covers them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from workers.checks.pdf.differ import contrast, pixels, taken
from workers.checks.pdf.items import Drawn, Item, items, on_page
from workers.checks.pdf.marks import Layer, marks
from workers.checks.pdf.pages import Box, Grey, around, cut, drawn, overlap


class Why(StrEnum):
    """Why words, or a part of a scan, cannot be seen."""

    INVISIBLE = "invisible"  # written in a mode that draws nothing, and there is no scan above it
    SAME_COLOUR = "same_colour"
    COVERED = "covered"  # a box or a picture lies over it
    OUTSIDE = "outside"  # beside the page
    SCAN_COVERED = "scan_covered"  # a box lies over written parts of a scan


@dataclass(frozen=True, kw_only=True)
class Unseen:
    """What cannot be seen on a page for one reason: where, and the words if they are known."""

    why: Why
    box: Box
    text: str
    letters: int


_SEEN = 24  # grey levels between ink and paper that an eye still tells apart
_UNDER = 0.9  # share of a word that must lie under a box
_SCAN = 0.5  # share of the page from which on a picture counts as a scan of it
_OCR = 0.6  # share of a word that must lie on pictures to be the reading of a scan
_MOST_COVERS = 40
_SMALL = 0.15  # a box over a scan is small; larger ones are the design of a page
_PAPER, _INK = 150, 80


def unseen(page: pypdfium2.PdfPage) -> list[Unseen]:
    """Return what cannot be seen on a page, one entry for each reason."""
    found, shown = items(page), drawn(page)
    under_marks = _under_marks(page, shown)
    gathered: dict[Why, list[Item]] = {}
    for index, item in enumerate(found):
        if item.kind is Drawn.TEXT and _letters(item.text) and _wide(item.box):
            why = _why(item, found[index + 1 :], found, shown)
            if why in {None, Why.SAME_COLOUR} and under_marks(item.box):
                why = Why.COVERED
            if why is not None:
                gathered.setdefault(why, []).append(item)
    return [*(_gather(why, hidden) for why, hidden in gathered.items()), *_scan(page, found, shown)]


def _letters(text: str) -> int:
    """Count letters and digits: dotted lines and rules may be written over."""
    return sum(letter.isalnum() for letter in text)


def _under_marks(page: pypdfium2.PdfPage, shown: Grey) -> Callable[[Box], bool]:
    """Return a test whether seals, notes or fields take away what stands in a box."""
    laid = [mark.box for mark in marks(page) if mark.layer is not Layer.LINK]
    bare = drawn(page, extras=False) if laid else shown

    def test(box: Box) -> bool:
        under = any(overlap(box, mark) >= _UNDER for mark in laid)
        return under and taken(cut(*box), bare, shown)

    return test


def _wide(box: Box) -> bool:
    """Text without any extent was never meant to be read: marks of programs, empty glyphs."""
    return box[2] - box[0] >= 2 and box[3] - box[1] >= 2


def _why(item: Item, above: list[Item], everything: list[Item], shown: Grey) -> Why | None:
    if item.invisible:
        return None if _read_from_picture(item.box, everything) else Why.INVISIBLE
    if not on_page(item.box):
        return Why.OUTSIDE
    box = cut(*item.box)
    covers = [other for other in above if other.covers and overlap(box, other.box) >= _UNDER]
    if covers:
        scan = any(o.kind is Drawn.PICTURE and _share(o.box) >= _SCAN for o in covers)
        flat = contrast(box, shown) < _SEEN
        return None if scan or not (flat or covers[-1].kind is Drawn.PICTURE) else Why.COVERED
    return Why.SAME_COLOUR if contrast(box, shown) < _SEEN else None


def _read_from_picture(box: Box, everything: list[Item]) -> bool:
    pictures = (other for other in everything if other.kind is Drawn.PICTURE)
    return sum(overlap(box, picture.box) for picture in pictures) >= _OCR


def _share(box: Box) -> float:
    left, top, right, bottom = cut(*box)
    return (right - left) * (bottom - top) / 1_000_000


def _gather(why: Why, hidden: list[Item]) -> Unseen:
    text = " ".join(item.text for item in hidden)
    return Unseen(
        why=why,
        box=cut(*around([item.box for item in hidden])),
        text=text[:200],
        letters=_letters(text),
    )


def _scan(page: pypdfium2.PdfPage, found: list[Item], shown: Grey) -> Iterator[Unseen]:
    """Take the boxes off a scan and see whether there is writing under them."""
    scans = [i for i, o in enumerate(found) if o.kind is Drawn.PICTURE and _share(o.box) >= _SCAN]
    covers = [
        o for o in (found[scans[0] + 1 :] if scans else []) if o.top and o.covers and _small(o)
    ][:_MOST_COVERS]
    if not covers:
        return
    for cover in covers:
        pdfium.FPDFPage_RemoveObject(page, cover.top)
    bare = drawn(page)
    for cover in covers:
        pdfium.FPDFPageObj_Destroy(cover.top)
    written = [o.box for o in covers if _writing(cut(*o.box), bare, shown)]
    if written:
        yield Unseen(why=Why.SCAN_COVERED, box=cut(*around(written)), text="", letters=0)


def _small(item: Item) -> bool:
    return on_page(item.box) and 0 < _share(item.box) <= _SMALL


def _writing(box: Box, bare: Grey, shown: Grey) -> bool:
    """Say whether dark signs on light paper come to light where the box was."""
    under, over = bare[pixels(box, bare)], shown[pixels(box, shown)]
    if under.shape != over.shape or under.size < 9 or float(np.median(under)) < _PAPER:
        return False
    ink = under.astype(np.int16) < int(np.median(under)) - _INK
    changed = np.abs(under.astype(np.int16) - over.astype(np.int16)) > _INK
    return bool(ink.any()) and float(changed[ink].mean()) > 0.5
