"""Are the pixels of one picture those of the other where it lies? Block by block, and the grain."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from workers.checks.pairs.features import Grey
from workers.checks.pairs.overlay import Centres, Overlay, Values, detail, grid, spread

Flags = NDArray[np.bool_]

# Sizes of detail in pixels (the two widths of a difference of Gaussians), finest first. The
# finest of all is left to the grain: recompression alone changes it.
_SIZES: Final = ((1.1, 2.2), (1.7, 3.4), (2.6, 5.2))
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

    `blurred`: the finest detail is in one of the two pictures only.
    """

    centres: Centres
    side: int
    textured: Flags
    differs: Flags
    correlation: Values
    blurred: bool

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
    seen = [_correlated(laid, size, centres, side) for size in _SIZES]
    ours, theirs, _ = seen[-1]
    rich = np.minimum(ours, theirs) > _TEXTURE
    ratios = [_ratio(o[rich], t[rich]) for o, t, _ in seen]
    level = next((k for k, r in enumerate(ratios) if r < _SHARED * ratios[-1]), len(seen) - 1)
    ours, theirs, correlation = seen[level]
    textured = np.minimum(ours, theirs) > _TEXTURE
    # Something in one where the other is plain: a bar, a logo, another photograph beside it.
    differs = ~textured & (np.maximum(ours, theirs) > 4 * _TEXTURE)
    return Blocks(
        centres=centres,
        side=side,
        textured=textured,
        differs=differs,
        correlation=correlation,
        blurred=level > 0,
    )


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
    ours, theirs = spread(a, side), spread(b, side)
    mean_a, mean_b = _mean(a, side), _mean(b, side)
    best = np.full(len(centres), -1.0, np.float32)
    height, width = b.shape
    for dx in (-1, 0, 1):
        for dy in (-1, 0, 1):
            u, v = np.clip(x - dx, 0, width - 1), np.clip(y - dy, 0, height - 1)
            product = _mean(a * np.roll(b, (dy, dx), (0, 1)), side)[y, x]
            joint = product - mean_a[y, x] * mean_b[v, u]
            best = np.maximum(best, joint / (ours[y, x] * theirs[v, u] + 1e-3))
    return ours[y, x], theirs[y, x], best


def _mean(values: Grey, side: int) -> Grey:
    return np.asarray(cv2.boxFilter(values, -1, (side, side)))


def grain(laid: Overlay) -> float | None:
    """Correlate the finest grain in the quietest blocks; None where one of the two has none.

    A copy keeps the noise of its original as long as compression leaves any; two exposures never
    share theirs, however still the camera stood.
    """
    centres, _ = grid(laid.inside)
    x, y = centres.T
    a, b = detail(laid.moved, _GRAIN), detail(laid.still, _GRAIN)
    ours, theirs = spread(a, _GRAIN_SIDE)[y, x], spread(b, _GRAIN_SIDE)[y, x]
    light = _mean(laid.still, _GRAIN_SIDE)[y, x]
    usable = np.flatnonzero(
        (light > _DARK) & (light < _BRIGHT) & (np.minimum(ours, theirs) > _GRAIN_LEAST)
    )
    quiet = usable[np.argsort(np.maximum(ours, theirs)[usable])][: len(usable) // 4]
    if len(quiet) < _GRAIN_BLOCKS or _ratio(ours[quiet], theirs[quiet]) > _GRAIN_RATIO:
        return None
    means = _mean(a, _GRAIN_SIDE)[y, x] * _mean(b, _GRAIN_SIDE)[y, x]
    joint = _mean(a * b, _GRAIN_SIDE)[y, x] - means
    return float(np.median((joint / (ours * theirs + 1e-3))[quiet]))
