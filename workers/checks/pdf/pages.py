"""What a reader shows of a PDF: pages drawn at low resolution, and their words with places.

All places are boxes in thousandths of the page as it is shown: left, top, right, bottom.
"""

import ctypes
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pypdfium2
import pypdfium2.raw as pdfium

from workers.checks.finding import CannotCheck

Box = tuple[int, int, int, int]
Grey = npt.NDArray[np.uint8]

UNITS = 1_000
WHOLE: Box = (0, 0, UNITS, UNITS)
# Long side of a drawn page in pixels: letters of 8 points are still 7 pixels high.
SIDE = 800
_MOST_CHARACTERS = 20_000
_MOST_ASPECT = 20
_SURROGATES, _PRIVATE = 0xD800, 0xE000


@dataclass(frozen=True)
class Word:
    """One word as a reader would copy it, and where it stands."""

    text: str
    box: Box


@contextmanager
def opened(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """Open a PDF with the reader that draws it; also pages that fail later raise CannotCheck.

    The reasons are "encrypted" and "damaged".
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except (pypdfium2.PdfiumError, ValueError, OSError) as fault:
        locked = "password" in str(fault).lower()
        raise CannotCheck("encrypted" if locked else "damaged") from fault
    try:
        if document.get_formtype() in (pdfium.FORMTYPE_ACRO_FORM, pdfium.FORMTYPE_XFA_FOREGROUND):
            document.init_forms()
        yield document
    except pypdfium2.PdfiumError as fault:
        raise CannotCheck("damaged", error="page") from fault
    finally:
        document.close()


def drawn(page: pypdfium2.PdfPage, side: int = SIDE, *, extras: bool = True) -> Grey:
    """Draw a page in grey with its long side at `side` pixels; `extras` are notes and fields."""
    width, height = page.get_size()
    longest, shortest = max(width, height), min(width, height)
    if not longest > 0 or longest > _MOST_ASPECT * max(shortest, 1):
        raise CannotCheck("damaged", error="page size")
    bitmap = page.render(
        scale=side / longest, grayscale=True, may_draw_forms=extras, draw_annots=extras
    )
    shown = bitmap.to_numpy()
    return np.array(shown[..., 0] if shown.ndim > 2 else shown)


def words(page: pypdfium2.PdfPage) -> list[Word]:
    """Return the words of a page in the order in which they are written."""
    text = page.get_textpage()
    try:
        found: list[Word] = []
        letters: list[tuple[int, str]] = []
        for index in range(min(text.count_chars(), _MOST_CHARACTERS)):
            letter = _letter(pdfium.FPDFText_GetUnicode(text, index))
            if letter:
                letters.append((index, letter))
            elif letters:
                found.append(_word(page, text, letters))
                letters = []
        return [*found, _word(page, text, letters)] if letters else found
    finally:
        text.close()


def _letter(code: int) -> str:
    """Return a character that shows; nothing for spaces, controls and what has no meaning."""
    letter = chr(code) if 0 < code < _SURROGATES or _PRIVATE <= code <= sys.maxunicode else ""
    return letter if letter.isprintable() and not letter.isspace() else ""


def _word(
    page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage, letters: list[tuple[int, str]]
) -> Word:
    boxes = [text.get_charbox(index) for index, _ in letters]
    left, bottom = min(b[0] for b in boxes), min(b[1] for b in boxes)
    right, top = max(b[2] for b in boxes), max(b[3] for b in boxes)
    return Word("".join(letter for _, letter in letters), shown_box(page, left, bottom, right, top))


def shown_box(page: pypdfium2.PdfPage, left: float, bottom: float, right: float, top: float) -> Box:
    """Return where a rectangle of the page's own space is shown, cut to the page."""
    corners = [shown_point(page, x, y) for x, y in ((left, bottom), (right, top))]
    xs, ys = sorted(c[0] for c in corners), sorted(c[1] for c in corners)
    return cut(xs[0], ys[0], xs[1], ys[1])


def cut(left: int, top: int, right: int, bottom: int) -> Box:
    """Return a box with every side brought within the page."""
    return (_within(left), _within(top), _within(right), _within(bottom))


def _within(value: int) -> int:
    return max(0, min(UNITS, value))


def shown_point(page: pypdfium2.PdfPage, x: float, y: float) -> tuple[int, int]:
    """Return where a point of the page's own space is shown, also beyond the page."""
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page, 0, 0, UNITS, UNITS, 0, x, y, across, down)
    return across.value, down.value


def overlap(a: Box, b: Box) -> float:
    """Return which share of box `a` lies within box `b`; 0 for a box without area."""
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    area = (a[2] - a[0]) * (a[3] - a[1])
    return width * height / area if width > 0 and height > 0 and area > 0 else 0.0


def around(boxes: list[Box]) -> Box:
    """Return the smallest box around others; the whole page for none."""
    if not boxes:
        return WHOLE
    return (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )
