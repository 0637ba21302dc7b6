"""What copying does to a photograph, made for the tests; and two photographs of one scene."""

import io
from functools import cache
from pathlib import Path

import skimage
from PIL import Image, ImageEnhance, ImageFilter, ImageOps

from bench import changes
from bench.changes import Change
from tests.workers.checks import makers
from workers.checks.context import Limits
from workers.checks.picture import Picture, decode, open_picture


def saved(image: Image.Image, quality: int = 85) -> Picture:
    """The picture as it is read back from a JPEG."""
    return read(makers.encoded(image.convert("RGB"), "JPEG", quality=quality))


def read(data: bytes) -> Picture:
    return decode(open_picture(data, "jpeg", Limits()), Limits())


@cache
def scene() -> tuple[Image.Image, Image.Image]:
    """One motorcycle from two places a hand's breadth apart."""
    folder = Path(skimage.__file__).parent / "data"
    left, right = (
        Image.open(folder / f"motorcycle_{side}.png").convert("RGB") for side in ("left", "right")
    )
    return left, right


def collage(image: Image.Image) -> Image.Image:
    """A page with the photograph among three others."""
    others = [makers.photograph(name) for name in ("rocket.jpg", "hubble_deep_field.jpg")]
    return changes.collage((*others, scene()[0]))(image)


def messenger(image: Image.Image) -> Image.Image:
    small = changes.sized(0.25)(image)
    return Image.open(io.BytesIO(makers.encoded(small, "JPEG", quality=60)))


# Name, what is done, JPEG quality.
COPIES: dict[str, tuple[Change, int]] = {
    "quality 95": (changes.same, 95),
    "quality 50": (changes.same, 50),
    "quality 20": (changes.same, 20),
    "half size": (changes.sized(0.5), 85),
    "messenger": (messenger, 60),
    "brighter": (lambda i: ImageEnhance.Brightness(i).enhance(1.4), 85),
    "contrast": (lambda i: ImageEnhance.Contrast(i).enhance(1.5), 85),
    "blurred": (lambda i: i.filter(ImageFilter.GaussianBlur(2)), 85),
    "grey": (lambda i: ImageOps.grayscale(i).convert("RGB"), 85),
    "squeezed": (lambda i: i.resize((i.width, i.height * 4 // 5)), 85),
    "corner 10 %": (changes.corner(0.1), 85),
    "corner 40 %": (changes.corner(0.4), 85),
    "centre 20 %": (changes.centre(0.2), 85),
    "centre 40 %": (changes.centre(0.4), 85),
    "turned 1": (changes.turned(1), 85),
    "turned 3": (changes.turned(3), 85),
    "turned 90": (changes.turned(90), 85),
    "turned 180": (changes.turned(180), 85),
    "mirrored": (ImageOps.mirror, 85),
    "date bar": (changes.date_bar, 85),
    "logo": (changes.logo, 85),
    "border": (changes.border, 85),
    "letterbox": (changes.letterbox, 85),
    "tilted": (changes.perspective, 85),
}
PARTS: dict[str, tuple[Change, int]] = {
    "centre 60 % at quality 50": (changes.centre(0.6), 50),
    "mirrored centre 60 %": (lambda i: ImageOps.mirror(changes.centre(0.6)(i)), 85),
    "collage": (collage, 85),
    "mirrored collage": (lambda i: ImageOps.mirror(collage(i)), 85),
}
