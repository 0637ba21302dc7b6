"""Is what lies on a place a copy of it, or only like it? Measured where a picture tells.

A copy is the same picture to the noise: no shift is left anywhere once it is aligned, and even the
faint detail of quiet places is there again. Two chairs, tiles or letters are alike in their bold
lines, and differ by parts of a pixel and in all that is faint. Places that look like any other of
their kind tell nothing and do not count: plain areas, straight lines and edges (they lie on
themselves wherever they are shifted), black and white without shades, and what was drawn (letters
of a stamp, lines of a table: no noise between hard edges).
"""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from workers.checks.copymove.patch import Flags, Patch, blurred, detail, mean, slopes
from workers.checks.copymove.points import Grey, Values

_ALIKE: Final = 0.85
_TEXTURE: Final = 1.5  # grey levels
_SEEDED: Final = 20  # pixels of a region that must lie on matched points
_INNER: Final = 7  # windows at the edge of a region see what lies beside it
_FINE: Final = (1.0, 2.0)
_QUIET: Final = 0.35  # share of the windows with the least fine detail

_SECOND: Final = 0.15  # squared grey levels a pixel, across the main direction of a window
_SECOND_SHARE: Final = 0.06
_BLACK, _WHITE, _CLIPPED = 5, 250, 0.4
_EVEN, _EVEN_SHARE, _BOLD = 0.6, 0.3, 12

_WINDOW: Final = 11
_NEAR_EXTREME, _TWO_SHADES, _PRINTED = 0.06, 0.45, 60

_LEAST_AREA: Final = 200
_LEAST_FINE: Final = 0.98
_LEAST_QUIET: Final = 0.985
_MOST_SHIFT: Final = 0.2


@dataclass(frozen=True, kw_only=True)
class Proof:
    """What the pixels say of one move.

    `area` counts the telling pixels; `fine` is the median correlation of their fine detail,
    `quiet` the same where there is least of it; `shift` the median distance, in pixels of the
    working picture, that small windows are still off.
    """

    area: int
    fine: float
    quiet: float
    shift: float

    @property
    def holds(self) -> bool:
        """Whether the one place is a copy of the other."""
        return (
            self.area >= _LEAST_AREA
            and self.fine >= _LEAST_FINE
            and self.quiet >= _LEAST_QUIET
            and self.shift <= _MOST_SHIFT
        )


def prove(patch: Patch) -> Proof | None:
    """Measure how alike the two places of a patch are; None where too little of them tells."""
    core = _inner(seeded(patch)) & _telling(patch)
    area = int(core.sum())
    if area < _LEAST_AREA:
        return None
    ours, theirs = detail(patch.still, _FINE), detail(patch.moved, _FINE)
    of_ours, of_theirs = mean(ours * ours), mean(theirs * theirs)
    alike = mean(ours * theirs) / np.sqrt(np.maximum(of_ours * of_theirs, 1e-3))
    amount = np.minimum(of_ours, of_theirs)[core]
    fine = alike[core]
    return Proof(
        area=area,
        fine=float(np.median(fine)),
        quiet=float(np.median(fine[amount <= np.quantile(amount, _QUIET)])),
        shift=float(np.median(_shifts(patch.still, patch.moved)[core])),
    )


def seeded(patch: Patch) -> Flags:
    """Return the connected pixels that are alike and hold matched points."""
    good = (patch.likeness > _ALIKE) & (patch.texture > _TEXTURE) & patch.inside
    opened = cv2.morphologyEx(good.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    count, labels = cv2.connectedComponents(opened)
    hits = np.bincount(labels[patch.seed], minlength=count)
    hits[0] = 0
    return np.asarray((hits >= _SEEDED)[labels], bool)


def _inner(region: Flags) -> Flags:
    kernel = np.ones((_INNER, _INNER), np.uint8)
    return cv2.erode(region.astype(np.uint8), kernel) > 0


def _telling(patch: Patch) -> Flags:
    slope_x, slope_y = slopes(blurred(patch.still, 0.8))
    along, across, both = mean(slope_x**2), mean(slope_y**2), mean(slope_x * slope_y)
    half, gap = (along + across) / 2, np.hypot((along - across) / 2, both)
    two_ways = (half - gap > _SECOND) & (half - gap > _SECOND_SHARE * (half + gap))
    clipped = mean(((patch.still < _BLACK) | (patch.still > _WHITE)).astype(np.float32))
    even = mean((np.hypot(slope_x, slope_y) < _EVEN).astype(np.float32))
    drawn = (patch.texture > _BOLD) & (even > _EVEN_SHARE) | _two_shades(patch.still)
    return np.asarray(two_ways & (clipped < _CLIPPED) & ~drawn, bool)


def _two_shades(grey: Grey) -> Flags:
    """Say where a window holds little but its darkest and its brightest shade, like print."""
    kernel = np.ones((_WINDOW, _WINDOW), np.uint8)
    dark, bright = cv2.erode(grey, kernel), cv2.dilate(grey, kernel)
    contrast = np.asarray(bright - dark, np.float32)
    extreme = np.minimum(grey - dark, bright - grey) <= _NEAR_EXTREME * contrast
    shares = mean(extreme.astype(np.float32))
    return np.asarray((shares > _TWO_SHADES) & (contrast > _PRINTED), bool)


def _shifts(still: Grey, moved: Grey) -> Values:
    """Return how far, in pixels, the window around each pixel is off (Lucas and Kanade 1981)."""
    ours, theirs = blurred(still, 1), blurred(moved, 1)
    slope_x, slope_y = slopes(np.asarray((ours + theirs) / 2, np.float32))
    gap = theirs - ours
    gap = gap - mean(gap)
    xx, yy, xy = mean(slope_x**2) + 0.5, mean(slope_y**2) + 0.5, mean(slope_x * slope_y)
    by_x, by_y = mean(slope_x * gap), mean(slope_y * gap)
    size = xx * yy - xy * xy
    shifts = np.hypot((yy * by_x - xy * by_y) / size, (xx * by_y - xy * by_x) / size)
    return np.asarray(shifts, np.float32)
