"""Local features of a picture: points that are found again after most of what copying does to it.

SIFT (Lowe 2004) with the square root of its descriptors (Arandjelovic and Zisserman 2012), on a
grey picture of bounded size. A mirrored picture needs no second extraction: its descriptors are
those of the picture in another order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from workers.checks.pairs.descriptors import DIMENSIONS, mirrored_descriptors

Grey = NDArray[np.float32]
Points = NDArray[np.float32]

WORKING_SIDE: Final = 960  # pixels of the long side; a smaller picture is enlarged by two at most
SMALL_SIDE: Final = 480
_STRONGEST, _SPREAD = 1_200, 1_000
_CELLS: Final = 8  # a side of the grid over which points are spread
_CONTRAST: Final = 0.015


@dataclass(frozen=True, kw_only=True)
class Features:
    """Points (x, y in pixels of the working picture) and a descriptor of unit length for each."""

    points: Points
    descriptors: NDArray[np.float32]

    def mirrored(self, width: int) -> "Features":
        """Return the features of the picture mirrored left to right; `width` is its own."""
        points = self.points.copy()
        points[:, 0] = width - 1 - points[:, 0]
        return Features(points=points, descriptors=mirrored_descriptors(self.descriptors))


def decoded_grey(picture: Image.Image) -> Grey:
    """Return the luminance of every decoded pixel."""
    return np.asarray(picture.convert("L"), dtype=np.float32)


def working_grey(picture: Image.Image) -> Grey:
    """Return the luminance at the size features are sought at."""
    grey = np.asarray(picture.convert("L"))
    scale = min(WORKING_SIDE / max(grey.shape), 1.0)
    if max(grey.shape) < SMALL_SIDE:
        scale = min(2.0, SMALL_SIDE / max(grey.shape))
    size = [max(1, round(length * scale)) for length in grey.shape[::-1]]
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    shrunk = cv2.resize(grey, size, interpolation=how) if scale != 1 else grey
    return np.asarray(shrunk, dtype=np.float32)


def extract(grey: Grey) -> Features:
    """Find the strongest points of a grey picture, and more where it has few.

    On a page of several photographs the strongest points may all be those of one. An even surface
    has none.
    """
    finder = cv2.SIFT.create(nfeatures=0, contrastThreshold=_CONTRAST)
    pixels = grey.astype(np.uint8)
    found = finder.detect(pixels, None)
    chosen = [found[i] for i in _chosen(found, max(grey.shape))]
    if not chosen:
        nothing = np.zeros((0, DIMENSIONS), np.float32)
        return Features(points=np.zeros((0, 2), np.float32), descriptors=nothing)
    kept, described = finder.compute(pixels, chosen)
    points = np.array([point.pt for point in kept], np.float32).reshape(-1, 2)
    total = np.maximum(described.sum(axis=1, keepdims=True), 1e-6)
    return Features(points=points, descriptors=np.sqrt(described / total))


def _chosen(found: Sequence[cv2.KeyPoint], side: int) -> NDArray[np.intp]:
    places = np.array([point.pt for point in found], np.float32).reshape(-1, 2)
    strength = np.array([point.response for point in found], np.float32)
    strongest = np.argsort(-strength, kind="stable")[:_STRONGEST]
    return np.union1d(strongest, strongest_everywhere(places, strength, side, _SPREAD))


def strongest_everywhere(
    places: Points, strength: NDArray[np.float32], side: int, most: int
) -> NDArray[np.intp]:
    """Return the strongest point of each cell of a grid, then the next of each, up to `most`.

    `side` is the long side of the picture that holds the places.
    """
    cells = (places * (_CELLS / side)).astype(np.int64).clip(0, _CELLS - 1)
    cell = cells[:, 1] * _CELLS + cells[:, 0]
    order = np.lexsort((-strength, cell))
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order)) - np.searchsorted(cell[order], cell[order])
    return np.lexsort((-strength, rank))[:most]
