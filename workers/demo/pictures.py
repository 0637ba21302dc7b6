"""Photographs and documents that the demo draws itself: no two scenes alike."""

import io
import random
from datetime import datetime
from fractions import Fraction

import numpy as np
import pikepdf
from numpy.typing import NDArray
from PIL import ExifTags, Image, ImageDraw

SIZE = (640, 480)
COLOURS = ["#d8c9a8", "#9fb7c4", "#c7d3b4", "#b79f8b", "#e3d9cf", "#8aa0a8", "#c98f6b"]


def photograph(
    *, scene: int, taken: datetime, place: tuple[float, float] | None = None, editor: str = ""
) -> bytes:
    """A JPEG of an invented room, with the EXIF a phone writes; `editor` marks an edited one."""
    chance = np.random.default_rng(scene)
    pixels = np.asarray(_room(random.Random(scene)), dtype=np.float32) + _surface(chance)
    pixels += chance.integers(-6, 7, (SIZE[1], SIZE[0], 1))
    pixels = np.clip(pixels, 0, 255).astype(np.uint8)
    out = io.BytesIO()
    exif = _exif(taken=taken, place=place, editor=editor)
    Image.fromarray(pixels).save(out, "JPEG", quality=82, exif=exif)
    return out.getvalue()


def _surface(chance: np.random.Generator) -> NDArray[np.float32]:
    """Stains and shadows of its own: corners alone are alike in every room, and so would the
    photographs be to whoever compares their local features.
    """
    surface = np.zeros((SIZE[1], SIZE[0], 1), np.float32)
    for cell, strength in ((80, 22), (30, 12), (14, 9)):
        coarse = chance.normal(0, strength, (SIZE[1] // cell + 2, SIZE[0] // cell + 2))
        stains = Image.fromarray(coarse.astype(np.float32)).resize(SIZE, Image.Resampling.BICUBIC)
        surface[..., 0] += np.asarray(stains)
    return surface


def _room(chance: random.Random) -> Image.Image:
    picture = Image.new("RGB", SIZE, chance.choice(COLOURS))
    draw = ImageDraw.Draw(picture)
    horizon = chance.randint(SIZE[1] // 3, SIZE[1] * 2 // 3)
    draw.rectangle((0, horizon, *SIZE), fill=chance.choice(COLOURS))
    for _ in range(chance.randint(9, 14)):
        left, top = chance.randint(-50, SIZE[0] - 40), chance.randint(-40, SIZE[1] - 40)
        box = (left, top, left + chance.randint(50, 280), top + chance.randint(40, 210))
        shade = tuple(chance.randint(20, 240) for _ in range(3))
        draw_shape = draw.ellipse if chance.random() < 0.3 else draw.rectangle
        draw_shape(box, fill=shade)
    return picture


def _exif(*, taken: datetime, place: tuple[float, float] | None, editor: str) -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Contoh"
    exif[ExifTags.Base.Model] = "Ponsel Contoh 5"
    stamp = taken.strftime("%Y:%m:%d %H:%M:%S")
    exif[ExifTags.Base.DateTime] = stamp
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = stamp
    if editor:
        exif[ExifTags.Base.Software] = editor
    if place is not None:
        gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
        latitude, longitude = place
        gps[ExifTags.GPS.GPSLatitudeRef] = "N" if latitude >= 0 else "S"
        gps[ExifTags.GPS.GPSLatitude] = _degrees(latitude)
        gps[ExifTags.GPS.GPSLongitudeRef] = "E" if longitude >= 0 else "W"
        gps[ExifTags.GPS.GPSLongitude] = _degrees(longitude)
    return exif


def _degrees(value: float) -> tuple[Fraction, Fraction, Fraction]:
    whole = int(abs(value))
    minutes = (abs(value) - whole) * 60
    seconds = round((minutes - int(minutes)) * 6000)
    return Fraction(whole), Fraction(int(minutes)), Fraction(seconds, 100)


def recompressed(photo: bytes) -> bytes:
    """The same photograph as a messenger would send it: smaller, and without its EXIF."""
    out = io.BytesIO()
    Image.open(io.BytesIO(photo)).resize((480, 360)).save(out, "JPEG", quality=60)
    return out.getvalue()


def document(title: str, *lines: str) -> bytes:
    """A one-page PDF with a title and further lines below it."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    font = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
    )
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    page.Contents = pdf.make_stream(written(title, *lines))
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def written(title: str, *lines: str) -> bytes:
    """What draws a title and lines on a page whose font is F1."""
    shown = [(16, title), *((12, line) for line in lines)]
    return b" ".join(
        b"BT /F1 %d Tf 60 %d Td (%s) Tj ET" % (size, 760 - 36 * number, _latin(text))
        for number, (size, text) in enumerate(shown)
    )


def _latin(text: str) -> bytes:
    return text.encode("ascii", "replace").replace(b"(", b"[").replace(b")", b"]")
