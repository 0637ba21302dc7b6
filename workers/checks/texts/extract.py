"""The text that a document holds as text: of a PDF and of the three Office formats."""

import io
import re
import zipfile
from collections.abc import Iterator

import pypdfium2
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse

from workers.checks import archive
from workers.checks.context import MEBIBYTE
from workers.checks.file import File
from workers.checks.finding import CannotCheck, NothingToCheck
from workers.checks.kinds import OFFICE, PDF
from workers.checks.pdf.pages import opened

MOST_CHARACTERS = 200_000
MOST_PAGES = 60
_MOST_PART_BYTES = 16 * MEBIBYTE
_NUMBER = re.compile(r"\d+")
# Which parts hold the words, and what is one paragraph in them. What stands in every header and
# footer is left out, and so is what was deleted with its changes tracked.
_PARTS = {
    "docx": (re.compile(r"word/document\.xml"), "p"),
    "xlsx": (re.compile(r"xl/sharedStrings\.xml"), "si"),
    "pptx": (re.compile(r"ppt/slides/slide\d+\.xml"), "p"),
}


def pieces(file: File) -> Iterator[str]:
    """Yield the text of a document, a page, a slide or a paragraph at a time.

    Raises NothingToCheck for a file of another kind, CannotCheck for one that cannot be read.
    """
    kind = file.kind
    if kind is None or kind.family not in {PDF, OFFICE}:
        raise NothingToCheck("other_kind")
    found = _of_pdf(file.data) if kind.family == PDF else _of_package(file.data, kind.code)
    left = MOST_CHARACTERS
    for piece in found:
        yield piece[:left]
        left -= len(piece)
        if left <= 0:
            return


def _of_pdf(data: bytes) -> Iterator[str]:
    with opened(data) as document:
        for number in range(min(len(document), MOST_PAGES)):
            yield page_text(document[number])


def page_text(page: pypdfium2.PdfPage) -> str:
    """Return the text of a page as a reader would copy it."""
    layer = page.get_textpage()
    try:
        return str(layer.get_text_bounded(errors="ignore"))
    finally:
        layer.close()


def _of_package(data: bytes, code: str) -> Iterator[str]:
    pattern, block = _PARTS[code]
    with archive.opened(data) as container:
        names = [name for name in container.namelist() if pattern.fullmatch(name)]
        for name in sorted(names, key=_in_order):
            yield from _of_part(container, name, block)


def _in_order(name: str) -> int:
    found = _NUMBER.search(name)
    return int(found[0]) if found else 0


def _of_part(container: zipfile.ZipFile, name: str, block: str) -> Iterator[str]:
    """Read one part as it comes: what was read is let go of, paragraph by paragraph."""
    with container.open(name) as part:
        content = part.read(_MOST_PART_BYTES + 1)
    if len(content) > _MOST_PART_BYTES:
        raise CannotCheck("archive_too_large")
    try:
        letters: list[str] = []
        for _, element in iterparse(io.BytesIO(content)):
            tag = element.tag.rpartition("}")[2]
            if tag == "t":
                letters.append(element.text or "")
            elif tag in {"tab", "br", "cr"}:
                letters.append(" ")
            elif tag == block:
                yield "".join(letters)
                letters.clear()
                element.clear()
    except (ParseError, DefusedXmlException, ValueError) as fault:
        raise CannotCheck("damaged", error=type(fault).__name__) from fault
