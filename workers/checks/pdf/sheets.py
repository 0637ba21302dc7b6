"""One page of a PDF as each version that the file still holds shows it, drawn when asked for."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image

from workers.checks import drawn, sandbox
from workers.checks.finding import CannotCheck
from workers.checks.pdf.differ import regions
from workers.checks.pdf.pages import Box, opened
from workers.checks.pdf.revisions import revisions

_SIDE = 1_300  # pixels of the long side: a letter of 8 points is 12 pixels high
_MOST_VERSIONS = 4
_MOST_BOXES = 20
_MOST_ASPECT = 20


def run(data: bytes, arguments: dict[str, Any], emit: Callable[[bytes], None]) -> None:
    """Emit the page of each of the last versions, the boxes that changed from the one before."""
    page, ends = arguments["page"], revisions(data)
    first = max(0, len(ends) - _MOST_VERSIONS)
    shown = [(number, data[: ends[number]]) for number in range(first, len(ends))]
    drawings = [(number, each) for number, bytes_ in shown for each in _sheet(bytes_, page)]
    if not drawings:
        emit(drawn.refusal_line("damaged"))
    changed: dict[int, list[Box]] = {}
    for (_, before), (number, after) in pairwise(drawings):
        changed[number] = _changes(before, after)
    for number, picture in drawings:
        facts = {"version": number + 1, "of": len(ends), "boxes": changed.get(number, [])}
        emit(drawn.picture_line(f"v{number + 1}", picture, **facts))


def _sheet(data: bytes, page: int) -> Iterator[Image.Image]:
    """Draw the page in colour, with notes and fields; a version without it has nothing to show."""
    try:
        with opened(data) as document:
            if page <= len(document):
                yield _coloured(document[page - 1])
    except CannotCheck:
        return


def _coloured(page: pypdfium2.PdfPage) -> Image.Image:
    width, height = page.get_size()
    longest, shortest = max(width, height), min(width, height)
    if not longest > 0 or longest > _MOST_ASPECT * max(shortest, 1):
        raise CannotCheck("damaged", error="page size")
    drawing: Image.Image = page.render(scale=_SIDE / longest).to_pil()
    return drawing.convert("RGB")


def _changes(before: Image.Image, after: Image.Image) -> list[Box]:
    """Where two drawings differ, in thousandths; all of it where their sizes do."""
    if before.size != after.size:
        return [(0, 0, 1_000, 1_000)]
    one, other = (np.asarray(each.convert("L")) for each in (before, after))
    return regions(one, other)[:_MOST_BOXES]


def sheets(source: bytes, page: int) -> list[drawn.Drawn]:
    """Return the page (from 1) as each of the last versions shows it, the earliest first.

    `facts` has `version` and `of` (how many the file holds) and `boxes`, what differs from the
    version before in thousandths of the page. Raises CannotCheck.
    """
    answer = sandbox.run("workers.checks.pdf.sheets:run", source, {"page": page})
    try:
        found = [drawn.read_drawn(line) for line in answer.lines]
    except ValueError as fault:
        raise CannotCheck("fault") from fault
    if not found:
        raise CannotCheck(answer.reason or "damaged")
    return found
