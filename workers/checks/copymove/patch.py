"""One part of a picture with the other laid upon it, to a hundredth of a pixel.

The map that points give is refined by Gauss and Newton's method on the pixels themselves: a copy
then lies on its source as if it were the same picture, a similar thing does not.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from workers.checks.copymove.moves import Matrix, Move
from workers.checks.copymove.windows import WINDOW, Flags, blurred, detail, mean, slopes, wider
from workers.checks.points import Grey, Values

_MARGIN: Final = (24.0, 60.0)  # pixels around the points
_STEPS, _LEAST_STEPS = 14, 8
_STILL: Final = 0.01  # pixels
# What must be alike to steer a step: little at first, then nothing but what may be the copy.
_STEERS: Final = (0.3, 0.3, 0.6, 0.6, 0.95)
_JUDGED: Final = 3  # steps after which what cannot become a copy is given up
_FARTHEST: Final = 5.0  # pixels a refined map may lie off the first
_SEED: Final = 9
_DETAIL, _STEERING = (0.8, 5.0), (1.0, 6.0)
_ITSELF: Final = 8  # pixels: a part laid so near its own place shows itself
_UNIT: Final = 50.0  # pixels: so that all six unknowns are of one size


@dataclass(frozen=True, kw_only=True)
class Patch:
    """`moved` lies on `still` where `inside` is set; `seed` is where points matched.

    `likeness` is the correlation (-1 to 1) of the detail in the window around each pixel,
    `texture` the lesser of both standard deviations of that detail, in grey levels. `matrix` leads
    from pixels of `still` to pixels of the whole working picture; `corner` is where `still` begins.
    """

    still: Grey
    moved: Grey
    inside: Flags
    seed: Flags
    matrix: Matrix
    corner: tuple[int, int]
    likeness: Values
    texture: Values


@dataclass(frozen=True)
class _Detail:
    """The detail of a picture with its mean and variance in the window around each pixel."""

    values: Grey
    mean: Values
    variance: Values


@dataclass(frozen=True, kw_only=True)
class _Frame:
    """Both places cut out, and of the one that stays what every step asks for."""

    still: Grey
    other: Grey
    origin: NDArray[np.int64]  # of `other` in the picture
    corner: NDArray[np.int64]
    seed: Flags

    @cached_property
    def detail(self) -> _Detail:
        return _detailed(self.still)

    @cached_property
    def steering(self) -> Grey:
        return detail(self.still, _STEERING)


@dataclass(frozen=True, kw_only=True)
class _Laid:
    moved: Grey
    inside: Flags
    likeness: Values
    texture: Values


def lay(grey: Grey, move: Move, worth: Callable[[Patch], bool] | None = None) -> Patch | None:
    """Lay the finer of the two places on the coarser.

    `worth` is shown the two after a few steps, and says whether to go on. None where it says no,
    and where one of the places is at the very border.
    """
    move = move if move.scale >= 1 else move.reversed()
    framed = _framed(grey, move)
    if framed is None:
        return None
    frame, matrix = framed
    refined = _refined(frame, matrix, worth)
    return None if refined is None else _patch(frame, refined, _laid(frame, refined))


def _patch(frame: _Frame, matrix: Matrix, laid: _Laid) -> Patch:
    whole = matrix.copy()
    whole[:, 2] += frame.origin
    return Patch(
        still=frame.still,
        moved=laid.moved,
        inside=laid.inside & _elsewhere(frame, matrix),
        seed=frame.seed,
        matrix=whole,
        corner=(int(frame.corner[0]), int(frame.corner[1])),
        likeness=laid.likeness,
        texture=laid.texture,
    )


def _laid(frame: _Frame, matrix: Matrix) -> _Laid:
    moved, inside = _warped(frame, matrix)
    ours, theirs = frame.detail, _detailed(moved)
    joint = mean(ours.values * theirs.values) - ours.mean * theirs.mean
    likeness = joint / np.sqrt(np.maximum(ours.variance * theirs.variance, 1e-2))
    texture = np.sqrt(np.maximum(np.minimum(ours.variance, theirs.variance), 0))
    return _Laid(moved=moved, inside=inside, likeness=likeness, texture=texture)


def _detailed(grey: Grey) -> _Detail:
    values = detail(grey, _DETAIL)
    middle = mean(values)
    return _Detail(values, middle, mean(values * values) - middle * middle)


def _framed(grey: Grey, move: Move) -> tuple[_Frame, Matrix] | None:
    """Cut both places out, with a margin, and smooth the finer one for the coarser's pixels."""
    size = np.array(grey.shape[::-1])
    low, high = move.first.min(axis=0), move.first.max(axis=0)
    margin = np.clip(0.6 * (high - low), *_MARGIN)
    corner = np.maximum(low - margin, 0).astype(np.int64)
    end = np.minimum(high + margin + 1, size).astype(np.int64)
    matrix = move.matrix.copy()
    matrix[:, 2] += matrix[:, :2] @ corner
    width, height = end - corner
    corners = np.array([[0, 0], [width, 0], [0, height], [width, height]], np.float64)
    carried = corners @ matrix[:, :2].T + matrix[:, 2]
    origin = np.maximum(carried.min(axis=0) - 12, 0).astype(np.int64)
    until = np.minimum(carried.max(axis=0) + 13, size).astype(np.int64)
    if min(width, height, *(until - origin)) < WINDOW + 1:
        return None
    matrix[:, 2] -= origin
    other = grey[origin[1] : until[1], origin[0] : until[0]]
    if move.scale > 1.12:
        other = blurred(other, 0.5 * float(np.sqrt(move.scale**2 - 1)))
    seed = np.zeros((height, width), np.uint8)
    x, y = (move.first - corner).round().astype(int).clip(0, [width - 1, height - 1]).T
    seed[y, x] = 1
    frame = _Frame(
        still=grey[corner[1] : end[1], corner[0] : end[0]],
        other=other,
        origin=origin,
        corner=corner,
        seed=wider(seed > 0, _SEED),
    )
    return frame, matrix


def _warped(frame: _Frame, matrix: Matrix) -> tuple[Grey, Flags]:
    size = frame.still.shape[::-1]
    moved = cv2.warpAffine(
        frame.other,
        matrix,
        size,
        flags=cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    ones = np.ones(frame.other.shape, np.uint8)
    inside = cv2.warpAffine(ones, matrix, size, flags=cv2.INTER_NEAREST | cv2.WARP_INVERSE_MAP)
    return np.asarray(moved, np.float32), inside > 0


def _elsewhere(frame: _Frame, matrix: Matrix) -> Flags:
    """Say where a pixel and the one laid upon it are two places of the picture."""
    y, x = np.mgrid[: frame.still.shape[0], : frame.still.shape[1]]
    gap = frame.origin - frame.corner
    across = matrix[0, 0] * x + matrix[0, 1] * y + matrix[0, 2] + gap[0] - x
    down = matrix[1, 0] * x + matrix[1, 1] * y + matrix[1, 2] + gap[1] - y
    return np.asarray(np.maximum(np.abs(across), np.abs(down)) > _ITSELF, bool)


def _refined(frame: _Frame, matrix: Matrix, worth: Callable[[Patch], bool] | None) -> Matrix | None:
    """Improve the map on the pixels around the points, then on all that turn out alike.

    None where that is not worth it.
    """
    near = wider(frame.seed, _SEED)
    middle = np.array([frame.still.shape[1] / 2, frame.still.shape[0] / 2, 1])
    best = matrix
    for step in range(_STEPS):
        laid = _laid(frame, best)
        if step == _JUDGED and worth and not worth(_patch(frame, best, laid)):
            return None
        alike = laid.likeness > _STEERS[min(step, len(_STEERS) - 1)]
        used = (near | (laid.likeness > 0.9)) & laid.inside & alike
        if used.sum() < 40:
            break
        change, off = _step(frame.steering, laid.moved, used)
        refined = (np.vstack([best, [0, 0, 1]]) @ change)[:2]
        if np.abs((refined - matrix) @ middle).max() > _FARTHEST:
            break
        best = refined
        if off < _STILL and step >= _LEAST_STEPS:
            break
    return best


def _step(ours: Grey, moved: Grey, used: Flags) -> tuple[Matrix, float]:
    """Return one correction (3 x 3) of the map, and by how many pixels it shifts the middle."""
    theirs = detail(moved, _STEERING)
    slope_x, slope_y = (slope[used] for slope in slopes(theirs))
    a, b = ours[used], theirs[used]
    gain = float(np.clip((a * b).sum() / max(float((b * b).sum()), 1.0), 0.5, 2))
    left = a - gain * b
    weight = 1 / (1 + np.square(left / (2.5 * np.median(np.abs(left)) + 0.5)))
    y, x = np.nonzero(used)
    height, width = used.shape
    across, down = (x - width / 2) / _UNIT, (y - height / 2) / _UNIT
    terms = gain * np.stack(
        [slope_x * across, slope_x * down, slope_x, slope_y * across, slope_y * down, slope_y]
    )
    weighted = terms * weight
    normal = weighted @ terms.T
    steady = np.array([0.05, 0.05, 0.001, 0.05, 0.05, 0.001])
    normal[np.diag_indices(6)] += steady * max(normal[2, 2], normal[5, 5], 1e-6)
    found = np.linalg.solve(normal, weighted @ left).reshape(2, 3)
    found[:, :2] /= _UNIT
    change = np.eye(3)
    change[:2, :2] += found[:, :2]
    change[:2, 2] = found[:, 2] - found[:, :2] @ [width / 2, height / 2]
    return change, float(np.abs(found[:, 2]).max())


def around(move: Move, reach: float) -> Move:
    """Return the move with the points of its densest spot alone, at most `reach` away from it."""
    gaps = np.abs(move.first[:, None] - move.first[None]).max(axis=2)
    densest = int((gaps < reach).sum(axis=1).argmax())
    kept = gaps[densest] < reach
    return replace(move, first=move.first[kept], second=move.second[kept])
