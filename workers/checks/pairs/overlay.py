"""One picture laid upon another at the resolution of the coarser, to a fraction of a pixel."""

from dataclasses import dataclass, replace
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from workers.checks.pairs.features import Grey
from workers.checks.pairs.geometry import Matrix, found_matrix, inverse, moved, scale_at

Centres = NDArray[np.int64]
Values = NDArray[np.float32]

_DETAIL: Final = (1.0, 4.0)
_REACH: Final = 5  # pixels a block may be off before refining
_LARGEST: Final = 160  # blocks used
_LEAST: Final = 8
_TEXTURE: Final = 1.0  # grey levels
_SURE: Final = 0.6
_STEPS: Final = 3
_STILL: Final = 0.15
_FOR_HOMOGRAPHY: Final = 24


@dataclass(frozen=True, kw_only=True)
class Overlay:
    """`moved` lies on `still` where `inside` is 1; `matrix` leads from the first to the second.

    `swapped`: the second is the finer of the two and is the one that was moved.
    """

    moved: Grey
    still: Grey
    inside: NDArray[np.uint8]
    matrix: Matrix
    swapped: bool
    drift: float


@dataclass(frozen=True)
class Windows:
    """The mean, and the mean of the squares, in the window around each pixel."""

    mean: Grey
    squares: Grey

    def spread(self, x: Centres, y: Centres) -> Values:
        """Return the standard deviation in the windows around some pixels."""
        mean = self.mean[y, x]
        return np.sqrt(np.maximum(self.squares[y, x] - mean * mean, 0))


class _Followed:
    """The detail of a picture, with its windows of one side and another: asked at every step."""

    def __init__(self, grey: Grey) -> None:
        self.detail = detail(grey, _DETAIL)
        self._windows: dict[int, Windows] = {}

    def windows(self, side: int) -> Windows:
        if side not in self._windows:
            self._windows[side] = windows(self.detail, side)
        return self._windows[side]


def lay(first: Grey, second: Grey, matrix: Matrix) -> Overlay:
    """Lay the finer of two pictures on the coarser and refine the transform block by block.

    `drift` of the result is the median distance in pixels that blocks still are off, or infinite
    where too few blocks could be followed.
    """
    swapped = scale_at(matrix, first.shape, second.shape) > 1
    if swapped:
        first, second, matrix = second, first, inverse(matrix)
    fine, matrix = _shrunk(first, second, matrix)
    laid = _warped(fine, second, matrix, swapped=swapped, drift=float("inf"))
    still = _Followed(second)
    for _ in range(_STEPS):
        found = _refined(laid, still)
        if found is None:
            break
        correction, off, drift = found
        laid = _warped(fine, second, correction @ laid.matrix, swapped=swapped, drift=drift)
        if off < _STILL:
            break
    back = scaling(first.shape, fine.shape)
    whole = laid.matrix @ back
    return replace(laid, matrix=inverse(whole) if swapped else whole)


def detail(grey: Grey, widths: tuple[float, float]) -> Grey:
    """Return what of a picture is between two sizes in pixels: a difference of Gaussians."""
    fine, coarse = (cv2.GaussianBlur(grey, (0, 0), width) for width in widths)
    return np.asarray(fine - coarse, np.float32)


def grid(inside: NDArray[np.uint8]) -> tuple[Centres, int]:
    """Return the centres (x, y) of blocks that lie wholly inside, and their side in pixels."""
    area = int(inside.sum())
    side = int(np.clip(np.sqrt(area / 500), 12, 32)) // 2 * 2 + 1
    whole = cv2.boxFilter(
        inside.astype(np.float32), -1, (side, side), borderType=cv2.BORDER_CONSTANT
    )
    half = side // 2
    rows, columns = np.mgrid[half : inside.shape[0] : side, half : inside.shape[1] : side]
    x, y = columns.ravel(), rows.ravel()
    kept = whole[y, x] > 0.97
    return np.column_stack([x[kept], y[kept]]), side


def block_means(values: Grey, side: int) -> Grey:
    """Return the mean of each block of a grid, rows x columns of blocks as their centres lie."""
    rows, columns = (length // side for length in values.shape)
    bands = values[: rows * side].reshape(rows, side, -1)
    # Added up as the mean of windows is, which differs in no bit.
    lines = np.einsum("rsw->rw", bands, dtype=np.float64)[:, : columns * side]
    sums = lines.reshape(rows, columns, side).sum(axis=2)
    return np.asarray(sums * (1 / (side * side)), np.float32)


def windows(values: Grey, side: int) -> Windows:
    """Return what is in the windows of a side."""
    mean, squares = (cv2.boxFilter(v, -1, (side, side)) for v in (values, values * values))
    return Windows(np.asarray(mean, np.float32), np.asarray(squares, np.float32))


def spread(values: Grey, side: int) -> Grey:
    """Return the standard deviation in the block around each pixel."""
    around = windows(values, side)
    return np.sqrt(np.maximum(around.squares - around.mean * around.mean, 0))


def scaling(shape: tuple[int, ...], other: tuple[int, ...]) -> Matrix:
    """From pixels of a picture to those of its form in another size (shapes: rows x columns)."""
    # A pixel is where its centre is.
    x, y = other[1] / shape[1], other[0] / shape[0]
    return np.array([[x, 0, x / 2 - 0.5], [0, y, y / 2 - 0.5], [0, 0, 1]])


def _shrunk(fine: Grey, coarse: Grey, matrix: Matrix) -> tuple[Grey, Matrix]:
    """Shrink the finer first, so that warping it leaves no detail the coarser cannot have."""
    scale = scale_at(matrix, fine.shape, coarse.shape)
    if scale >= 0.9:
        return fine, matrix
    size = [max(8, round(side * scale)) for side in fine.shape[::-1]]
    small = np.asarray(cv2.resize(fine, size, interpolation=cv2.INTER_AREA), np.float32)
    return small, matrix @ inverse(scaling(fine.shape, small.shape))


def _warped(fine: Grey, coarse: Grey, matrix: Matrix, *, swapped: bool, drift: float) -> Overlay:
    size = (coarse.shape[1], coarse.shape[0])
    covered = np.ones(fine.shape, np.uint8)
    laid = cv2.warpPerspective(
        fine, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    inside = cv2.warpPerspective(covered, matrix, size, flags=cv2.INTER_NEAREST)
    return Overlay(
        moved=np.asarray(laid, np.float32),
        still=coarse,
        inside=np.asarray(inside, np.uint8),
        matrix=matrix,
        swapped=swapped,
        drift=drift,
    )


def _refined(laid: Overlay, still: _Followed) -> tuple[Matrix, float, float] | None:
    """A correction of the transform, how far blocks were off before it, and after it."""
    source, target = _followed(laid, still)
    if len(source) < _LEAST:
        return None
    correction = _correction(source, target)
    if correction is None:
        return None
    before = np.linalg.norm(target - source, axis=1)
    after = np.linalg.norm(moved(correction, source) - target, axis=1)
    return correction, float(np.median(before)), float(np.median(after))


def _correction(source: Values, target: Values) -> Matrix | None:
    if len(source) >= _FOR_HOMOGRAPHY:
        found, _ = cv2.findHomography(
            source, target, cv2.USAC_MAGSAC, 1.0, maxIters=1_000, confidence=0.999
        )
        return found_matrix(found)
    found, _ = cv2.estimateAffine2D(
        source, target, method=cv2.USAC_MAGSAC, ransacReprojThreshold=1.0
    )
    return found_matrix(found)


def _followed(laid: Overlay, still: _Followed) -> tuple[Values, Values]:
    """Where the blocks with most in them are now, and where in the other picture they belong."""
    centres, side = grid(laid.inside)
    side = max(side, 25)
    mover = _Followed(laid.moved)
    x, y = centres.T
    strong = np.minimum(mover.windows(side).spread(x, y), still.windows(side).spread(x, y))
    margin = side // 2 + _REACH
    height, width = laid.still.shape
    fits = (x >= margin) & (y >= margin) & (x < width - margin) & (y < height - margin)
    usable = np.flatnonzero(fits & (strong > _TEXTURE))
    best = usable[np.argsort(-strong[usable])][:_LARGEST]
    found = [(c, _shift(mover.detail, still.detail, c, side // 2)) for c in centres[best].tolist()]
    pairs = [(c, (c[0] + s[0], c[1] + s[1])) for c, s in found if s]
    flat = np.array(pairs, np.float32).reshape(-1, 2, 2)
    return flat[:, 0], flat[:, 1]


def _shift(ours: Grey, theirs: Grey, centre: list[int], half: int) -> tuple[float, float] | None:
    """How far one block has to go, to a fraction of a pixel; None where no place stands out."""
    x, y = centre
    patch = ours[y - half : y + half + 1, x - half : x + half + 1]
    far = half + _REACH
    around = theirs[y - far : y + far + 1, x - far : x + far + 1]
    match = cv2.matchTemplate(around, patch, cv2.TM_CCOEFF_NORMED)
    _, best, _, (column, row) = cv2.minMaxLoc(match)
    if best < _SURE or not (0 < column < 2 * _REACH and 0 < row < 2 * _REACH):
        return None
    return (
        column - _REACH + _peak(match[row, column - 1], best, match[row, column + 1]),
        row - _REACH + _peak(match[row - 1, column], best, match[row + 1, column]),
    )


def _peak(before: float, at: float, after: float) -> float:
    """Where between its neighbours a parabola through three values has its top."""
    bend = before - 2 * at + after
    return float(np.clip((before - after) / (2 * bend), -0.5, 0.5)) if bend < -1e-6 else 0.0
