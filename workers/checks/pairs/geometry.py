"""How one picture lies on another: matches of local features that agree on one transform.

Matches are sieved by Lowe's ratio and by being the nearest both ways; the transform is found with
MAGSAC++ (Barath and others, 2020), affine or a homography where that explains clearly more.
"""

from dataclasses import dataclass
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from workers.checks.pairs.features import Features, Points

Matrix = NDArray[np.float64]
Distances = NDArray[np.float64]

_RATIO: Final = 0.85
_LOOSE_RATIO: Final = 0.97
_SURE_RATIO: Final = 0.75
_REACH: Final = 3.0  # working pixels a match may lie off the transform
_NEAR: Final = 80.0  # further off it is a chance match, not the same thing seen from elsewhere
_LEAST: Final = 6
_STEPS: Final = 4_000
_CONFIDENCE: Final = 0.9999
# A homography has two more ways to fit by chance than an affine map: it must earn them.
_EARNED, _FREE = 1.15, 5
_FOR_HOMOGRAPHY: Final = 20
_PLACE: Final = 6  # pixels
_SMALLEST, _LARGEST, _MOST_SQUEEZED = 0.04, 25.0, 3.5


@dataclass(frozen=True, kw_only=True)
class Geometry:
    """A transform from the first working picture onto the second.

    `inliers` counts places, not matches: several within a few pixels are one. `astray` is the
    share of the sure matches that lie near the transform and not on it.
    """

    matrix: Matrix
    mirrored: bool
    inliers: int
    astray: float
    first: Points
    second: Points


@dataclass(frozen=True)
class _Matches:
    source: Points
    target: Points
    ratio: NDArray[np.float32]


def align(first: Features, second: Features, width: int) -> Geometry | None:
    """Find the transform from the first onto the second picture, mirrored too; None without one.

    `width` is that of the first working picture.
    """
    straight = _align(_matched(first, second))
    flipped = _align(_matched(first.mirrored(width), second))
    if flipped is None or (straight is not None and straight.inliers >= flipped.inliers):
        return straight
    back = np.array([[-1.0, 0, width - 1], [0, 1, 0], [0, 0, 1]])
    return Geometry(
        matrix=flipped.matrix @ back,
        mirrored=True,
        inliers=flipped.inliers,
        astray=flipped.astray,
        first=moved(back, flipped.first).astype(np.float32),
        second=flipped.second,
    )


def moved(matrix: Matrix, points: NDArray[Any]) -> Distances:
    """Return points (x, y) carried through a transform; what goes behind the picture is far off."""
    carried = np.column_stack([points, np.ones(len(points))]) @ matrix.T
    depth = np.where(carried[:, 2:] > 1e-6, carried[:, 2:], 1e-6)
    return np.asarray(carried[:, :2] / depth, np.float64)


def inverse(matrix: Matrix) -> Matrix:
    """Return the transform the other way round."""
    return np.asarray(np.linalg.inv(matrix), np.float64)


def scale_at(matrix: Matrix, first: tuple[int, ...], second: tuple[int, ...]) -> float:
    """Pixels of the second a pixel of the first, in the middle of what both show.

    The shapes are rows x columns.
    """
    corners = np.array([[0, 0], [1, 0], [1, 1], [0, 1]]) * (first[1], first[0])
    laid = moved(matrix, corners).clip((0, 0), (second[1], second[0]))
    middle = moved(inverse(matrix), laid.mean(axis=0)[None])[0]
    return float(np.sqrt(abs(np.linalg.det(_jacobian(matrix, middle)))))


def _matched(first: Features, second: Features) -> _Matches:
    """For each feature of the first its nearest in the second, and how much nearer than the next.

    A match that is not the nearest both ways has the ratio 1.
    """
    if min(len(first.points), len(second.points)) < _LEAST:
        nothing = np.zeros((0, 2), np.float32)
        return _Matches(nothing, nothing, np.zeros(0, np.float32))
    alike = first.descriptors @ second.descriptors.T
    nearest, rows = alike.argmax(axis=1), np.arange(len(alike))
    mutual = cv2.reduceArgMax(alike, 0)[0][nearest] == rows
    best = alike[rows, nearest].copy()
    alike[rows, nearest] = -1
    gap = np.sqrt(np.maximum(1 - best, 1e-9) / np.maximum(1 - alike.max(axis=1), 1e-9))
    ratio = np.where(mutual, gap, 1.0).astype(np.float32)
    return _Matches(first.points, second.points[nearest], ratio)


def _align(matches: _Matches) -> Geometry | None:
    strict = matches.ratio < _RATIO
    if strict.sum() < _LEAST:
        return None
    matrix = _transform(matches.source[strict], matches.target[strict])
    for _ in range(2):
        if matrix is None:
            return None
        off = np.linalg.norm(moved(matrix, matches.source) - matches.target, axis=1)
        fits = (matches.ratio < _LOOSE_RATIO) & (off < _REACH)
        source, target = matches.source[fits], matches.target[fits]
        matrix = _fitted(matrix, source, target)
    if matrix is None:
        return None
    sure = matches.ratio < _SURE_RATIO
    near = int((sure & (off < _NEAR)).sum())
    return Geometry(
        matrix=matrix,
        mirrored=False,
        inliers=_places(source, target),
        astray=float((sure & (off >= _REACH) & (off < _NEAR)).sum()) / max(near, 1),
        first=source,
        second=target,
    )


def found_matrix(found: Any) -> Matrix | None:
    """Read what OpenCV found: None, an affine map of two rows, or a homography."""
    if found is None:
        return None
    rows = np.asarray(found, np.float64)
    return rows if len(rows) == 3 else np.vstack([rows, [0.0, 0.0, 1.0]])


def _transform(source: Points, target: Points) -> Matrix | None:
    affine, fits = cv2.estimateAffine2D(
        source,
        target,
        method=cv2.USAC_MAGSAC,
        ransacReprojThreshold=_REACH,
        maxIters=_STEPS,
        confidence=_CONFIDENCE,
    )
    best = found_matrix(affine)
    count = 0 if best is None else int(np.sum(fits))
    homography, fits = cv2.findHomography(
        source, target, cv2.USAC_MAGSAC, _REACH, maxIters=_STEPS, confidence=_CONFIDENCE
    )
    found = found_matrix(homography)
    return found if found is not None and np.sum(fits) > _EARNED * count + _FREE else best


def _fitted(matrix: Matrix, source: Points, target: Points) -> Matrix | None:
    """Fit once more to all that agree; None where too few do or no camera maps like that."""
    places = _places(source, target)
    if places < _LEAST:
        return None
    if places >= _FOR_HOMOGRAPHY:
        homography, _ = cv2.findHomography(source, target, 0)
        again = found_matrix(homography)
        matrix = matrix if again is None else again
    elif not np.any(matrix[2, :2]):
        padded = np.column_stack([source, np.ones(len(source))])
        matrix = np.vstack([np.linalg.lstsq(padded, target, rcond=None)[0].T, [0, 0, 1]])
    return matrix if _bearable(matrix, source) else None


def _bearable(matrix: Matrix, source: Points) -> bool:
    """Neither mirrored nor crushed nor folded at the corners of where the matches are."""
    (left, top), (right, bottom) = source.min(axis=0), source.max(axis=0)
    for corner in ((left, top), (right, top), (right, bottom), (left, bottom)):
        at = np.array(corner, np.float64)
        if matrix[2] @ (*at, 1.0) < 0.2:
            return False
        jacobian = _jacobian(matrix, at)
        large, small = np.linalg.svd(jacobian, compute_uv=False)
        if np.linalg.det(jacobian) <= 0 or not _SMALLEST < small <= large < _LARGEST:
            return False
        if large > _MOST_SQUEEZED * small:
            return False
    return True


def _jacobian(matrix: Matrix, at: Distances) -> Matrix:
    """The linear map a transform is close to a point."""
    x, y, depth = matrix @ (*at, 1.0)
    lines = [(matrix[i, :2] * depth - value * matrix[2, :2]) for i, value in ((0, x), (1, y))]
    return np.asarray(np.array(lines) / depth**2, np.float64)


def _places(source: Points, target: Points) -> int:
    """Count matches whose places differ in both pictures by more than a few pixels."""
    return min(len(np.unique(np.round(p / _PLACE), axis=0)) for p in (source, target))
