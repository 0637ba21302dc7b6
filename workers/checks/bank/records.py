"""What the bank is told of a picture, as plain arrays of bounded size, and what it stores of it.

Needs no parser: a worker handles records of pictures that only its limited child has seen.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from workers.checks.bank import words
from workers.checks.bank.sizes import KEPT, MOST_POINTS, POINT_BYTES
from workers.checks.likeness import Fingerprint

# Changes with whatever changes stored features: two algorithms are not comparable.
ALGORITHM: Final = "sift-he/1"
# Sizes of features in so many steps an octave.
STEPS: Final = 16

GEOMETRY: Final = [("x", "u1"), ("y", "u1"), ("size", "u1"), ("angle", "u1")]
POINT_TYPE: Final = np.dtype([*GEOMETRY, ("kept", "u1"), ("descriptor", "u1", (words.DIMENSIONS,))])
KEPT_TYPE: Final = np.dtype([("word", "<u2"), ("signature", "<u8"), *GEOMETRY])
Records = NDArray[np.void]

if POINT_TYPE.itemsize != POINT_BYTES:
    raise AssertionError("sizes.py contradicts the type of a point")


@dataclass(frozen=True, kw_only=True)
class Described:
    """A picture as the bank sees it; `points` are records of POINT_TYPE."""

    fingerprint: Fingerprint
    points: Records


def keepsake(points: Records) -> Records:
    """Return what is stored of the points: records of KEPT_TYPE."""
    chosen = points[points["kept"] == 1]
    descriptors = unit(chosen)
    kept = np.zeros(len(chosen), KEPT_TYPE)
    for name, _ in GEOMETRY:
        kept[name] = chosen[name]
    kept["word"] = words.nearest_words(descriptors, 1)[:, 0]
    kept["signature"] = words.signatures(descriptors, kept["word"])
    return kept


def unit(points: Records) -> words.Descriptors:
    """Return the descriptors of points as rows of unit length."""
    values = points["descriptor"].astype(np.float32)
    return np.asarray(values / np.maximum(np.linalg.norm(values, axis=1, keepdims=True), 1))


def points_bytes(points: Records) -> bytes:
    """Return the points as bytes."""
    return points.tobytes()


def read_points(data: bytes) -> Records:
    """Read what points_bytes wrote; raises ValueError for anything it would not write."""
    return _read(data, POINT_TYPE, MOST_POINTS)


def read_kept(data: bytes) -> Records:
    """Read a keepsake from its bytes; raises ValueError for anything else."""
    return _read(data, KEPT_TYPE, KEPT)


def _read(data: bytes, kind: np.dtype[np.void], most: int) -> Records:
    if len(data) % kind.itemsize or len(data) > most * kind.itemsize:
        raise ValueError("not the features of a picture")
    return np.frombuffer(data, kind)
