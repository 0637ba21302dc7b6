"""Photographs with a part copied inside, and pictures of things that repeat by themselves."""

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from tests.workers.checks.makers import photograph

Pixels = NDArray[np.float64]
Box = tuple[int, int, int, int]


def noisy(pixels: Pixels, seed: int = 0, strength: float = 3.0) -> Image.Image:
    """The picture as a sensor would see it: each pixel with noise of its own."""
    noise = np.random.default_rng(seed).normal(0, strength, pixels.shape)
    return Image.fromarray((pixels + noise).clip(0, 255).astype(np.uint8))


def blurred(pixels: Pixels, width: float) -> Pixels:
    return np.asarray(cv2.GaussianBlur(pixels, (0, 0), width), np.float64)


def cloned(
    image: Image.Image, box: Box, at: tuple[int, int], *, turn: float = 0, size: float = 1.0
) -> Image.Image:
    """The picture with a part of it pasted elsewhere, turned by degrees and resized."""
    part = image.crop(box)
    mask = Image.new("L", part.size, 255)
    if size != 1:
        part = part.resize([round(s * size) for s in part.size], Image.Resampling.BICUBIC)
        mask = mask.resize(part.size)
    if turn:
        part = part.rotate(turn, Image.Resampling.BICUBIC, expand=True)
        mask = mask.rotate(turn, expand=True)
    forged = image.copy()
    forged.paste(part, at, mask)
    return forged


def wide(name: str = "coffee.png") -> Image.Image:
    """A photograph of 600 x 400 pixels with a little noise of its own."""
    pixels = np.asarray(photograph(name).resize((600, 400)), np.float64)
    return noisy(pixels, strength=2.0)


def tiled(seed: int = 0) -> Image.Image:
    """A tiled wall: the same tile again and again, lit unevenly, seen with noise."""
    tile = np.asarray(photograph("chelsea.png").crop((100, 40, 200, 140)), np.float64)
    wall = np.tile(tile, (5, 6, 1))
    wall[::100, :] = wall[:, ::100] = 235.0
    wall[1::100, :] = wall[:, 1::100] = 180.0
    light = np.linspace(0.75, 1.1, wall.shape[1])[None, :, None]
    return noisy(blurred(wall * light, 0.7), seed, strength=4.0)


def chairs(seed: int = 0) -> Image.Image:
    """A row of chairs of one make before a wall, seen with noise."""
    hall = Image.new("RGB", (800, 500), (190, 180, 165))
    draw = ImageDraw.Draw(hall)
    for row in range(2):
        for column in range(7):
            x, y = 30 + column * 108 + row * 9, 120 + row * 170
            draw.rounded_rectangle((x, y, x + 70, y + 60), 12, fill=(60, 70, 120))
            draw.rectangle((x + 4, y + 64, x + 66, y + 78), fill=(40, 45, 80))
            for leg in (8, 58):
                draw.line((x + leg, y + 78, x + leg - 3, y + 130), fill=(90, 90, 90), width=4)
    return noisy(blurred(np.asarray(hall, np.float64), 0.8), seed)


def stamped(image: Image.Image) -> Image.Image:
    """The photograph with place and date written over it, words and digits repeating."""
    shown = image.copy()
    draw = ImageDraw.Draw(shown)
    top = shown.height - 84
    draw.rectangle((0, top, shown.width, shown.height), fill=(20, 20, 20))
    for line, words in enumerate(
        (
            "Kota Jakarta Selatan, DKI Jakarta, Indonesia",
            "Jakarta Selatan, Jakarta, Indonesia 12120",
            "Lat -6.226226 Long 106.806806",
            "12/12/2025 12:12:12 GMT +07:00",
        )
    ):
        draw.text((8, top + 3 + 20 * line), words, fill=(250, 250, 250), font_size=18)
    return shown
