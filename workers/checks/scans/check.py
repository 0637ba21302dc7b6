"""The number and date of a letter as a step of the battery: where it holds its words as text.

What is a picture of a letter is told apart here and read by `scans.read`, which needs more time
and memory than the battery gives.
"""

import cv2
import numpy as np
import pypdfium2

from workers.checks.check import Check, Seen
from workers.checks.context import Context
from workers.checks.file import File
from workers.checks.finding import NothingToCheck
from workers.checks.kinds import PDF, PICTURE
from workers.checks.pdf.pages import opened
from workers.checks.picture import Picture, shrunk
from workers.checks.scans.line import Line
from workers.checks.scans.printed import is_scan, lines
from workers.checks.scans.verdict import CAP, NAME, SCAN, VERSION, judge

_SECONDS = 1.0
_PAPER_SIDE = 256
# Of a picture of a letter: so much is near one bright tone with little colour, and strokes cross it.
_PAPER_SHARE, _PAPER_TONE, _NEAR, _COLOUR = 0.6, 130, 28, 40
_INK_SHARE = (0.01, 0.3)


class Letter(Check):
    """Number and date of a letter against what its sender typed and against the season."""

    name = NAME
    version = VERSION
    cap = CAP

    def look(self, file: File, context: Context) -> Seen:
        """Read the first, the second and the last page; raises NothingToCheck("scan") for a scan."""
        family = file.kind.family if file.kind else ""
        if family == PICTURE:
            asked = bool(context.letter_number or context.letter_date)
            raise NothingToCheck(SCAN if asked or is_paper(file.picture) else "other_kind")
        file.expect(PDF)
        with file.within(_SECONDS), opened(file.data) as document:
            if len(document) and is_scan(document[0]):
                raise NothingToCheck(SCAN)
            found = _lines(document)
        if not found:
            raise NothingToCheck("no_text")
        findings, facts = judge(found, context)
        return findings, facts | {"source": "text"}


def _lines(document: pypdfium2.PdfDocument) -> list[Line]:
    count = len(document)
    pages = sorted({0, min(1, count - 1), count - 1} if count else set())
    return [line for number in pages for line in lines(document[number], number + 1)]


def is_paper(picture: Picture) -> bool:
    """Whether a picture looks like a sheet with writing: mostly one bright tone, strokes on it."""
    small = np.asarray(shrunk(picture.pixels, _PAPER_SIDE)).astype(np.int16)
    grey = small.mean(axis=2)
    tone = float(np.percentile(grey, 75))
    if tone < _PAPER_TONE:
        return False
    plain = small.max(axis=2) - small.min(axis=2) < _COLOUR
    paper = float((plain & (np.abs(grey - tone) < _NEAR)).mean())
    background = cv2.blur(grey.astype(np.float32), (15, 15))
    ink = float((background - grey > 18).mean())
    return paper >= _PAPER_SHARE and _INK_SHARE[0] <= ink <= _INK_SHARE[1]
