"""Documents with a text of several lines, made in each format."""

import io
import zipfile
from xml.sax.saxutils import escape

import typst

from tests.workers.checks.makers import office

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


def pdf(text: str) -> bytes:
    """A PDF as a word processor saves it."""
    lines = "\n\n".join(f'#"{line}"' for line in text.replace('"', "'").splitlines())
    made = typst.compile(lines.encode())
    assert isinstance(made, bytes)
    return made


def docx(text: str, deleted: str = "") -> bytes:
    lines = "".join(
        f"<w:p><w:r><w:t>{escape(line[:7])}</w:t></w:r><w:r><w:t>{escape(line[7:])}</w:t></w:r></w:p>"
        for line in text.splitlines()
    )
    gone = f"<w:p><w:del><w:r><w:delText>{escape(deleted)}</w:delText></w:r></w:del></w:p>"
    body = f"<w:document {W}><w:body>{lines}{gone}</w:body></w:document>"
    return replaced("docx", "word/document.xml", body)


def pptx(*slides: str) -> bytes:
    parts = {
        f"ppt/slides/slide{number}.xml": f"<s {A}><a:p><a:r><a:t>{escape(text)}</a:t></a:r></a:p></s>".encode()
        for number, text in enumerate(slides, start=1)
    }
    return office("pptx", parts)


def xlsx(*cells: str) -> bytes:
    strings = "".join(f"<si><t>{escape(cell)}</t></si>" for cell in cells)
    return office("xlsx", {"xl/sharedStrings.xml": f"<sst>{strings}</sst>".encode()})


def replaced(kind: str, name: str, content: str) -> bytes:
    """A minimal Office file with another main part."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(office(kind))) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for member in old.namelist():
            new.writestr(member, content if member == name else old.read(member))
    return out.getvalue()
