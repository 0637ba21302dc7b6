"""Which grid of 8 x 8 blocks each pixel was compressed in, as told by vanished frequencies.

JPEG quantises the cosine transform of blocks of 8 x 8 pixels, which makes most coefficients zero,
and zero they stay as long as one looks at the very same blocks. So each pixel votes for the one of
64 grids in whose block it finds the most zeros (Nikoukhah, Anger, Colom, Morel and Grompone von
Gioi, "ZERO: a Local JPEG Grid Origin Detector Based on the Number of DCT Zeros", IPOL 11, 2021).
Written from the article; its program was not used.
"""

import math
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.float32]
Counts = NDArray[np.uint8]
Votes = NDArray[np.int16]

SIDE: Final = 8
GRIDS: Final = SIDE * SIDE
NO_VOTE: Final = -1

_LEAST_COEFFICIENT: Final = 0.5
# Rows worked on at once: what they need stays in the processor's cache.
_STRIP: Final = 16
BASIS: Final = np.array(
    [
        [
            (math.sqrt(1 / 8) if k == 0 else 0.5) * math.cos((2 * n + 1) * k * math.pi / 16)
            for n in range(SIDE)
        ]
        for k in range(SIDE)
    ],
    np.float32,
)


def votes(grey: Grey) -> Votes:
    """Return for each pixel the grid it votes for: 8 * row + column of its origin, or NO_VOTE.

    A pixel has no vote where two grids are equal, where the picture runs straight along the rows
    or columns (zeros tell nothing there), and at the borders, where not all grids can stand.
    """
    found = np.full(grey.shape, NO_VOTE, np.int16)
    height, width = grey.shape
    if min(height, width) < 3 * SIDE:
        return found
    ranked = zero_counts(grey).astype(np.uint16) << 7
    ranked |= _straight(grey).astype(np.uint16) << 6
    down, across = (np.arange(side - 7, dtype=np.uint16) % SIDE for side in grey.shape)
    origins = down[:, None] * np.uint16(SIDE) + across
    last = _most(ranked | origins, grey.shape)
    told = last & GRIDS == 0
    first = _most(ranked | (np.uint16(GRIDS - 1) - origins), grey.shape) & np.uint16(GRIDS - 1)
    grid = (last & np.uint16(GRIDS - 1)).astype(np.int16)
    told &= first + grid == GRIDS - 1  # the same grid leads from both ends of their order
    inner = np.s_[SIDE - 1 : height - SIDE + 1, SIDE - 1 : width - SIDE + 1]
    found[inner] = np.where(told, grid, NO_VOTE)[inner]
    return found


def zero_counts(grey: Grey) -> Counts:
    """Return for each window of 8 x 8 pixels, by its upper left corner, its zero coefficients."""
    height, width = grey.shape[0] - 7, grey.shape[1] - 7
    counted = np.zeros((height, width), np.uint8)
    for top in range(0, height, _STRIP):
        part = grey[top : top + _STRIP + 7]
        rows = len(part) - 7
        down = _transformed([part[n : n + rows] for n in range(SIDE)])
        for u, values in enumerate(down):
            across = _transformed([values[:, n : n + width] for n in range(SIDE)])
            for coefficient in across[u == 0 :]:  # the mean of the window tells nothing
                counted[top : top + rows] += np.abs(coefficient) < _LEAST_COEFFICIENT
    return counted


def _transformed(samples: list[Grey]) -> list[Grey]:
    """Return the eight cosine coefficients of eight samples, each an array of many places."""
    sums = [samples[n] + samples[7 - n] for n in range(4)]
    gaps = [samples[n] - samples[7 - n] for n in range(4)]
    outer, inner = sums[0] + sums[3], sums[1] + sums[2]
    far, near = sums[0] - sums[3], sums[1] - sums[2]
    odd = [
        sum((gaps[n] * BASIS[k, n] for n in range(1, 4)), gaps[0] * BASIS[k, 0])
        for k in (1, 3, 5, 7)
    ]
    return [
        (outer + inner) * BASIS[0, 0],
        odd[0],
        far * BASIS[2, 0] + near * BASIS[2, 1],
        odd[1],
        (outer - inner) * BASIS[4, 0],
        odd[2],
        far * BASIS[6, 0] + near * BASIS[6, 1],
        odd[3],
    ]


def _straight(grey: Grey) -> NDArray[np.bool_]:
    """Say of each window whether its rows are all alike, or its columns."""
    height, width = grey.shape[0] - 7, grey.shape[1] - 7
    kernel = np.ones((SIDE, SIDE), np.uint8)
    straight = np.zeros((height, width), bool)
    for axis in (0, 1):
        changes = np.zeros(grey.shape, np.uint8)
        differs = np.diff(grey, axis=axis) != 0
        changes[: differs.shape[0], : differs.shape[1]] = differs
        window = kernel[:-1] if axis == 0 else kernel[:, :-1]
        straight |= cv2.dilate(changes, window, anchor=(0, 0))[:height, :width] == 0
    return straight


def _most(ranked: NDArray[np.uint16], shape: tuple[int, ...]) -> NDArray[np.uint16]:
    """Return for each pixel the largest value among the 64 windows it lies in."""
    padded = np.zeros(shape, np.uint16)
    padded[: ranked.shape[0], : ranked.shape[1]] = ranked
    kernel = np.ones((SIDE, SIDE), np.uint8)
    most = cv2.dilate(
        padded, kernel, anchor=(7, 7), borderType=cv2.BORDER_CONSTANT, borderValue=(0,)
    )
    return np.asarray(most, np.uint16)
