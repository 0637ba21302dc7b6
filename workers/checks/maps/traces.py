"""Traces of compression, cell by cell: where they differ, something may have been put in later.

Each function takes the luminance of every pixel and returns a value for each cell of 8 x 8 pixels;
more is more unlike the rest. None of them is a proof: sharp and plain places always show.
"""

import math
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from workers.checks.maps.zeros import BASIS, SIDE, Grey, Votes

Cells = NDArray[np.float32]
Table = NDArray[np.int64]  # 8 x 8 steps of a quantisation, from the lowest frequencies

_LEVEL_QUALITY: Final = 90
_LEVEL_SIDE: Final = 17  # pixels
_GHOST_QUALITIES: Final = tuple(range(50, 96, 5))
_GHOST_SIDE: Final = 3  # cells
# The first frequencies in zigzag order, (down, across), that still have something in them.
_FREQUENCIES: Final = ((0, 1), (1, 0), (2, 0), (1, 1), (0, 2), (0, 3), (1, 2), (2, 1), (3, 0))
_MOST_PERIOD: Final = 20
_REACH: Final = 100  # quantisation steps of a histogram on each side
_CLEAR: Final = 1.25  # how much more often a value a period away must be used than those around
_DEVIATIONS: Final = 5.0
_FEWEST: Final = 200  # blocks that must have such values


def error_level(grey: Grey) -> Cells:
    """Return how much saving once more at quality 90 changes (Krawetz 2007, error level)."""
    changed = np.abs(_changed(grey, _LEVEL_QUALITY))
    return _cells(np.asarray(cv2.blur(changed, (_LEVEL_SIDE, _LEVEL_SIDE)), np.float32))


def ghost(grey: Grey) -> Cells:
    """Return how unlike the rest a cell answers to a row of qualities (Farid 2009, JPEG ghosts).

    A part that was once saved at a lower quality changes least when saved at that one again.
    """
    rows = [_cells(_changed(grey, quality) ** 2) for quality in _GHOST_QUALITIES]
    answers = np.stack([cv2.blur(row, (_GHOST_SIDE, _GHOST_SIDE)) for row in rows])
    low, high = answers.min(axis=0), answers.max(axis=0)
    answers = (answers - low) / np.maximum(high - low, 1e-3)
    usual = np.median(answers, axis=(1, 2), keepdims=True)
    return np.asarray(np.abs(answers - usual).max(axis=0), np.float32)


def double_quantisation(grey: Grey, steps: Table) -> Cells | None:
    """Return how likely each cell was compressed once where the rest was twice; None without rest.

    Coefficients quantised twice with unlike steps fall on some values often and on others never
    (Lin, He, Tang and Tang 2009). `steps` is the luminance table of the file. Coefficients are
    computed anew from the decoded pixels, which gives back nearly all of them.
    """
    rows, columns = grey.shape[0] // SIDE, grey.shape[1] // SIDE
    blocks = grey[: rows * SIDE, : columns * SIDE].reshape(rows, SIDE, columns, SIDE)
    odds = np.zeros((rows, columns), np.float32)
    told = False
    for down, across in _FREQUENCIES:
        values = np.tensordot(np.einsum("ryck,y->rck", blocks, BASIS[down]), BASIS[across], 1)
        levels = np.rint(values / steps[down, across]).astype(np.int64)
        found = _single(levels.clip(-_REACH, _REACH))
        if found is not None:
            odds += found
            told = True
    if not told:
        return None
    smooth = cv2.blur(odds, (_GHOST_SIDE, _GHOST_SIDE))
    return np.asarray(1 / (1 + np.exp(-smooth.clip(-30, 30))), np.float32)


def other_grid(votes: Votes, main: int | None) -> Cells:
    """Return the share of the pixels of a cell that vote for another grid than the picture's."""
    others = (votes >= 0) & (votes != (-1 if main is None else main))
    shares = _cells(others.astype(np.float32))
    return np.asarray(cv2.blur(shares, (_GHOST_SIDE, _GHOST_SIDE)), np.float32)


def _single(levels: NDArray[np.int64]) -> Cells | None:
    """Return log odds that a coefficient was quantised once; None where no period is clear."""
    counted = np.bincount((levels + _REACH).ravel(), minlength=2 * _REACH + 1).astype(np.float64)
    peak = int(counted.argmax())
    period = _period(counted, peak)
    if period == 1:
        return None
    places = np.arange(len(counted))
    begins = peak + (places - peak) // period * period
    sums = np.concatenate([[0.0], np.cumsum(counted)])
    ends = np.minimum(begins + period, len(counted))
    whole = sums[ends] - sums[np.maximum(begins, 0)]
    twice = (counted + 0.5) / (whole + 0.5 * period)
    odds = np.log(1 / period) - np.log(twice)
    return np.asarray(odds[levels + _REACH], np.float32)


def _period(counted: NDArray[np.float64], peak: int) -> int:
    """Return how far apart the often used values lie, 1 where none stand out.

    Each value a period away from the peak is held against the mean of the values around it; the
    peak itself stands out in every picture and does not count.
    """
    best, most = 1, _CLEAR
    for period in range(2, _MOST_PERIOD + 1):
        offsets = np.arange(period, _REACH // 2, period)
        teeth = np.concatenate([peak - offsets, peak + offsets])
        teeth = teeth[(teeth >= period) & (teeth < len(counted) - period)]
        around = [counted[tooth - period // 2 : tooth + period // 2 + 1] for tooth in teeth]
        usual = sum(float(values.mean()) for values in around)
        often = float(counted[teeth].sum())
        by_chance = _DEVIATIONS * math.sqrt(usual)
        if usual * period > _FEWEST and often > max(most * usual, usual + by_chance):
            best, most = period, 1.05 * often / usual
    return best


def _changed(grey: Grey, quality: int) -> Grey:
    """Return by how much saving at a quality changes each pixel."""
    picture = np.rint(grey).clip(0, 255).astype(np.uint8)
    _, saved = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
    again = np.asarray(cv2.imdecode(saved, cv2.IMREAD_GRAYSCALE), np.uint8)
    return np.asarray(cv2.subtract(picture, again, dtype=cv2.CV_32F), np.float32)


def _cells(values: Grey) -> Cells:
    """Return the mean of each whole cell of 8 x 8 pixels."""
    rows, columns = values.shape[0] // SIDE, values.shape[1] // SIDE
    whole = values[: rows * SIDE, : columns * SIDE]
    return np.asarray(cv2.resize(whole, (columns, rows), interpolation=cv2.INTER_AREA), np.float32)
