"""Two revisions of a PDF side by side: which pages show something else, where, and which words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

import pypdfium2

from workers.checks.pdf.differ import box_of, covered, regions
from workers.checks.pdf.pages import WHOLE, Box, Word, drawn, opened, words

MOST_PAGES = 40
# Drawings are dear: a page of a scan takes a tenth of a second.
MOST_DRAWN = 12
_MOST_CHANGES = 24
_MOST_REGIONS = 8  # a page that differs in more places differs as a whole


class What(StrEnum):
    """How a page of the later revision differs."""

    TEXT = "text"
    DRAWING = "drawing"
    PAGE_ADDED = "page_added"
    PAGE_REMOVED = "page_removed"


@dataclass(frozen=True, kw_only=True)
class Change:
    """One difference. `before` and `after` are words; `hidden` were seen before and are not now."""

    page: int
    what: What
    box: Box = WHOLE
    before: str = ""
    after: str = ""
    hidden: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """What differs. `complete` is false where not every page was compared in both ways."""

    changes: tuple[Change, ...] = ()
    pages: int = 0
    complete: bool = True


def compare(before: bytes, after: bytes) -> Comparison:
    """Compare two revisions page by page. Raises CannotCheck when either cannot be drawn."""
    with opened(before) as old, opened(after) as new:
        common = min(len(old), len(new))
        changes = [*_counted(len(old), len(new))]
        for index in range(min(common, MOST_PAGES)):
            changes += _page(old[index], new[index], index)
        return Comparison(
            changes=tuple(changes[:_MOST_CHANGES]),
            pages=min(common, MOST_PAGES),
            complete=common <= MOST_DRAWN,
        )


def apart(changes: Iterable[Change]) -> list[Change]:
    """Leave out what is drawn otherwise where the words already tell it."""
    every = list(changes)
    worded = [change for change in every if change.before or change.after]
    return [
        change
        for change in every
        if change in worded
        or not any(change.page == w.page and _touches(change.box, w.box) for w in worded)
    ]


def _counted(old: int, new: int) -> Iterator[Change]:
    for page in range(old + 1, min(new, old + MOST_PAGES) + 1):
        yield Change(page=page, what=What.PAGE_ADDED)
    if new < old:
        yield Change(page=new, what=What.PAGE_REMOVED)


def _page(old: pypdfium2.PdfPage, new: pypdfium2.PdfPage, index: int) -> Iterator[Change]:
    was, now = words(old), words(new)
    changes = [*_text(was, now, index + 1)]
    if index < MOST_DRAWN:
        changes += _drawing(old, new, was, index + 1)
    yield from changes


def _text(was: list[Word], now: list[Word], page: int) -> Iterator[Change]:
    """Yield each run of words that was replaced, added or taken away."""
    matcher = SequenceMatcher(None, [w.text for w in was], [w.text for w in now], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            yield Change(
                page=page,
                what=What.TEXT,
                box=box_of(now[c:d] or was[a:b]),
                before=" ".join(w.text for w in was[a:b])[:200],
                after=" ".join(w.text for w in now[c:d])[:200],
            )


def _drawing(
    old: pypdfium2.PdfPage, new: pypdfium2.PdfPage, was: list[Word], page: int
) -> Iterator[Change]:
    before, after = drawn(old), drawn(new)
    if before.shape != after.shape:
        yield Change(page=page, what=What.DRAWING)
        return
    found = regions(before, after)
    gone = covered(was, before, after) if found else []
    if len(found) > _MOST_REGIONS:
        hidden = tuple(word.text for word in gone[:_MOST_CHANGES])
        yield Change(page=page, what=What.DRAWING, hidden=hidden)
        return
    for box in found:
        hidden = tuple(w.text for w in gone if _touches(w.box, box))[:_MOST_CHANGES]
        yield Change(page=page, what=What.DRAWING, box=box, hidden=hidden)


def _touches(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
