"""Which matches agree on one move: a part of the picture carried elsewhere, turned or resized."""

from dataclasses import dataclass
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from workers.checks.copymove.matching import Matches, neighbours, wrapped
from workers.checks.points import Values

Matrix = NDArray[np.float64]  # 2 x 3, affine

_AROUND: Final = 24  # neighbours that may agree with a match
_REACH: Final = 120.0  # pixels
_LEAST_AGREEING: Final = 2
_LEAST_PLACES: Final = 4
_MOST: Final = 10
_MOST_TRIED: Final = 60
# Likeness counts in full from 0.97; points of things that are merely similar have less.
_SURE: Final = 0.03
_TOLERANCE: Final = 2.5
# Things that repeat do so in a grid: farther away other rows would pull the map away.
_STEPS: Final = ((4.0, 80.0), (3.0, 120.0), (_TOLERANCE, 120.0), (_TOLERANCE, 120.0))
_FARTHEST: Final = max(reach for _, reach in _STEPS)
_SMALLEST, _LARGEST, _MOST_SQUEEZED = 0.3, 3.4, 2.0


@dataclass(frozen=True, kw_only=True)
class Move:
    """An affine map and the places it leads from and to, in pixels of the working picture."""

    matrix: Matrix
    first: Values
    second: Values

    @property
    def scale(self) -> float:
        """Pixels of the second place a pixel of the first."""
        return float(np.sqrt(np.linalg.det(self.matrix[:, :2])))

    def reversed(self) -> "Move":
        """Return the same move the other way round."""
        return Move(matrix=inverse(self.matrix), first=self.second, second=self.first)


def inverse(matrix: Matrix) -> Matrix:
    """Return an affine map the other way round."""
    return np.asarray(np.linalg.inv(np.vstack([matrix, [0.0, 0.0, 1.0]]))[:2], np.float64)


def find_moves(matches: Matches) -> list[Move]:
    """Find the moves that most and likest matches agree on, the best supported first."""
    half = matches.half
    if half < _LEAST_PLACES:
        return []
    near, agree, support = _support(matches)
    used = np.zeros(2 * half, bool)
    found: list[Move] = []
    for seed in np.argsort(-support)[:_MOST_TRIED]:
        if support[seed] <= 0 or len(found) >= _MOST:
            break
        if used[seed]:
            continue
        used[seed] = True
        fitted = _fitted(matches, np.r_[seed, near[seed][agree[seed]]])
        if fitted is None:
            continue
        matrix, fits = fitted
        known = used[fits].mean() > 0.6
        used[fits] = used[(fits + half) % (2 * half)] = True
        first, second = matches.first[fits], matches.second[fits]
        if not known and min(_places(first), _places(second)) >= _LEAST_PLACES:
            found.append(Move(matrix=matrix, first=first, second=second))
    return found


def _support(matches: Matches) -> tuple[NDArray[np.int64], NDArray[np.bool_], Values]:
    """For each forward match: the matches around it, which agree with it, and their weight."""
    half = matches.half
    squared, near = neighbours(matches.first, min(_AROUND, 2 * half), half)
    away = matches.first[near] - matches.first[:half, None]
    scale = np.exp(matches.growth[:half])
    cosine, sine = (f(matches.turn[:half]) * scale for f in (np.cos, np.sin))
    gap = matches.second[:half, None] - matches.second[near]
    gap[..., 0] += cosine[:, None] * away[..., 0] - sine[:, None] * away[..., 1]
    gap[..., 1] += sine[:, None] * away[..., 0] + cosine[:, None] * away[..., 1]
    distance = np.sqrt(np.maximum(squared, 0))
    agree = np.hypot(gap[..., 0], gap[..., 1]) < 2 + 0.15 * distance
    agree &= np.abs(matches.growth[near] - matches.growth[:half, None]) < 0.4
    agree &= np.abs(wrapped(matches.turn[near] - matches.turn[:half, None])) < 0.4
    agree &= (distance > 1.5) & (distance < _REACH)
    weight = np.minimum(1, _SURE / np.maximum(1 - matches.likeness, 1e-4)) ** 2
    support = (agree * weight[near]).sum(axis=1)
    support[agree.sum(axis=1) < _LEAST_AGREEING] = 0
    return near, agree, np.asarray(support, np.float32)


def _fitted(matches: Matches, near: NDArray[np.int64]) -> tuple[Matrix, NDArray[np.int64]] | None:
    """Fit an affine map to the matches around a seed, then to all that agree with it."""
    matrix = _similarity(matches.first[near], matches.second[near])
    if matrix is None:
        return None
    middle = matches.first[near].mean(axis=0)
    away = _farther(matches.first - middle)
    around = np.flatnonzero(away < _FARTHEST)
    first, second, away = matches.first[around], matches.second[around], away[around]
    fits = np.zeros(0, np.int64)
    for tolerance, reach in _STEPS:
        off = first @ matrix[:, :2].T + (matrix[:, 2] - second)
        fits = np.flatnonzero((np.square(off).sum(axis=1) < tolerance**2) & (away < reach))
        matrix = _least_squares(first[fits], second[fits]) if len(fits) >= 3 else None
        if matrix is None:
            return None
    return (matrix, around[fits]) if _bearable(matrix) else None


def _farther(gaps: Values) -> Values:
    """Return the greater of the two distances, along the rows and down the columns."""
    return np.asarray(np.maximum(np.abs(gaps[:, 0]), np.abs(gaps[:, 1])), np.float32)


def _similarity(first: Values, second: Values) -> Matrix | None:
    found: Any = cv2.estimateAffinePartial2D(
        first, second, method=cv2.RANSAC, ransacReprojThreshold=3, maxIters=100
    )[0]
    return None if found is None else np.asarray(found, np.float64)


def _least_squares(first: Values, second: Values) -> Matrix | None:
    """Fit an affine map, or a similarity where the places are few or in a row."""
    middle, target = first.mean(axis=0), second.mean(axis=0)
    x, y = (first - middle).astype(np.float64), (second - target).astype(np.float64)
    spread = np.linalg.eigvalsh(x.T @ x / len(x))
    if len(x) >= 5 and spread[0] > 9:
        linear = np.linalg.solve(x.T @ x, x.T @ y).T
    elif spread[1] < 1:
        return None
    else:
        a, b = x[:, 0] + 1j * x[:, 1], y[:, 0] + 1j * y[:, 1]
        turn = (np.conj(a) * b).sum() / np.square(np.abs(a)).sum()
        linear = np.array([[turn.real, -turn.imag], [turn.imag, turn.real]])
    return np.column_stack([linear, target - linear @ middle])


def _bearable(matrix: Matrix) -> bool:
    large, small = np.linalg.svd(matrix[:, :2], compute_uv=False)
    return bool(
        np.linalg.det(matrix[:, :2]) > 0
        and _SMALLEST < small <= large < _LARGEST
        and large < _MOST_SQUEEZED * small
    )


def _places(points: Values) -> int:
    """Count points that differ by more than a few pixels."""
    return len(np.unique(np.round(points / 3) @ [1, 100_000]))
