"""Rendering documents for keeps: PDF/A-2a and PDF/UA-1 in one tagged file, from typst templates.

A template is a .typ file of the project. It reads its data with

    #import "/record/documents/letter.typ": *
    #let data = json(bytes(sys.inputs.data))
    #show: letter.with(data)

and so needs in the data what every letter needs: title, language ("id" or "en"), date ("2025-11-21",
the document's own) and issuer. Data never becomes typst code. The same data gives the same bytes:
nothing is taken from the clock or from the machine, fonts included.
"""

import io
import json
from functools import cache
from pathlib import Path

import segno
import typst

from record.canonical import Json
from record.errors import DocumentError
from record.glyphs import FOLDER
from record.printable import printable

ROOT = Path(__file__).resolve().parents[2]


def render(template: Path, data: dict[str, Json]) -> bytes:
    """Return the PDF of the template filled with `data`.

    Texts may hold any character (see record.printable). Raises DocumentError if the template does
    not compile, which is also what a missing value or a picture without a description gives.
    """
    compiler = typst.Compiler(root=str(ROOT), font_paths=_fonts(), ignore_system_fonts=True)
    try:
        pdf = compiler.compile(
            input=str(template),
            format="pdf",
            sys_inputs={"data": json.dumps(printable(data), ensure_ascii=False)},
            pdf_standards=["a-2a", "ua-1"],
        )
    except RuntimeError as error:  # typst's own, and its refusal of a file outside the root
        raise DocumentError(f"{template.name}: {getattr(error, 'diagnostic', error)}") from error
    if not isinstance(pdf, bytes):
        raise DocumentError(f"{template.name}: typst gave no PDF")
    return pdf


def qr_svg(text: str) -> str:
    """Return a QR code as SVG, for a template's `qr()`; error correction M survives a stamp."""
    picture = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        picture, kind="svg", xmldecl=False, svgns=True, border=4, light="#fff"
    )
    return picture.getvalue().decode("utf-8").strip()


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FOLDER)]
    )
