"""Describing a picture for the bank: the hash of the whole, and its local features.

Works in the child that decodes; records.py says what becomes of it.
"""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from workers.checks.bank.edges import on_edges
from workers.checks.bank.quiet import with_quiet_parts
from workers.checks.bank.records import POINT_TYPE, STEPS, Described, Records
from workers.checks.bank.sizes import KEPT, SOUGHT
from workers.checks.fingerprint import fingerprint_of
from workers.checks.pairs.features import (
    SMALL_SIDE,
    WORKING_SIDE,
    strongest_everywhere,
    working_grey,
)
from workers.checks.picture import Picture
from workers.checks.points import Grey, Points, find_points

_CONTRAST: Final = 0.005  # fainter points are noise more often than not
_STRONGEST: Final = 1_500
# Places in 255ths of the working side, angles in 256ths of a turn, sizes in steps from half a pixel.
_PLACES, _TURN, _SMALLEST = 255, 256, 0.5
_SCALE: Final = 255  # of a descriptor's values

cv2.setNumThreads(1)  # the child that describes may start no threads


def describe(picture: Picture) -> Described:
    """Describe a decoded picture; an even one has no points."""
    return Described(fingerprint=fingerprint_of(picture.pixels), points=describe_points(picture))


def describe_points(picture: Picture) -> Records:
    """Return the local features alone.

    Those that are kept are large and strong, those sought lie everywhere: a crop or a page shows
    the picture at another size, where the small features of one of the two are gone; on a page of
    writing the strong ones are all letters.
    """
    grey, points, scale = _found(picture)
    sure = np.flatnonzero((points.contrast >= _CONTRAST) & ~on_edges(grey, points))
    places, sizes = points.places[sure] * scale, points.sizes[sure] * scale
    kept = _large_and_strong(sizes, points.contrast[sure])
    spread = strongest_everywhere(places, points.contrast[sure], WORKING_SIDE, SOUGHT)
    chosen = np.union1d(kept, spread)
    record = np.zeros(len(chosen), POINT_TYPE)
    record["x"], record["y"] = (places[chosen] * (_PLACES / WORKING_SIDE)).round().clip(0, 255).T
    record["size"] = (np.log2(sizes[chosen] / _SMALLEST) * STEPS).round().clip(0, 255)
    angles = points.angles[sure[chosen]] * (_TURN / (2 * np.pi))
    record["angle"] = angles.round().astype(np.int64) % _TURN
    record["kept"] = np.isin(chosen, kept)
    record["descriptor"] = (points.descriptors[sure[chosen]] * _SCALE).round()
    return record


def _found(picture: Picture) -> tuple[Grey, Points, float]:
    """A picture, its points, and how many pixels of the working size of pairs each of its own is.

    A small picture is enlarged, as it is where pairs are compared, so that it has any.
    """
    longest = max(picture.pixels.size)
    if longest < SMALL_SIDE:
        grey = working_grey(picture.pixels)
        return grey, find_points(grey), 1.0
    points = with_quiet_parts(picture.grey, picture.points)
    return picture.grey, points, min(WORKING_SIDE, longest) / max(picture.grey.shape)


def _large_and_strong(
    sizes: NDArray[np.float32], strength: NDArray[np.float32]
) -> NDArray[np.intp]:
    strongest = np.argsort(-strength, kind="stable")[:_STRONGEST]
    return strongest[np.argsort(-(sizes * strength)[strongest], kind="stable")[:KEPT]]
