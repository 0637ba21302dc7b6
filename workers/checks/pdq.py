"""PDQ, a 256-bit fingerprint of what a picture shows, written from its public description.

Luminance is blurred with a tent filter (two passes of a box filter each way), sampled at 64 x 64
points, transformed with a discrete cosine transform, and of the 16 x 16 lowest frequencies (the
constant left out) each gives one bit: above the median or not. Mirrored and turned pictures have
the same frequencies with other signs and order, so all eight hashes come from one transform.
Description: "The TMK+PDQF video-hashing algorithm and the PDQ image-hashing algorithm" (2019).
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.float64]

BITS: Final = 256
_SAMPLES, _FREQUENCIES = 64, 16
_PASSES = 2
_SMALLEST_SIDE = 5
_LUMA = np.array([0.299, 0.587, 0.114])
# The scale at which a quality of 100 means many strong edges; from the description.
_QUALITY_DIVISOR = 90


def _cosines() -> Grey:
    rows = np.arange(1, _FREQUENCIES + 1)[:, None]
    columns = 2 * np.arange(_SAMPLES)[None, :] + 1
    return np.asarray(np.sqrt(2 / _SAMPLES) * np.cos(np.pi / 2 / _SAMPLES * rows * columns))


_COSINES: Final = _cosines()


def luminance(rgb: NDArray[np.uint8]) -> Grey:
    """Return the luminance (rows x columns) of an RGB picture (rows x columns x 3)."""
    return np.asarray(rgb @ _LUMA)


def hashes(grey: Grey) -> tuple[tuple[str, ...], int]:
    """Return the eight hashes of a picture and their quality from 0 to 100.

    The hashes are 64 hexadecimal digits each: the picture itself first, then turned by 90, 180
    and 270 degrees, mirrored top to bottom, left to right, along the one and the other diagonal.
    A picture with a side under five pixels has eight empty hashes of quality 0.
    """
    if min(grey.shape) < _SMALLEST_SIDE:
        return ("0" * (BITS // 4),) * 8, 0
    samples = _sampled(grey)
    spectrum = _COSINES @ samples @ _COSINES.T
    return tuple(_bits(variant) for variant in _variants(spectrum)), _quality(samples)


def _sampled(grey: Grey) -> Grey:
    rows, columns = grey.shape
    blurred = grey
    for _ in range(_PASSES):
        blurred = _box(_box(blurred, 1), 0)
    at_rows = ((2 * np.arange(_SAMPLES) + 1) * rows) // (2 * _SAMPLES)
    at_columns = ((2 * np.arange(_SAMPLES) + 1) * columns) // (2 * _SAMPLES)
    return np.asarray(blurred[np.ix_(at_rows, at_columns)])


def _box(grey: Grey, axis: int) -> Grey:
    """Average along one axis over a window of a 128th of it, cut off at the borders."""
    length = grey.shape[axis]
    window = -(-length // (2 * _SAMPLES))
    ahead = (window + 2) // 2
    index = np.arange(length)
    first = np.maximum(0, index - (window - ahead))
    last = np.minimum(length, index + ahead)
    sums = np.cumsum(grey, axis=axis)
    sums = np.concatenate([np.zeros_like(sums.take([0], axis)), sums], axis)
    counts = (last - first).reshape((-1, 1) if axis == 0 else (1, -1))
    return np.asarray((sums.take(last, axis) - sums.take(first, axis)) / counts)


def _quality(samples: Grey) -> int:
    """Count strong steps between neighbours: a hash of an even surface says nothing."""
    steps = 0
    for axis in (0, 1):
        steps += int(np.abs(np.trunc(np.diff(samples, axis=axis) * 100 / 255)).sum())
    return min(100, steps // _QUALITY_DIVISOR)


def _variants(spectrum: Grey) -> tuple[Grey, ...]:
    """Return the spectrum of the picture and of its seven turned and mirrored forms."""
    signs = np.where(np.arange(_FREQUENCIES) % 2 == 0, -1.0, 1.0)
    rows, columns = spectrum * signs[:, None], spectrum * signs[None, :]
    both = rows * signs[None, :]
    return spectrum, columns.T, both, rows.T, rows, columns, spectrum.T, both.T


def _bits(spectrum: Grey) -> str:
    values = spectrum.ravel()
    median = np.partition(values, BITS // 2 - 1)[BITS // 2 - 1]
    packed = np.packbits(values > median, bitorder="little")
    return packed[::-1].tobytes().hex()
