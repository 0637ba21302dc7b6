"""Are the pixels of one picture those of the other where it lies? Block by block, and the grain."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from workers.checks.pairs.features import Grey
from workers.checks.pairs.overlay import (
    Centres,
    Overlay,
    Values,
    block_means,
    detail,
    grid,
    windows,
)

Flags = NDArray[np.bool_]

# Sizes of detail in pixels (the two widths of a difference of Gaussians), finest first. The
# finest of all is left to the grain: recompression alone changes it.
_SIZES: Final = ((1.1, 2.2), (1.7, 3.4), (2.6, 5.2), (4.0, 8.0), (6.5, 13.0))
# Up to this one for photographs in focus; the coarser are for what has nothing finer.
_USUAL: Final = 2
ENOUGH: Final = 20  # blocks
_TEXTURE: Final = 2.0  # grey levels of detail a block needs in both to be compared
_ALIKE: Final = 0.7
# Detail of a size is in both pictures where its energies differ by less than this factor.
_SHARED: Final = 1.25
_NEIGHBOURS: Final = 4

_GRAIN: Final = (0.8, 1.6)
_GRAIN_SIDE: Final = 17
_GRAIN_LEAST: Final = 0.42
_GRAIN_RATIO: Final = 1.5
_GRAIN_BLOCKS: Final = 60
_DARK, _BRIGHT = 20, 235


@dataclass(frozen=True, kw_only=True)
class Blocks:
    """The compared blocks: their centres, which have texture in both, and how alike these are.

    `level` is the size of detail they were compared at: 0 the finest, 1 and more where one of the
    two has no finer.
    """

    centres: Centres
    side: int
    textured: Flags
    differs: Flags
    correlation: Values
    level: int

    @property
    def alike(self) -> Flags:
        return self.textured & (self.correlation > _ALIKE)

    def dense(self) -> Flags:
        """Alike blocks among others: a stray one proves nothing of the region around it."""
        grid_at = {tuple(c): i for i, c in enumerate((self.centres // self.side).tolist())}
        alike = self.alike
        steps = [(dx, dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1) if (dx, dy) != (0, 0)]
        kept = np.zeros(len(alike), bool)
        for (x, y), i in grid_at.items():
            near = [grid_at.get((x + dx, y + dy)) for dx, dy in steps]
            kept[i] = alike[i] and sum(alike[n] for n in near if n is not None) >= _NEIGHBOURS
        return kept


def compare_blocks(laid: Overlay) -> Blocks:
    """Compare the detail of all blocks at the finest size that both pictures still have."""
    centres, side = grid(laid.inside)
    seen = [_correlated(laid, size, centres, side) for size in _SIZES[: _USUAL + 1]]
    level = _level(seen)
    textured = _textured(seen[level])
    while textured.sum() < ENOUGH and level + 1 < len(_SIZES):
        level += 1
        if level == len(seen):
            seen.append(_correlated(laid, _SIZES[level], centres, side))
        textured = _textured(seen[level])
    ours, theirs, correlation = seen[level]
    # Something in one where the other is plain: a bar, a logo, another photograph beside it.
    differs = ~textured & (np.maximum(ours, theirs) > 4 * _TEXTURE)
    return Blocks(
        centres=centres,
        side=side,
        textured=textured,
        differs=differs,
        correlation=correlation,
        level=level,
    )


def _level(seen: list[tuple[Values, Values, Values]]) -> int:
    """The finest size of which both pictures have as much as their coarser detail lets expect."""
    rich = _textured(seen[-1])
    ratios = [_ratio(ours[rich], theirs[rich]) for ours, theirs, _ in seen]
    fits = (k for k, ratio in enumerate(ratios) if ratio < _SHARED * ratios[-1])
    return next(fits, len(seen) - 1)


def _textured(seen: tuple[Values, Values, Values]) -> Flags:
    return np.minimum(seen[0], seen[1]) > _TEXTURE


def _ratio(ours: Values, theirs: Values) -> float:
    """How unlike the detail of two pictures is in strength: 1 or more."""
    if not len(ours):
        return 1.0
    ratio = float(np.median(ours) / np.median(theirs))
    return max(ratio, 1 / ratio)


def _correlated(
    laid: Overlay, size: tuple[float, float], centres: Centres, side: int
) -> tuple[Values, Values, Values]:
    """Detail in each block of both, and the best correlation within a pixel's shift."""
    a, b = detail(laid.moved, size), detail(laid.still, size)
    x, y = centres.T
    around_a, around_b = windows(a, side), windows(b, side)
    ours, mean = around_a.spread(x, y), around_a.mean[y, x]
    row, column = y // side, x // side
    best = np.full(len(centres), -1.0, np.float32)
    height, width = b.shape
    for dx in (-1, 0, 1):
        for dy in (-1, 0, 1):
            u, v = np.clip(x - dx, 0, width - 1), np.clip(y - dy, 0, height - 1)
            # A block lies wholly inside, so that the mean of its window is its own.
            product = block_means(a * np.roll(b, (dy, dx), (0, 1)), side)[row, column]
            joint = product - mean * around_b.mean[v, u]
            best = np.maximum(best, joint / (ours * around_b.spread(u, v) + 1e-3))
    return ours, around_b.spread(x, y), best


def grain(laid: Overlay) -> float | None:
    """Correlate the finest grain in the quietest blocks; None where one of the two has none.

    A copy keeps the noise of its original as long as compression leaves any; two exposures never
    share theirs, however still the camera stood.
    """
    centres, _ = grid(laid.inside)
    x, y = centres.T
    a, b = detail(laid.moved, _GRAIN), detail(laid.still, _GRAIN)
    around_a, around_b = windows(a, _GRAIN_SIDE), windows(b, _GRAIN_SIDE)
    ours, theirs = around_a.spread(x, y), around_b.spread(x, y)
    light = _mean(laid.still)[y, x]
    usable = np.flatnonzero(
        (light > _DARK) & (light < _BRIGHT) & (np.minimum(ours, theirs) > _GRAIN_LEAST)
    )
    quiet = usable[np.argsort(np.maximum(ours, theirs)[usable])][: len(usable) // 4]
    if len(quiet) < _GRAIN_BLOCKS or _ratio(ours[quiet], theirs[quiet]) > _GRAIN_RATIO:
        return None
    joint = _mean(a * b)[y, x] - around_a.mean[y, x] * around_b.mean[y, x]
    return float(np.median((joint / (ours * theirs + 1e-3))[quiet]))


def _mean(values: Grey) -> Grey:
    return np.asarray(cv2.boxFilter(values, -1, (_GRAIN_SIDE, _GRAIN_SIDE)))
