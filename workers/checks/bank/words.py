"""A vocabulary of local features: the word a descriptor belongs to, and its signature within it.

Hamming embedding (Jegou, Douze and Schmid 2008) over a product of two small codebooks (Babenko and
Lempitsky 2012): each half of a descriptor belongs to one of 256 centres, a pair of centres is a
word, and 64 signs of the projected rest tell descriptors of one word apart. The codebooks come from
photographs that scikit-image ships (bench/bank_words.py makes them anew) and are part of the
algorithm's version: another vocabulary makes stored words worthless.
"""

from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

Descriptors = NDArray[np.float32]  # rows of unit length
Words = NDArray[np.uint16]
Signatures = NDArray[np.uint64]

DIMENSIONS: Final = 128
_HALF: Final = DIMENSIONS // 2
_CENTRES: Final = 256
WORDS: Final = _CENTRES**2
# Of each half so many of the nearest centres are combined when the nearest words are sought.
_PER_HALF: Final = 6
_FILE: Final = Path(__file__).with_name("words.npz")


@cache
def _codebook() -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The centres (half x centre x dimension) and the projection (sign x dimension)."""
    with np.load(_FILE, allow_pickle=False) as kept:
        return kept["centres"].astype(np.float32), kept["projection"].astype(np.float32)


def nearest_words(descriptors: Descriptors, count: int) -> Words:
    """Return the `count` nearest words of each descriptor, in no order; at most 16."""
    first, second = (_distances(descriptors, half) for half in (0, 1))
    per = 1 if count == 1 else _PER_HALF
    ours, theirs = (np.argpartition(d, per - 1, axis=1)[:, :per] for d in (first, second))
    away = np.take_along_axis(first, ours, 1)[:, :, None]
    away = (away + np.take_along_axis(second, theirs, 1)[:, None, :]).reshape(len(away), per * per)
    best = np.argpartition(away, count - 1, axis=1)[:, :count]
    words = np.take_along_axis(ours, best // per, 1) * _CENTRES
    return (words + np.take_along_axis(theirs, best % per, 1)).astype(np.uint16)


def signatures(descriptors: Descriptors, words: Words) -> Signatures:
    """Return the 64 signs of what is left of each descriptor beside its word."""
    centres, projection = _codebook()
    beside = np.hstack([centres[0][words // _CENTRES], centres[1][words % _CENTRES]])
    signs = ((descriptors - beside) @ projection.T) > 0
    return np.packbits(signs, axis=1).view(np.uint64)[:, 0]


def _distances(descriptors: Descriptors, half: int) -> NDArray[np.float32]:
    """Squared distances to the centres of one half, without what is the same for all."""
    centres = _codebook()[0][half]
    part = descriptors[:, half * _HALF : (half + 1) * _HALF]
    return np.asarray((centres**2).sum(axis=1) - 2 * part @ centres.T, np.float32)
