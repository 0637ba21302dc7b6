"""The parts of pictures that the bank is asked for, and the photographs they are shown beside."""

from collections.abc import Sequence
from pathlib import Path

import skimage
from PIL import Image, ImageDraw, ImageOps

from bench.changes import Change, Picture, centre, changes

_TAKEN = (
    "q20",
    "quarter+q60",
    "corner 40%",
    "centre 40%",
    "centre 60%+q50",
    "turn 3",
    "turn 90",
    "date bar",
    "border 5%",
    "letterbox",
    "collage",
    "perspective",
    "mirror+centre 40%",
)
_WORDS = "Laporan pelaksanaan pelayanan publik berbasis hak asasi manusia "


def beside() -> list[Picture]:
    """Photographs that are in no set measured with, for collages."""
    shipped = Path(skimage.__file__).parent / "data"
    names = ("astronaut.png", "coffee.png", "chelsea.png")
    return [Image.open(shipped / name).convert("RGB") for name in names]


def page(image: Picture) -> Picture:
    """A page of writing at 150 dots an inch, with the photograph three fifths of it wide."""
    sheet = Image.new("RGB", (1_240, 1_754), "white")
    draw = ImageDraw.Draw(sheet)
    for y in (*range(100, 700, 28), *range(1_250, 1_650, 28)):
        draw.text((120, y), _WORDS * 2, fill="black", font_size=20)
    sheet.paste(ImageOps.contain(image, (740, 500)), (250, 730))
    return sheet


def nine(others: Sequence[Picture]) -> Change:
    """A page of nine photographs, this one in the middle."""

    def sheet(image: Picture) -> Picture:
        made = Image.new("RGB", (1_600, 1_200), "white")
        for place in range(9):
            shown = image if place == 4 else others[place % len(others)]
            corner = (20 + 530 * (place % 3), 20 + 390 * (place // 3))
            made.paste(ImageOps.contain(shown, (510, 380)), corner)
        return made

    return sheet


def parts() -> dict[str, tuple[Change, int]]:
    """Return name, change and JPEG quality."""
    others = beside()
    known = changes([other.resize((800, 600)) for other in others])
    return {name: known[name] for name in _TAKEN} | {
        "centre 75%": (centre(0.75), 85),
        "one of nine": (nine(others), 85),
        "photo in a page": (page, 85),
        "mirrored in a page": (lambda i: page(ImageOps.mirror(i)), 85),
    }
