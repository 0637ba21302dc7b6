"""Documents with photographs in them, made for the tests."""

import io

import pikepdf
from PIL import Image

from tests.workers.checks import makers


def pdf_with(*pictures: bytes, form: bool = False) -> bytes:
    """A PDF with one JPEG a page; with `form` each is drawn by a form inside the page."""
    document = pikepdf.new()
    for data in pictures:
        with Image.open(io.BytesIO(data)) as image:
            width, height = image.size
        page = document.add_blank_page(page_size=(595, 842))
        drawn = pikepdf.Stream(document, data)
        drawn.Type, drawn.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        drawn.Width, drawn.Height, drawn.BitsPerComponent = width, height, 8
        drawn.ColorSpace, drawn.Filter = pikepdf.Name.DeviceRGB, pikepdf.Name.DCTDecode
        if form:
            inner = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=drawn))
            drawn = pikepdf.Stream(document, b"q 400 0 0 300 72 400 cm /P Do Q")
            drawn.Type, drawn.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
            drawn.BBox, drawn.Resources = [0, 0, 595, 842], inner
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=drawn))
        page.Contents = document.make_stream(b"q 400 0 0 300 72 400 cm /P Do Q")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def flate_pdf(image: Image.Image) -> bytes:
    """A PDF with a picture that is no JPEG, as word processors write them."""
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(595, 842))
    drawn = document.make_stream(image.convert("RGB").tobytes())
    drawn.Type, drawn.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    drawn.Width, drawn.Height, drawn.BitsPerComponent = *image.size, 8
    drawn.ColorSpace = pikepdf.Name.DeviceRGB
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=drawn))
    page.Contents = document.make_stream(b"q 400 0 0 300 72 400 cm /P Do Q")
    out = io.BytesIO()
    document.save(out, compress_streams=True)
    return out.getvalue()


def office_with(kind: str, *pictures: bytes) -> bytes:
    """An Office file with pictures, in a presentation one a slide."""
    folder = {"docx": "word", "xlsx": "xl", "pptx": "ppt"}[kind]
    parts = {f"{folder}/media/image{n}.jpeg": data for n, data in enumerate(pictures, start=1)}
    if kind == "pptx":
        for number in range(1, len(pictures) + 1):
            parts[f"ppt/slides/_rels/slide{number}.xml.rels"] = (
                f'<Relationships><Relationship Target="../media/image{number}.jpeg"/>'
                "</Relationships>"
            ).encode()
    return makers.office(kind, parts)
