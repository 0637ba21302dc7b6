"""What lies on a page besides its content: signatures, fields to fill in, notes, links."""

from dataclasses import dataclass
from enum import StrEnum

import pypdfium2
import pypdfium2.raw as pdfium

from workers.checks.pdf.pages import Box, shown_box

_MOST_MARKS = 500


class Layer(StrEnum):
    """Who put a mark on the page: one who signs, one who fills in, one who comments."""

    SIGNATURE = "signature"
    FIELD = "field"
    NOTE = "note"
    LINK = "link"


@dataclass(frozen=True)
class Mark:
    """One mark and the box it takes on its page."""

    layer: Layer
    box: Box


_LAYERS = {pdfium.FPDF_ANNOT_LINK: Layer.LINK, pdfium.FPDF_ANNOT_POPUP: Layer.LINK}


def marks(page: pypdfium2.PdfPage) -> list[Mark]:
    """Return the marks of a page in the order in which they are drawn."""
    count = min(pdfium.FPDFPage_GetAnnotCount(page), _MOST_MARKS)
    return [mark for index in range(count) if (mark := _mark(page, index)) is not None]


def _mark(page: pypdfium2.PdfPage, index: int) -> Mark | None:
    handle = pdfium.FPDFPage_GetAnnot(page, index)
    if not handle:
        return None
    try:
        rectangle = pdfium.FS_RECTF()
        if not pdfium.FPDFAnnot_GetRect(handle, rectangle):
            return None
        box = shown_box(page, rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
        return Mark(_layer(page, handle), box)
    finally:
        pdfium.FPDFPage_CloseAnnot(handle)


def _layer(page: pypdfium2.PdfPage, handle: object) -> Layer:
    subtype = pdfium.FPDFAnnot_GetSubtype(handle)
    if subtype != pdfium.FPDF_ANNOT_WIDGET:
        return _LAYERS.get(subtype, Layer.NOTE)
    form = page.formenv
    kind = pdfium.FPDFAnnot_GetFormFieldType(form, handle) if form else -1
    return Layer.SIGNATURE if kind == pdfium.FPDF_FORMFIELD_SIGNATURE else Layer.FIELD
