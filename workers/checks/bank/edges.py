"""Which points of a picture lie on a straight edge: they are found anywhere along it.

The lesser of the two directions in which a picture changes around a point (Foerstner and Guelch
1987), at the size of the point. What looks for copied parts wants the points of edges, a bank does
not: edges of all pictures resemble each other.
"""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from workers.checks.points import Grey, Points, Values

Flags = NDArray[np.bool_]

_LEAST: Final = 0.03  # of the greater direction
_SMALLEST: Final = (
    3.0  # pixels a point is wide at the size of the picture; others are sought smaller
)
_MOST_HALVED: Final = 4
_AROUND: Final = 2.0


def on_edges(grey: Grey, points: Points) -> Flags:
    """Say of each point whether it lies on a straight edge; `grey` is where they were found."""
    flags = np.zeros(len(points), bool)
    halved = np.log2(points.sizes / _SMALLEST).clip(0, _MOST_HALVED).astype(np.int64)
    for times in np.unique(halved):
        those = halved == times
        ratio = _two_ways(grey, 0.5**times)
        x, y = (points.places[those] * 0.5**times).astype(np.int64).T
        height, width = ratio.shape
        flags[those] = ratio[y.clip(0, height - 1), x.clip(0, width - 1)] < _LEAST
    return flags


def _two_ways(grey: Grey, scale: float) -> Values:
    """Return for each pixel of the shrunk picture how much of its change is across the main one."""
    if scale < 1:
        grey = np.asarray(
            cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.float32
        )
    across, down = cv2.Sobel(grey, cv2.CV_32F, 1, 0), cv2.Sobel(grey, cv2.CV_32F, 0, 1)
    xx, yy, xy = (
        np.asarray(cv2.GaussianBlur(product, (0, 0), _AROUND), np.float32)
        for product in (across * across, down * down, across * down)
    )
    half, gap = (xx + yy) / 2, np.hypot((xx - yy) / 2, xy)
    return np.asarray((half - gap) / np.maximum(half + gap, 1e-6), np.float32)
