"""Which points of a picture resemble each other: candidates for copied parts."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from workers.checks.points import Points, Values

Indices = NDArray[np.int64]

_NEAREST: Final = 10
_KEPT: Final = 2
_ROWS: Final = 512  # compared with all others at once
_ALIKE: Final = 0.86
_DENSE: Final = 100  # of those alike a row
_SINGLE_TREE: Final = 4  # a k-d tree, exact for two dimensions
_APART: Final = 14.0  # pixels: nearer ones are the same thing


@dataclass(frozen=True, kw_only=True)
class Matches:
    """Pairs of points that resemble each other, each in both directions, the first half forward.

    `likeness` is from 0 to 1; `growth` (logarithm) and `turn` (radians) lead from `first` to
    `second`, as their sizes and angles say.
    """

    first: Values
    second: Values
    growth: Values
    turn: Values
    likeness: Values

    @property
    def half(self) -> int:
        """How many pairs there are; entry i + half is entry i the other way round."""
        return len(self.first) // 2


def match(points: Points) -> Matches:
    """Pair each point with the two others that resemble it most and lie elsewhere."""
    first, second, likeness = _similar(points)
    one, two = np.r_[first, second], np.r_[second, first]
    return Matches(
        first=points.places[one],
        second=points.places[two],
        growth=np.log(points.sizes[two] / points.sizes[one]),
        turn=wrapped(points.angles[two] - points.angles[one]),
        likeness=np.r_[likeness, likeness],
    )


def neighbours(values: Values, count: int, asked: int) -> tuple[Values, Indices]:
    """Return squared distances and indices of the nearest places to each of the first `asked`."""
    index = cv2.flann_Index  # type: ignore[attr-defined]  # missing in the stubs of OpenCV 5
    tree = index(np.ascontiguousarray(values), {"algorithm": _SINGLE_TREE})
    nearest, squared = tree.knnSearch(np.ascontiguousarray(values[:asked]), count, params={})
    return np.asarray(squared, np.float32), np.asarray(nearest, np.int64)


def wrapped(angles: Values) -> Values:
    """Return angles between -pi and pi."""
    return np.asarray((angles + np.pi) % (2 * np.pi) - np.pi, np.float32)


def _likest(descriptors: Values, most: int) -> tuple[Indices, Indices, Values]:
    """Pair each with those it resembles enough, at most so many, likest first: row, other, likeness.

    A library made for this would take 200 MB of the address space the child may have. Few resemble
    each other enough, so those are taken out first: sorting whole rows costs four times as much.
    """
    ones, twos, likeness = [], [], []
    for start in range(0, len(descriptors), _ROWS):
        products = descriptors[start : start + _ROWS] @ descriptors.T
        alike = products > _ALIKE
        if np.count_nonzero(alike) > _DENSE * len(alike):  # one thing all over: a printed pattern
            chosen = np.argpartition(products, len(descriptors) - most, axis=1)[:, -most:]
            likest = np.zeros_like(alike)
            np.put_along_axis(likest, chosen, values=True, axis=1)
            alike &= likest
        row, column = np.divmod(np.flatnonzero(alike), len(descriptors))
        values = products[row, column]
        order = np.argsort(row - values.astype(np.float64))  # by row, the likest first
        kept = order[_places_in(row[order]) < most]
        ones.append(row[kept] + start)
        twos.append(column[kept])
        likeness.append(values[kept])
    one, two = (np.concatenate(each).astype(np.int64) for each in (ones, twos))
    return one, two, np.concatenate(likeness)


def _places_in(rows: Indices) -> Indices:
    """Return the place of each entry among those of its row, from 0; the rows are in order."""
    count = np.arange(len(rows))
    first = np.r_[True, rows[1:] != rows[:-1]] if len(rows) else np.zeros(0, bool)
    return count - np.maximum.accumulate(np.where(first, count, 0))


def _similar(points: Points) -> tuple[Indices, Indices, Values]:
    count = len(points)
    if count < 2:
        nothing = np.zeros(0, np.int64)
        return nothing, nothing, np.zeros(0, np.float32)
    one, two, likeness = _likest(points.descriptors, min(_NEAREST, count))
    gap = np.abs(points.places[two] - points.places[one]).max(axis=1)
    apart = gap > np.maximum(_APART, points.sizes[one])
    one, two, likeness = one[apart], two[apart], likeness[apart]
    kept = _places_in(one) < _KEPT
    one, two, likeness = one[kept], two[kept], likeness[kept]
    lower, upper = np.minimum(one, two), np.maximum(one, two)
    _, single = np.unique(lower * count + upper, return_index=True)
    return lower[single], upper[single], likeness[single]
