"""One picture laid on another as a whole, turned as their hashes say.

For copies that are too small, or have too little in them, for local features to agree. It claims
nothing: the pixels have to prove it.
"""

from typing import Final

import numpy as np

from workers.checks.likeness import TURNS, Fingerprint, compare
from workers.checks.pairs.geometry import Geometry, Matrix, inverse

# Where the sides of the first picture, from 0 to 1, come to lie in the second: rows x and y.
_ACROSS, _BACK = (1, 0, 0), (-1, 0, 1)
_DOWN, _UP = (0, 1, 0), (0, -1, 1)
_TURNED: Final = dict(
    zip(
        TURNS,
        (
            (_ACROSS, _DOWN),
            (_DOWN, _BACK),
            (_BACK, _UP),
            (_UP, _ACROSS),
            (_ACROSS, _UP),
            (_BACK, _DOWN),
            (_DOWN, _ACROSS),
            (_UP, _BACK),
        ),
        strict=True,
    )
)


def laid_whole(
    first: Fingerprint, second: Fingerprint, shapes: tuple[tuple[int, ...], tuple[int, ...]]
) -> Geometry | None:
    """Return how the first lies on the second if one is all of the other; None if nothing says so.

    `shapes` are those of the two working pictures, rows x columns.
    """
    likeness = compare(first, second)
    if not likeness.candidate:
        return None
    turn = np.array([*_TURNED[likeness.turn], (0, 0, 1)], np.float64)
    matrix = _to_pixels(shapes[1]) @ turn @ inverse(_to_pixels(shapes[0]))
    nowhere = np.zeros((0, 2), np.float32)
    return Geometry(
        matrix=matrix,
        mirrored=bool(np.linalg.det(matrix) < 0),
        inliers=0,
        astray=0.0,
        first=nowhere,
        second=nowhere,
    )


def _to_pixels(shape: tuple[int, ...]) -> Matrix:
    """From sides of 0 to 1 to pixels, which are where their centres are."""
    height, width = shape
    return np.array([[width, 0, -0.5], [0, height, -0.5], [0, 0, 1]], np.float64)
