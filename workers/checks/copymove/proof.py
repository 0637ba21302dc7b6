"""Is what lies on a place a copy of it, or only like it? Measured where a picture tells.

A copy is the same picture to the noise: no shift is left anywhere once it is aligned, and even the
faint detail of quiet places is there again. Two chairs, tiles or letters are alike in their bold
lines, and differ by parts of a pixel and in all that is faint.
"""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from workers.checks.copymove.patch import Patch
from workers.checks.copymove.telling import telling
from workers.checks.copymove.windows import Flags, blurred, detail, mean, slopes
from workers.checks.points import Grey, Values

_ALIKE: Final = 0.85
_TEXTURE: Final = 1.5  # grey levels
_SEEDED: Final = 20  # pixels of a region that must lie on matched points
_INNER: Final = 7  # windows at the edge of a region see what lies beside it
_FINE: Final = (1.0, 2.0)
_QUIET: Final = 0.35  # share of the windows with the least fine detail

_LEAST_AREA: Final = 300
_FEWEST: Final = 200  # to be measured at all
_LEAST_FINE: Final = 0.98
_LEAST_QUIET: Final = 0.985
_MOST_SHIFT: Final = 0.16
# What both correlations miss of 1, multiplied: copies at most 2.3e-5, likenesses from 1.7e-4 on.
_MOST_UNLIKE: Final = 6.3e-5
# The same after the first steps of alignment: copies at most 2.5e-4 and .28 pixels.
_HOPELESS, _HOPELESS_SHIFT = 1e-3, 0.45


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
            and self._unlike <= _MOST_UNLIKE
        )

    @property
    def hopeful(self) -> bool:
        """Whether more steps of alignment may still show the one place to be a copy."""
        return self._unlike <= _HOPELESS and self.shift <= _HOPELESS_SHIFT

    @property
    def _unlike(self) -> float:
        return (1 - self.fine) * (1 - self.quiet)


def prove(patch: Patch) -> Proof | None:
    """Measure how alike the two places of a patch are; None where too little of them tells."""
    core = _inner(seeded(patch)) & telling(patch.still, patch.texture)
    area = int(core.sum())
    if area < _FEWEST:
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
