"""Points of the quiet parts of a crowded picture.

Of a picture with more points than are kept, the strongest are kept: on a page of writing these are
all letters, and none is left of a photograph that stands among them.
"""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from workers.checks.points import MOST, Grey, Points, find_points, joined

Flags = NDArray[np.bool_]
Box = tuple[slice, slice]

_CELLS: Final = 16  # a side of the grid
_FEW: Final = 4  # points a cell
_DETAIL: Final = 1.3  # grey levels; a point of less contrast is not sought
_LEAST_DETAIL: Final = 0.02  # of the pixels of a cell
_LEAST_CELLS: Final = 12  # that lie together: a twentieth of the picture
_MOST_PARTS: Final = 3
_MARGIN: Final = 16  # pixels


def with_quiet_parts(grey: Grey, points: Points) -> Points:
    """Return the points with those of the largest parts that have detail and hardly any points.

    `grey` is where they were found. The parts are looked at by half: what is smallest there would
    be gone in a copy that is, and takes three quarters of the time.
    """
    if len(points) < MOST:
        return points
    quiet = _quiet_cells(grey, points)
    for rows, columns in _largest(quiet, grey.shape):
        part = cv2.resize(grey[rows, columns], None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
        more = find_points(np.asarray(part, np.float32)).laid(2.0, (columns.start, rows.start))
        points = joined(points, more.only(quiet[_cells(more.places, grey.shape)]))
    return points


def _quiet_cells(grey: Grey, points: Points) -> Flags:
    counts = np.zeros((_CELLS, _CELLS), np.int64)
    np.add.at(counts, _cells(points.places, grey.shape), 1)
    fine, coarse = (cv2.GaussianBlur(grey, (0, 0), width) for width in (1.6, 2.3))
    detailed = (np.abs(fine - coarse) > _DETAIL).astype(np.float32)
    shares = cv2.resize(detailed, (_CELLS, _CELLS), interpolation=cv2.INTER_AREA)
    return np.asarray((counts < _FEW) & (shares > _LEAST_DETAIL), bool)


def _cells(places: NDArray[np.float32], shape: tuple[int, ...]) -> tuple[NDArray[np.int64], ...]:
    """Return row and column of the cell of each place."""
    x, y = places.T
    rows, columns = (
        (along * (_CELLS / length)).astype(np.int64).clip(0, _CELLS - 1)
        for along, length in ((y, shape[0]), (x, shape[1]))
    )
    return rows, columns


def _largest(quiet: Flags, shape: tuple[int, ...]) -> list[Box]:
    """Return the boxes in pixels, with a margin, around the largest quiet parts."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(quiet.astype(np.uint8))
    areas = stats[1:, cv2.CC_STAT_AREA]
    boxes = []
    for number in np.argsort(-areas)[:_MOST_PARTS]:
        if areas[number] >= _LEAST_CELLS:
            rows, columns = np.nonzero(labels == 1 + number)
            boxes.append((_pixels(rows, shape[0]), _pixels(columns, shape[1])))
    return boxes


def _pixels(cells: NDArray[np.intp], length: int) -> slice:
    side = length / _CELLS
    first, last = int(cells.min() * side), int((cells.max() + 1) * side)
    return slice(max(first - _MARGIN, 0), min(last + _MARGIN, length))
