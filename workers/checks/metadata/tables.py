"""JPEG quantisation tables: which are those of the standard, as the Independent JPEG Group scales
them, and which cameras do not write those.

The tables are of ITU-T T.81, annex K, the scaling that of libjpeg's jpeg_set_quality. Telephones and
many cameras use them too, so they say something beside a few makers' names only: a maker is here
if in at least ten untouched files of it that were looked at none had them.
"""

from functools import cache

import numpy as np
from PIL import Image

_LUMINANCE = (
    16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55,
    14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62,
    18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92,
    49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
)  # fmt: skip
# Canon: none of 11 files at a size its sensors deliver (camera originals of the labelled set).
_OWN_TABLES = ("canon",)


def standard_quality(image: Image.Image) -> int | None:
    """Return the quality from 1 to 100 at which libjpeg writes these tables, None for others."""
    tables: dict[int, list[int]] = getattr(image, "quantization", None) or {}
    return _qualities().get(tuple(tables.get(0, ())))


def writes_own_tables(make: str) -> bool:
    """Whether no camera of a maker of that name is known to write the standard's tables."""
    return make.lower().startswith(_OWN_TABLES)


@cache
def _qualities() -> dict[tuple[int, ...], int]:
    base = np.array(_LUMINANCE)
    found: dict[tuple[int, ...], int] = {}
    for quality in range(1, 101):
        scale = 5_000 // quality if quality < 50 else 200 - 2 * quality
        table = np.clip((base * scale + 50) // 100, 1, 255)
        found[tuple(int(step) for step in table)] = quality
    return found
