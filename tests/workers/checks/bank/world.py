"""Pictures described once for all tests of the bank, and parts of them."""

from functools import cache
from pathlib import Path

from PIL import Image, ImageOps

from tests.workers.checks import makers
from workers.checks.bank.bank import Bank
from workers.checks.bank.described import describe
from workers.checks.bank.records import Described
from workers.checks.context import Limits
from workers.checks.picture import decode


def described(image: Image.Image) -> Described:
    return describe(decode(image.convert("RGB"), Limits()))


@cache
def photograph(name: str) -> Described:
    return described(makers.photograph(name))


def filled(path: Path) -> Bank:
    """A bank of the photographs under their names."""
    bank = Bank(path)
    for name in makers.PHOTOGRAPHS:
        bank.add(name, photograph(name))
    return bank


def cropped(name: str) -> Image.Image:
    """The middle of a photograph, about a third of it."""
    image = makers.photograph(name)
    w, h = image.size
    return image.crop((w // 5, h // 5, w * 4 // 5, h * 4 // 5))


def letterboxed(name: str) -> Image.Image:
    screen = Image.new("RGB", (540, 1_170), "black")
    shown = ImageOps.contain(makers.photograph(name), screen.size)
    screen.paste(shown, (0, (screen.height - shown.height) // 2))
    return screen


def collage(*names: str) -> Image.Image:
    sheet = Image.new("RGB", (1_200, 900), "white")
    for number, name in enumerate(names):
        shown = ImageOps.contain(makers.photograph(name), (580, 430))
        sheet.paste(shown, (10 + 590 * (number % 2), 10 + 440 * (number // 2)))
    return sheet
