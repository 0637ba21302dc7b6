import base64
import io
from typing import Any

import pytest
from PIL import Image, ImageDraw

from tests.workers.checks import makers
from workers.checks.context import Context, Limits
from workers.checks.file import File
from workers.checks.finding import Outcome, Status
from workers.checks.preview import Preview


def draw(data: bytes, name: str = "a.jpg") -> Outcome:
    return Preview().run(File(data, name), Context(name=name))


def pictures(outcome: Outcome) -> tuple[Image.Image, Image.Image]:
    assert outcome.status is Status.DONE, outcome
    large, small = (
        Image.open(io.BytesIO(base64.b64decode(outcome.facts[key])))
        for key in ("preview", "thumbnail")
    )
    return large, small


def large_picture(width: int = 1800, height: int = 1350) -> Image.Image:
    return makers.photograph("coffee.png").resize((width, height))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_sizes_and_form(form: str) -> None:
    large, small = pictures(draw(makers.encoded(large_picture(), form)))
    assert (large.format, large.size) == ("WEBP", (1600, 1200))
    assert (small.format, small.size) == ("WEBP", (320, 240))


def test_a_photograph_of_a_camera_is_shrunk() -> None:
    large, small = pictures(draw(makers.encoded(large_picture(4000, 3000), "JPEG")))
    assert (large.size, small.size) == ((1600, 1200), (320, 240))


def test_a_small_picture_is_not_blown_up() -> None:
    large, small = pictures(draw(makers.jpeg()))
    assert large.size == (512, 512)
    assert small.size == (320, 320)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_no_metadata_is_left(form: str) -> None:
    options: dict[str, Any] = {
        "exif": makers.exif(taken="2024:05:01 10:00:00", place=(-6.2, 106.8), software="Rahasia"),
        "icc_profile": b"Rahasia" + bytes(200),
    }
    if form == "JPEG":
        options |= {"comment": b"Rahasia", "xmp": b"<x>Rahasia</x>"}
    outcome = draw(makers.encoded(makers.photograph(), form, **options))
    for picture in pictures(outcome):
        assert not picture.getexif()
        assert set(picture.info) <= {"loop", "background", "timestamp", "duration"}
    for key in ("preview", "thumbnail"):
        raw = base64.b64decode(outcome.facts[key])
        assert b"Rahasia" not in raw
        assert b"EXIF" not in raw
        assert b"ICCP" not in raw


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_orientation_is_applied(orientation: int) -> None:
    """However the camera stored it, the red corner is at the top left of what is shown."""
    shown = Image.new("RGB", (300, 200), "white")
    ImageDraw.Draw(shown).rectangle((0, 0, 60, 60), "red")
    stored = {
        1: None,
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }[orientation]
    picture = shown if stored is None else shown.transpose(stored)
    tags = makers.exif(orientation=orientation)
    large, _ = pictures(draw(makers.encoded(picture, "JPEG", quality=95, exif=tags)))
    assert large.size == (300, 200)
    red, green, _ = large.convert("RGB").getpixel((20, 20))  # type: ignore[misc]
    assert red > 200
    assert green < 80


def test_transparency_becomes_white() -> None:
    clear = Image.new("RGBA", (100, 100), (0, 0, 0, 0))
    large, _ = pictures(draw(makers.encoded(clear, "PNG")))
    assert large.convert("RGB").getpixel((50, 50)) == (255, 255, 255)


def test_deep_greys_are_seen() -> None:
    """Twelve bits in sixteen: taken as they are, the picture would be all but black."""
    deep = Image.linear_gradient("L").convert("I;16").point(lambda v: v * 16)
    large, _ = pictures(draw(makers.encoded(deep, "PNG")))
    low, high = large.convert("L").getextrema()
    assert (low, high) == pytest.approx((0, 255), abs=12)


def test_the_first_page_of_a_pdf() -> None:
    large, small = pictures(draw(makers.pdf(3), "a.pdf"))
    assert max(large.size) == 1600
    assert max(small.size) == 320
    darkest, _ = large.convert("L").getextrema()
    assert darkest == pytest.approx(0, abs=100)  # the line of text is drawn


@pytest.mark.parametrize(
    ("data", "name", "status", "reason"),
    [
        (makers.office(), "a.docx", Status.SKIPPED, "other_kind"),
        (makers.pdf(password="x"), "a.pdf", Status.COULD_NOT_CHECK, "encrypted"),
        (b"%PDF-1.7\n", "a.pdf", Status.COULD_NOT_CHECK, "damaged"),
        (makers.jpeg()[:5_000], "a.jpg", Status.COULD_NOT_CHECK, "truncated"),
    ],
)
def test_what_cannot_be_drawn(data: bytes, name: str, status: Status, reason: str) -> None:
    outcome = draw(data, name)
    assert (outcome.status, outcome.reason) == (status, reason)


def test_the_sides_are_limits() -> None:
    limits = Limits(preview_side=200, thumbnail_side=50)
    file = File(makers.jpeg(), "a.jpg", limits)
    large, small = pictures(Preview().run(file, Context(limits=limits)))
    assert (large.size, small.size) == ((200, 200), (50, 50))
