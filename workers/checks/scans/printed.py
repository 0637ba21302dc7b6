"""The lines of a PDF that holds its words as text, and whether a page is a picture of one."""

import pypdfium2
import pypdfium2.raw as pdfium

from workers.checks.pdf.pages import Word, words
from workers.checks.scans.line import Line

# A picture over so much of a page is the page itself.
_COVERED = 0.5
# Words beside a scanned page: a page number, a stamp of the scanner, a signing service's line.
_FEW_LETTERS = 200
_INVISIBLE = 3  # of text: what programs lay under a scan so that it can be searched
_MOST_OBJECTS = 2_000
_BESIDE = 0.5  # of a line's height: words that overlap so much stand in one line


def is_scan(page: pypdfium2.PdfPage) -> bool:
    """Whether a page is a picture with at most a little visible text."""
    covered, visible = 0.0, False
    left, bottom, right, top = page.get_bbox()
    area = max(1.0, (right - left) * (top - bottom))
    for number, part in enumerate(page.get_objects(max_depth=3)):
        if number == _MOST_OBJECTS:
            break
        if part.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            covered = max(covered, _area(part) / area)
        elif part.type == pdfium.FPDF_PAGEOBJ_TEXT and not visible:
            visible = pdfium.FPDFTextObj_GetTextRenderMode(part.raw) != _INVISIBLE
    if covered < _COVERED:
        return False
    return not visible or sum(len(word.text) for word in words(page)) < _FEW_LETTERS


def _area(part: pypdfium2.PdfObject) -> float:
    left, bottom, right, top = part.get_bounds()
    return float(max(0, right - left) * max(0, top - bottom))


def lines(page: pypdfium2.PdfPage, number: int) -> list[Line]:
    """Return the words of a page as lines from top to bottom; what is text is certain."""
    rows: list[list[Word]] = []
    for word in sorted(words(page), key=lambda w: (w.box[1] + w.box[3], w.box[0])):
        if rows and _beside(rows[-1][-1], word):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [_line(row, number) for row in rows]


def _beside(one: Word, two: Word) -> bool:
    shared = min(one.box[3], two.box[3]) - max(one.box[1], two.box[1])
    lower = min(one.box[3] - one.box[1], two.box[3] - two.box[1])
    return shared >= _BESIDE * max(1, lower)


def _line(row: list[Word], number: int) -> Line:
    row = sorted(row, key=lambda word: word.box[0])
    text = " ".join(word.text for word in row)
    box = (
        min(word.box[0] for word in row),
        min(word.box[1] for word in row),
        max(word.box[2] for word in row),
        max(word.box[3] for word in row),
    )
    return Line(text=text, sure=(1.0,) * len(text), box=box, page=number)
