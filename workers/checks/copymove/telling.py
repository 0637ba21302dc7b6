"""Which places of a picture tell a copy from a likeness.

Places that look like any other of their kind tell nothing: plain areas, straight lines and edges
(they lie on themselves wherever they are shifted), black and white without shades, and what was
drawn (letters of a stamp, lines of a table: no noise between hard edges).
"""

from typing import Final

import cv2
import numpy as np

from workers.checks.copymove.windows import WINDOW, Flags, blurred, mean, slopes
from workers.checks.points import Grey, Values

_SECOND: Final = 0.15  # squared grey levels a pixel, across the main direction of a window
_SECOND_SHARE: Final = 0.06
_BLACK, _WHITE, _CLIPPED = 5, 250, 0.4
_EVEN, _EVEN_SHARE, _BOLD = 0.6, 0.3, 12
_NEAR_EXTREME, _TWO_SHADES, _PRINTED = 0.06, 0.45, 60


def telling(still: Grey, texture: Values) -> Flags:
    """Say which windows of a picture tell something; `texture` is their standard deviation."""
    slope_x, slope_y = slopes(blurred(still, 0.8))
    along, across, both = mean(slope_x**2), mean(slope_y**2), mean(slope_x * slope_y)
    half, gap = (along + across) / 2, np.hypot((along - across) / 2, both)
    two_ways = (half - gap > _SECOND) & (half - gap > _SECOND_SHARE * (half + gap))
    clipped = mean(((still < _BLACK) | (still > _WHITE)).astype(np.float32))
    even = mean((np.hypot(slope_x, slope_y) < _EVEN).astype(np.float32))
    drawn = (texture > _BOLD) & (even > _EVEN_SHARE) | _two_shades(still)
    return np.asarray(two_ways & (clipped < _CLIPPED) & ~drawn, bool)


def _two_shades(grey: Grey) -> Flags:
    """Say where a window holds little but its darkest and its brightest shade, like print."""
    kernel = np.ones((WINDOW, WINDOW), np.uint8)
    dark, bright = cv2.erode(grey, kernel), cv2.dilate(grey, kernel)
    contrast = np.asarray(bright - dark, np.float32)
    extreme = np.minimum(grey - dark, bright - grey) <= _NEAR_EXTREME * contrast
    shares = mean(extreme.astype(np.float32))
    return np.asarray((shares > _TWO_SHADES) & (contrast > _PRINTED), bool)
