"""What copying does to a photograph, made for the tests; and two photographs of one scene."""

import io
from collections.abc import Callable
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import skimage
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageOps

from tests.workers.checks import makers
from workers.checks.context import Limits
from workers.checks.picture import Picture, decode, open_picture

Change = Callable[[Image.Image], Image.Image]


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


def scaled(factor: float) -> Change:
    return lambda i: i.resize((round(i.width * factor), round(i.height * factor)))


def corner(share: float) -> Change:
    """Cut off so much of the area, at one corner."""
    side = (1 - share) ** 0.5
    return lambda i: i.crop((0, 0, round(i.width * side), round(i.height * side)))


def centre(share: float) -> Change:
    """Cut off so much of the area, all around."""
    cut = (1 - (1 - share) ** 0.5) / 2
    far = 1 - cut

    def cropped(i: Image.Image) -> Image.Image:
        left, right = round(i.width * cut), round(i.width * far)
        return i.crop((left, round(i.height * cut), right, round(i.height * far)))

    return cropped


def turned(degrees: float) -> Change:
    return lambda i: i.rotate(degrees, resample=Image.Resampling.BICUBIC, expand=True)


def date_bar(image: Image.Image) -> Image.Image:
    image = image.copy()
    top = round(image.height * 0.88)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, top, image.width, image.height), fill="black")
    draw.text((8, top + 4), "2025-03-12 09:14 WIB  -6.2088, 106.8456", fill="white", font_size=20)
    return image


def logo(image: Image.Image) -> Image.Image:
    image = image.copy()
    side = image.width // 5
    ImageDraw.Draw(image).ellipse((8, 8, 8 + side, 8 + side), fill="red", outline="white", width=9)
    return image


def letterbox(image: Image.Image) -> Image.Image:
    screen = Image.new("RGB", (720, 1_560), "black")
    shown = ImageOps.contain(image, screen.size)
    screen.paste(shown, (0, (screen.height - shown.height) // 2))
    ImageDraw.Draw(screen).text((30, 20), "09.14", fill="white", font_size=30)
    return screen


def collage(image: Image.Image) -> Image.Image:
    """A page with the photograph among three others."""
    page = Image.new("RGB", (1_400, 1_100), "white")
    others = [makers.photograph(name) for name in ("rocket.jpg", "hubble_deep_field.jpg")]
    places = ((20, 20), (710, 20), (20, 560), (710, 560))
    for shown, place in zip((*others, image, scene()[0]), places, strict=True):
        page.paste(ImageOps.contain(shown, (670, 520)), place)
    return page


def tilted(image: Image.Image) -> Image.Image:
    """As photographed from a little to the side."""
    w, h = image.size
    source = np.array([[0, 0], [w, 0], [w, h], [0, h]], np.float32)
    target = np.array([[w * 0.06, h * 0.05], [w * 0.97, 0], [w * 0.92, h * 0.95], [0, h]])
    matrix = cv2.getPerspectiveTransform(source, target.astype(np.float32))
    return Image.fromarray(cv2.warpPerspective(np.asarray(image), matrix, (w, h)))


def again(image: Image.Image) -> Image.Image:
    return image


def messenger(image: Image.Image) -> Image.Image:
    small = scaled(0.25)(image)
    return Image.open(io.BytesIO(makers.encoded(small, "JPEG", quality=60)))


# Name, what is done, JPEG quality.
COPIES: dict[str, tuple[Change, int]] = {
    "quality 95": (again, 95),
    "quality 50": (again, 50),
    "quality 20": (again, 20),
    "half size": (scaled(0.5), 85),
    "messenger": (messenger, 60),
    "brighter": (lambda i: ImageEnhance.Brightness(i).enhance(1.4), 85),
    "contrast": (lambda i: ImageEnhance.Contrast(i).enhance(1.5), 85),
    "blurred": (lambda i: i.filter(ImageFilter.GaussianBlur(2)), 85),
    "grey": (lambda i: ImageOps.grayscale(i).convert("RGB"), 85),
    "squeezed": (lambda i: i.resize((i.width, i.height * 4 // 5)), 85),
    "corner 10 %": (corner(0.1), 85),
    "corner 40 %": (corner(0.4), 85),
    "centre 20 %": (centre(0.2), 85),
    "centre 40 %": (centre(0.4), 85),
    "turned 1": (turned(1), 85),
    "turned 3": (turned(3), 85),
    "turned 90": (turned(90), 85),
    "turned 180": (turned(180), 85),
    "mirrored": (ImageOps.mirror, 85),
    "date bar": (date_bar, 85),
    "logo": (logo, 85),
    "border": (lambda i: ImageOps.expand(i, i.width // 20, "white"), 85),
    "letterbox": (letterbox, 85),
    "tilted": (tilted, 85),
}
PARTS: dict[str, tuple[Change, int]] = {
    "centre 60 % at quality 50": (centre(0.6), 50),
    "mirrored centre 60 %": (lambda i: ImageOps.mirror(centre(0.6)(i)), 85),
    "collage": (collage, 85),
    "mirrored collage": (lambda i: ImageOps.mirror(collage(i)), 85),
}
