"""The small picture a camera puts into the metadata, against the picture itself.

Editors often leave the camera's small picture as it was. A camera may draw it with bars above and
below, or turn it; a person may have cropped the picture. None of this is a difference.
"""

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import ExifTags, Image

from workers.checks.finding import Finding, Severity
from workers.checks.metadata.said import said

Grey = NDArray[np.float32]
_OFFSET, _LENGTH = 0x0201, 0x0202
_HEADER = b"Exif\0\0"
_MOST_BYTES = 65_535
_SIDE: Final = 48
_LEAST_SIDE = 32
_DARK, _BAR = 24, 0.9
_CROPS: Final = (0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5, 0.45, 0.4, 0.35)
# Light and shade of the whole are alike in many photographs; what is left without them is not.
_SHADE: Final = 5.0
# Correlation of the two at 48 pixels. Set on camera originals and their changed copies: see
# docs/checks.md and bench/metadata.py.
_ALIKE: Final = 0.7
_UNLIKE: Final = 0.65
_CROPPED: Final = 0.8
_FULL: Final = 0.9995
# Under this spread of brightness a picture has nothing to compare.
_LEAST_SPREAD: Final = 10.0


@dataclass(frozen=True, kw_only=True)
class Likeness:
    """How alike the two are: as a whole, and the picture as a part of the small one. -1 to 1."""

    whole: float
    part: float


def embedded_thumbnail(image: Image.Image) -> Image.Image | None:
    """Return the small picture in the metadata, None where there is none that can be read."""
    exif: Any = image.getexif()
    block = image.info.get("exif", b"")
    try:
        first = exif.get_ifd(ExifTags.IFD.IFD1)
        start, length = int(first[_OFFSET]), int(first[_LENGTH])
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        return None
    start += len(_HEADER) if block.startswith(_HEADER) else 0
    data = block[start : start + min(length, _MOST_BYTES)] if start > 0 else b""
    if not data.startswith(b"\xff\xd8"):
        return None
    return _decoded(data)


def _decoded(data: bytes) -> Image.Image | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            small = Image.open(io.BytesIO(data), formats=["JPEG"])
            if not _LEAST_SIDE <= min(small.size) <= max(small.size) <= 1_024:
                return None
            return small.convert("L")
        except Exception:  # noqa: BLE001 whatever a broken small picture raises, it is none
            return None


def unlike(small: Image.Image | None, pixels: Image.Image) -> Iterator[Finding]:
    """Yield where the small picture shows something else, or more, than the picture."""
    if small is None:
        return
    found = likeness(small, pixels)
    if found is None or found.whole >= _ALIKE:
        return
    facts = {"alike_percent": round(100 * max(found.whole, found.part))}
    if found.part >= _CROPPED:
        yield said("thumbnail_shows_more", Severity.LOW, facts)
    elif max(found.whole, found.part) < _UNLIKE:
        yield said("thumbnail_unlike", Severity.MEDIUM, facts)


def likeness(small: Image.Image, pixels: Image.Image) -> Likeness | None:
    """Compare the two in every turn; None where one of them is too plain to compare."""
    thumb = np.asarray(small, dtype=np.float32)
    picture = np.asarray(pixels.convert("L").resize((256, 256)), dtype=np.float32)
    ratio = pixels.width / pixels.height
    if thumb.std() < _LEAST_SPREAD or picture.std() < _LEAST_SPREAD:
        return None
    # What is dark above and below may be bars, or the night: both are tried.
    forms = [thumb, _without_bars(thumb)]
    turned = [_turn(form, quarter) for form in forms for quarter in range(4)]
    mirrored = [np.ascontiguousarray(one[:, ::-1]) for one in turned]
    whole = max(_whole(one, picture, ratio) for one in (*turned, *mirrored))
    part = max(_part(one, picture, ratio) for one in turned[:4]) if whole < _ALIKE else whole
    return Likeness(whole=whole, part=part)


def _turn(grey: Grey, quarter: int) -> Grey:
    return np.ascontiguousarray(np.rot90(grey, quarter))


def _whole(thumb: Grey, picture: Grey, ratio: float) -> float:
    """The best correlation as they are, and with either cut to the shape of the other."""
    own = thumb.shape[1] / thumb.shape[0]
    fits = [(thumb, picture), (_cut(thumb, ratio / own), picture)]
    fits.append((thumb, _cut(picture, own / ratio)))
    return max(_correlation(_small(a), _small(b)) for a, b in fits)


def _cut(grey: Grey, factor: float) -> Grey:
    """Cut from the middle so that width over height is `factor` times what it was."""
    height, width = grey.shape
    if factor < 1:
        keep = max(8, round(width * factor))
        start = (width - keep) // 2
        return grey[:, start : start + keep]
    keep = max(8, round(height / factor))
    start = (height - keep) // 2
    return grey[start : start + keep]


def _part(thumb: Grey, picture: Grey, ratio: float) -> float:
    """The best correlation of the picture with a part of the small one."""
    height, width = thumb.shape
    detail, best = _detail(thumb), -1.0
    for crop in _CROPS:
        wide = min(width * crop, height * crop * ratio)
        size = (round(wide), round(wide / ratio))
        if min(size) < 24:
            continue
        template = _detail(_shrunk(picture, size))
        scores = cv2.matchTemplate(detail, template, cv2.TM_CCOEFF_NORMED)
        # Where there is nothing at all, in a black bar, the correlation is given as a full one.
        best = max(best, float(scores[scores < _FULL].max(initial=-1.0)))
    return best


def _small(grey: Grey) -> Grey:
    return _detail(_shrunk(grey, (_SIDE, _SIDE)))


def _shrunk(grey: Grey, size: tuple[int, int]) -> Grey:
    return np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), dtype=np.float32)


def _detail(grey: Grey) -> Grey:
    fine = cv2.GaussianBlur(grey, (0, 0), 0.8)
    return np.asarray(fine - cv2.GaussianBlur(grey, (0, 0), _SHADE), dtype=np.float32)


def _correlation(a: Grey, b: Grey) -> float:
    one, two = a - a.mean(), b - b.mean()
    length = float(np.linalg.norm(one) * np.linalg.norm(two))
    return float((one * two).sum()) / length if length > 0 else 0.0


def _without_bars(grey: Grey) -> Grey:
    """Cut off the black bars with which cameras fill a small picture of another shape."""
    kept = grey
    for axis in (0, 1):
        dark = (kept < _DARK).mean(axis=1 - axis) > _BAR
        inside = np.flatnonzero(~dark)
        if len(inside) >= 0.5 * len(dark):
            within = slice(inside[0], inside[-1] + 1)
            kept = kept[within] if axis == 0 else kept[:, within]
    return np.ascontiguousarray(kept)
