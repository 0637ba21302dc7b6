"""What copying does to a photograph: the changes that the near-duplicate check is measured with."""

import io
from collections.abc import Callable, Sequence

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageOps

Picture = Image.Image
Change = Callable[[Picture], Picture]


def jpeg(image: Picture, quality: int) -> bytes:
    """Return the picture as a JPEG file."""
    out = io.BytesIO()
    image.convert("RGB").save(out, "JPEG", quality=quality)
    return out.getvalue()


def same(image: Picture) -> Picture:
    """Nothing but the recompression."""
    return image


def sized(factor: float) -> Change:
    """Both sides by a factor."""
    return lambda i: i.resize((round(i.width * factor), round(i.height * factor)))


def corner(share: float) -> Change:
    """Cut a share of the area off at two sides."""
    side = (1 - share) ** 0.5
    return lambda i: i.crop((0, 0, round(i.width * side), round(i.height * side)))


def centre(share: float) -> Change:
    """Cut a share of the area off at all sides."""
    cut = (1 - (1 - share) ** 0.5) / 2

    def cropped(i: Picture) -> Picture:
        left, top = round(i.width * cut), round(i.height * cut)
        return i.crop((left, top, i.width - left, i.height - top))

    return cropped


def turned(degrees: float) -> Change:
    """Turn, with black corners."""
    return lambda i: i.rotate(degrees, resample=Image.Resampling.BICUBIC, expand=True)


def date_bar(image: Picture) -> Picture:
    """A bar with date and place over the lowest eighth."""
    image, top = image.copy(), round(image.height * 0.88)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, top, image.width, image.height), fill="black")
    words = "2025-03-12 09:14:55 WIB  Lat -6.2088 Lon 106.8456"
    draw.text((8, top + 4), words, fill="white", font_size=max(9, image.height // 30))
    return image


def logo(image: Picture) -> Picture:
    """A round badge of a fifth of the width in a corner."""
    image, side = image.copy(), image.width // 5
    draw = ImageDraw.Draw(image)
    draw.ellipse((8, 8, 8 + side, 8 + side), fill="red", outline="white", width=max(1, side // 8))
    return image


def border(image: Picture) -> Picture:
    """A white frame of a twentieth of the long side."""
    return ImageOps.expand(image, round(max(image.size) * 0.05), "white")


def letterbox(image: Picture) -> Picture:
    """A screenshot of a telephone that shows the picture."""
    screen = Image.new("RGB", (1_080, 2_340), "black")
    shown = ImageOps.contain(image, screen.size)
    screen.paste(shown, ((1_080 - shown.width) // 2, (2_340 - shown.height) // 2))
    ImageDraw.Draw(screen).text((40, 20), "09.14            85%", fill="white", font_size=40)
    return screen


def perspective(image: Picture) -> Picture:
    """As a print photographed from a little to the side."""
    w, h = image.size
    source = np.array([[0, 0], [w, 0], [w, h], [0, h]], np.float32)
    target = np.array([[w * 0.06, h * 0.05], [w * 0.97, 0], [w * 0.92, h * 0.95], [0, h]])
    matrix = cv2.getPerspectiveTransform(source, target.astype(np.float32))
    return Image.fromarray(cv2.warpPerspective(np.asarray(image), matrix, (w, h)))


def collage(others: Sequence[Picture]) -> Change:
    """A page of four photographs, this one the third."""

    def page(image: Picture) -> Picture:
        sheet = Image.new("RGB", (1_600, 1_200), "white")
        places = ((20, 20), (810, 20), (20, 610), (810, 610))
        for shown, place in zip((*others[:2], image, others[2]), places, strict=True):
            sheet.paste(ImageOps.contain(shown, (770, 570)), place)
        return sheet

    return page


def changes(others: Sequence[Picture]) -> dict[str, tuple[Change, int]]:
    """Return name, change and JPEG quality; `others` are three photographs for the collage."""
    brighter = ImageEnhance.Brightness
    return {
        "q95": (same, 95),
        "q50": (same, 50),
        "q20": (same, 20),
        "half": (sized(0.5), 85),
        "quarter+q60": (sized(0.25), 60),
        "brightness 1.4": (lambda i: brighter(i).enhance(1.4), 85),
        "contrast 1.5": (lambda i: ImageEnhance.Contrast(i).enhance(1.5), 85),
        "blur 2": (lambda i: i.filter(ImageFilter.GaussianBlur(2)), 85),
        "grey": (ImageOps.grayscale, 85),
        "squeeze 0.8": (lambda i: i.resize((i.width, round(i.height * 0.8))), 85),
        "corner 2%": (corner(0.02), 85),
        "corner 5%": (corner(0.05), 85),
        "corner 10%": (corner(0.1), 85),
        "corner 40%": (corner(0.4), 85),
        "centre 10%": (centre(0.1), 85),
        "centre 20%": (centre(0.2), 85),
        "centre 40%": (centre(0.4), 85),
        "centre 60%+q50": (centre(0.6), 50),
        "turn 1": (turned(1), 85),
        "turn 3": (turned(3), 85),
        "turn 90": (turned(90), 85),
        "turn 180": (turned(180), 85),
        "mirror": (ImageOps.mirror, 85),
        "date bar": (date_bar, 85),
        "logo": (logo, 85),
        "border 5%": (border, 85),
        "letterbox": (letterbox, 85),
        "collage": (collage(others), 85),
        "perspective": (perspective, 85),
        "mirror+centre 40%": (lambda i: ImageOps.mirror(centre(0.4)(i)), 70),
    }
