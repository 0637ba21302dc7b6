"""Lines of writing in a picture: where they are, and what they say with how much certainty."""

from collections.abc import Iterator
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from workers.checks.scans import models
from workers.checks.scans.line import UNITS, Box, Line

# OpenCV names the kind of its numbers nowhere, so neither can we.
Pixels = npt.NDArray[Any]
Corners = npt.NDArray[Any]
# The finder sees the page at this long side: letters of 8 points on A4 are then 10 pixels high.
_FINDING_SIDE = 1_280
_STEP = 32  # sides must be multiples of it
_INK, _LEAST_MEAN = 0.3, 0.5  # of the finder's map, 0 to 1
_GROWN = 1.6  # the finder marks the heart of a line; it is this much larger
_SMALLEST = 5.0  # pixels
_READING_HEIGHT = 48
# A line longer than this many heights is read in parts by nobody: it is a ruler, not writing.
_LONGEST = 60.0


def places(pixels: Pixels) -> list[Corners]:
    """Return the four corners of each line in a picture, from top to bottom."""
    height, width = pixels.shape[:2]
    scale = min(1.0, _FINDING_SIDE / max(height, width))
    sides = (_rounded(width * scale), _rounded(height * scale))
    small = cv2.resize(pixels, sides, interpolation=cv2.INTER_AREA)
    marked = models.run(models.finder(), _normal(small))[0]
    ink = cv2.dilate((marked > _INK).astype(np.uint8), np.ones((2, 2), np.uint8))
    outlines, _ = cv2.findContours(ink, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    stretch = np.array([width / sides[0], height / sides[1]], np.float32)
    found = [_grown(outline) * stretch for outline in outlines if _is_line(marked, outline)]
    return sorted(found, key=lambda corners: float(corners[:, 1].mean()))


def read(pixels: Pixels, corners: Corners) -> Line | None:
    """Read one line; None where nothing is written."""
    strip = _cut(pixels, corners)
    wide = max(1, min(round(strip.shape[1] / strip.shape[0], 2), _LONGEST))
    sides = (max(_READING_HEIGHT, round(wide * _READING_HEIGHT)), _READING_HEIGHT)
    scores = models.run(models.reader(), _normal(cv2.resize(strip, sides)))
    text, sure = _spelt(scores)
    if not text.strip():
        return None
    return Line(text=text, sure=sure, box=_box(corners, pixels))


def _rounded(side: float) -> int:
    return max(_STEP, round(side / _STEP) * _STEP)


def _normal(pixels: Pixels) -> models.Floats:
    """Bring 0 to 255 to -1 to 1, channels first, blue before red as the networks learnt it."""
    scaled: models.Floats = pixels[..., ::-1].transpose(2, 0, 1).astype(np.float32) / 127.5 - 1
    return np.ascontiguousarray(scaled)


def _is_line(marked: models.Floats, outline: npt.NDArray[Any]) -> bool:
    left, top, wide, high = cv2.boundingRect(outline)
    if min(cv2.minAreaRect(outline)[1]) < _SMALLEST - 2 or wide < _SMALLEST:
        return False
    inside = np.zeros((high, wide), np.uint8)
    cv2.fillPoly(inside, [outline - (left, top)], 1)
    mean = cv2.mean(marked[top : top + high, left : left + wide], inside)[0]
    return bool(mean >= _LEAST_MEAN)


def _grown(outline: npt.NDArray[Any]) -> Corners:
    """The rectangle around an outline, moved outwards by what the finder leaves off."""
    centre, (wide, high), angle = cv2.minAreaRect(outline)
    if angle > 45:  # as it reads: the long side along the writing
        wide, high, angle = high, wide, angle - 90
    out = wide * high * _GROWN / max(1.0, wide + high)
    return cv2.boxPoints((centre, (wide + out, high + out), angle))


def _cut(pixels: Pixels, corners: Corners) -> Pixels:
    """The line alone and level; one that stands on its side is laid down."""
    by_side = sorted(corners.tolist())
    (a, b), (c, d) = sorted(by_side[:2], key=_down), sorted(by_side[2:], key=_down)
    level = np.array([a, c, d, b], np.float32)
    wide = max(1, round(float(np.linalg.norm(level[0] - level[1]))))
    high = max(1, round(float(np.linalg.norm(level[0] - level[3]))))
    flat = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    strip = cv2.warpPerspective(
        pixels,
        cv2.getPerspectiveTransform(level, flat),
        (wide, high),
        borderMode=cv2.BORDER_REPLICATE,
        flags=cv2.INTER_CUBIC,
    )
    return np.rot90(strip) if high >= 1.5 * wide else strip


def _down(point: list[float]) -> float:
    return point[1]


def _spelt(scores: models.Floats) -> tuple[str, tuple[float, ...]]:
    """The signs of the likeliest way through the columns, each with its likelihood."""
    best = scores.argmax(axis=1)
    text, sure = "", list[float]()
    for column, sign in _changes(best):
        letters = models.alphabet()[sign]
        text += letters
        sure += [round(float(scores[column, sign]), 3)] * len(letters)
    return text, tuple(sure)


def _changes(best: npt.NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    before = 0
    for column, sign in enumerate(best.tolist()):
        if sign not in {0, before}:
            yield column, sign
        before = sign


def _box(corners: Corners, pixels: Pixels) -> Box:
    height, width = pixels.shape[:2]
    x, y = corners[:, 0] * UNITS / width, corners[:, 1] * UNITS / height
    left, top, right, bottom = (
        min(UNITS, max(0, round(float(side)))) for side in (x.min(), y.min(), x.max(), y.max())
    )
    return left, top, right, bottom
