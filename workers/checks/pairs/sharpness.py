"""How much a picture was blurred beside another that it lies on, so that both can be made alike.

A blurred copy follows its original badly: what is fine in the one is nowhere in the other, and leads
places and blocks astray that belong together. Blurred alike, the two have the same detail again, or
were never the same.
"""

from typing import Final

import cv2
import numpy as np

from workers.checks.pairs.features import Grey
from workers.checks.pairs.geometry import scale_at
from workers.checks.pairs.overlay import Centres, Overlay, Values, detail, grid, windows

# Widths of a Gaussian, in pixels of the overlay.
_WIDTHS: Final = (0.7, 1.0, 1.4, 2.0, 2.8, 4.0, 5.6)
_FINE, _COARSE = (1.0, 2.0), (4.0, 8.0)
_TEXTURE: Final = 1.0  # grey levels of coarse detail
_BLOCKS: Final = 20
# Recompression and shrinking leave up to this much more fine detail in one of the two.
_SHARPER: Final = 1.3


def blurred(grey: Grey, width: float) -> Grey:
    """Return the picture blurred by a Gaussian of a width in its pixels."""
    return np.asarray(cv2.GaussianBlur(grey, (0, 0), width), np.float32)


def blur_between(first: Grey, second: Grey, laid: Overlay) -> tuple[float, float]:
    """How wide the first, and how wide the second has to be blurred to be as the other, in pixels.

    `laid` is the one laid on the other. One of the two is 0, both where they are alike already or
    have too little in common for their sharpness to be compared.
    """
    mover, still = laid.moved, laid.still
    sharper = _sharper(mover, still, laid)
    if sharper is None or 1 / _SHARPER < sharper < _SHARPER:
        return 0.0, 0.0
    sharp, soft = (mover, still) if sharper > 1 else (still, mover)
    width = min(_WIDTHS, key=lambda each: _unlike(blurred(sharp, each), soft, laid))
    scale = scale_at(laid.matrix, first.shape, second.shape)
    if (sharper > 1) is laid.swapped:
        # The second: it lies still, or is the finer of the two and was shrunk to be laid.
        return 0.0, width * max(scale, 1.0)
    return width * max(1 / scale, 1.0), 0.0


def _unlike(ours: Grey, theirs: Grey, laid: Overlay) -> float:
    sharper = _sharper(ours, theirs, laid)
    return float("inf") if sharper is None else abs(float(np.log(sharper)))


def _sharper(ours: Grey, theirs: Grey, laid: Overlay) -> float | None:
    """How much more fine detail one has where both have coarse; None where there is too little."""
    centres, side = grid(laid.inside)
    coarse = (_spread(grey, _COARSE, side, centres) for grey in (ours, theirs))
    rich = centres[np.minimum(*coarse) > _TEXTURE]
    if len(rich) < _BLOCKS:
        return None
    a, b = (float(np.median(_spread(grey, _FINE, side, rich))) for grey in (ours, theirs))
    return max(a, 1e-3) / max(b, 1e-3)


def _spread(grey: Grey, widths: tuple[float, float], side: int, centres: Centres) -> Values:
    x, y = centres.T
    return windows(detail(grey, widths), side).spread(x, y)
