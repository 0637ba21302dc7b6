"""Describing a picture for the bank: the hash of the whole, and its local features.

Works in the child that decodes; records.py says what becomes of it.
"""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from workers.checks.bank.records import POINT_TYPE, STEPS, Described, Records, no_points
from workers.checks.bank.sizes import KEPT, SOUGHT
from workers.checks.fingerprint import fingerprint_of
from workers.checks.pairs.features import WORKING_SIDE, Grey, working_grey
from workers.checks.picture import Picture

_CONTRAST: Final = 0.015
_STRONGEST: Final = 1_500
_CELLS: Final = 8  # a side of the grid over which the sought features are spread
# Places in 255ths of the working side, angles in 256ths of a turn, sizes in steps from half a pixel.
_PLACES, _TURN, _SMALLEST = 255, 256, 0.5
_SCALE: Final = 255  # of a descriptor's values

cv2.setNumThreads(1)  # the child that describes may start no threads


def describe(picture: Picture) -> Described:
    """Describe a decoded picture; an even one has no points."""
    pixels = picture.pixels
    return Described(fingerprint=fingerprint_of(pixels), points=describe_points(pixels))


def describe_points(pixels: Image.Image) -> Records:
    """Return the local features alone."""
    return _points(working_grey(pixels))


def _points(grey: Grey) -> Records:
    """Find features: those that are kept are large and strong, those sought lie everywhere.

    A crop or a page shows the picture at another size, where the small features of one of the two
    are gone; on a page of writing the strong ones are all letters.
    """
    finder = cv2.SIFT.create(nfeatures=0, contrastThreshold=_CONTRAST)
    pixels = grey.astype(np.uint8)
    found = finder.detect(pixels, None)
    places = np.array([p.pt for p in found], np.float32).reshape(-1, 2)
    sizes = np.array([p.size for p in found], np.float32)
    strength = np.array([p.response for p in found], np.float32)
    kept = _large_and_strong(sizes, strength)
    chosen = np.union1d(kept, _spread(places, strength))
    if not len(chosen):
        return no_points()
    points, described = finder.compute(pixels, [found[i] for i in chosen])
    if len(points) != len(chosen):
        raise AssertionError("a feature without a descriptor")
    record = np.zeros(len(chosen), POINT_TYPE)
    record["x"], record["y"] = (places[chosen] * (_PLACES / WORKING_SIDE)).round().clip(0, 255).T
    record["size"] = (np.log2(sizes[chosen] / _SMALLEST) * STEPS).round().clip(0, 255)
    angles = np.array([point.angle for point in points])
    record["angle"] = (angles * (_TURN / 360)).round().astype(np.int64) % _TURN
    record["kept"] = np.isin(chosen, kept)
    total = np.maximum(described.sum(axis=1, keepdims=True), 1e-6)
    record["descriptor"] = (np.sqrt(described / total) * _SCALE).round()
    return record


def _large_and_strong(
    sizes: NDArray[np.float32], strength: NDArray[np.float32]
) -> NDArray[np.intp]:
    strongest = np.argsort(-strength, kind="stable")[:_STRONGEST]
    return strongest[np.argsort(-(sizes * strength)[strongest], kind="stable")[:KEPT]]


def _spread(places: NDArray[np.float32], strength: NDArray[np.float32]) -> NDArray[np.intp]:
    """The strongest of each cell of a grid, then the next of each, up to as many as are sought."""
    cells = (places * (_CELLS / WORKING_SIDE)).astype(np.int64).clip(0, _CELLS - 1)
    cell = cells[:, 1] * _CELLS + cells[:, 0]
    order = np.lexsort((-strength, cell))
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order)) - np.searchsorted(cell[order], cell[order])
    return np.lexsort((-strength, rank))[:SOUGHT]
