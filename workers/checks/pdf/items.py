"""What a page draws, item by item in the order of drawing: texts, filled shapes, pictures."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from workers.checks.pdf.pages import UNITS, Box, shown_point

MOST_ITEMS = 6_000
_DEEPEST = 4
_LONGEST = 200
_OPAQUE = 250  # of 255
_INVISIBLE = (3, 7)  # text render modes that draw nothing

Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1, 0, 0, 1, 0, 0)


class Drawn(StrEnum):
    """What kind of item it is."""

    TEXT = "text"
    SHAPE = "shape"
    PICTURE = "picture"


@dataclass(frozen=True, kw_only=True)
class Item:
    """One item. `box` may reach beyond the page; `top` is its handle if it lies on the page itself.

    `covers`: it is opaque all over, as far as that can be told without drawing it.
    """

    kind: Drawn
    box: Box
    text: str = ""
    font: str = ""
    embedded: bool = True
    invisible: bool = False
    covers: bool = False
    top: Any = None


def items(page: pypdfium2.PdfPage) -> list[Item]:
    """Return the items of a page from the lowest to the highest."""
    text = page.get_textpage()
    try:
        found: list[Item] = []
        for index in range(min(pdfium.FPDFPage_CountObjects(page), MOST_ITEMS)):
            handle = pdfium.FPDFPage_GetObject(page, index)
            found += _walk(page, text, handle, _SAME, 0)
            if len(found) >= MOST_ITEMS:
                break
        return found
    finally:
        text.close()


def _walk(
    page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage, handle: Any, placed: Matrix, depth: int
) -> Iterator[Item]:
    kind = pdfium.FPDFPageObj_GetType(handle)
    if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
        inner = _times(_matrix(handle), placed)
        for index in range(min(pdfium.FPDFFormObj_CountObjects(handle), MOST_ITEMS)):
            part = pdfium.FPDFFormObj_GetObject(handle, index)
            yield from _walk(page, text, part, inner, depth + 1)
        return
    read = {
        pdfium.FPDF_PAGEOBJ_TEXT: _text,
        pdfium.FPDF_PAGEOBJ_PATH: _shape,
        pdfium.FPDF_PAGEOBJ_IMAGE: _picture,
    }.get(kind)
    box = _box(page, handle, placed)
    if read is not None and box is not None:
        yield Item(box=box, top=None if depth else handle, **read(text, handle))


def _text(text: pypdfium2.PdfTextPage, handle: Any) -> dict[str, Any]:
    buffer = (ctypes.c_ushort * (_LONGEST + 1))()
    pdfium.FPDFTextObj_GetText(handle, text, buffer, ctypes.sizeof(buffer))
    written = bytes(buffer).decode("utf-16-le", "replace").split("\0")[0]
    font = pdfium.FPDFTextObj_GetFont(handle)
    invisible = pdfium.FPDFTextObj_GetTextRenderMode(handle) in _INVISIBLE
    return {
        "kind": Drawn.TEXT,
        "text": " ".join(written.split()),
        "font": _font(font),
        "embedded": bool(font) and pdfium.FPDFFont_GetIsEmbedded(font) == 1,
        "invisible": invisible,
    }


def _font(font: Any) -> str:
    buffer = ctypes.create_string_buffer(200)
    count = pdfium.FPDFFont_GetBaseFontName(font, buffer, len(buffer)) if font else 0
    return buffer.raw[: max(0, min(count, 200) - 1)].decode("utf-8", "replace")


def _shape(_: pypdfium2.PdfTextPage, handle: Any) -> dict[str, Any]:
    """Only a filled rectangle is sure to cover its box; another shape covers a part of it."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(handle, mode, stroke)
    few = pdfium.FPDFPath_CountSegments(handle) <= 6
    return {"kind": Drawn.SHAPE, "covers": mode.value != 0 and few and _opaque(handle)}


def _picture(_: pypdfium2.PdfTextPage, handle: Any) -> dict[str, Any]:
    return {"kind": Drawn.PICTURE, "covers": not pdfium.FPDFPageObj_HasTransparency(handle)}


def _opaque(handle: Any) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    pdfium.FPDFPageObj_GetFillColor(handle, red, green, blue, alpha)
    return alpha.value >= _OPAQUE and not pdfium.FPDFPageObj_HasTransparency(handle)


def _matrix(handle: Any) -> Matrix:
    read = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(handle, read):
        return _SAME
    return (read.a, read.b, read.c, read.d, read.e, read.f)


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    x, y = _at(outer, e, f)
    return (
        a * outer[0] + b * outer[2], a * outer[1] + b * outer[3],
        c * outer[0] + d * outer[2], c * outer[1] + d * outer[3],
        x, y,
    )  # fmt: skip


def _at(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _box(page: pypdfium2.PdfPage, handle: Any, placed: Matrix) -> Box | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(handle, left, bottom, right, top):
        return None
    corners = [_at(placed, x.value, y.value) for x in (left, right) for y in (bottom, top)]
    shown = [shown_point(page, x, y) for x, y in corners if abs(x) < 1e6 and abs(y) < 1e6]
    if len(shown) < 4:
        return None
    xs, ys = [x for x, _ in shown], [y for _, y in shown]
    return min(xs), min(ys), max(xs), max(ys)


def on_page(box: Box) -> bool:
    """Say whether any part of a box lies on the page."""
    return box[0] < UNITS and box[1] < UNITS and box[2] > 0 and box[3] > 0
