"""Grids that stand in a picture, and the number of false alarms each of them would have by chance.

Votes of single pixels are random where no grid is: each of the 64 has a chance of 1 in 64. Windows
overlap, so 64 votes count as one. Where a grid gathers more votes than chance lets expect, the
number of false alarms says how many such gatherings all places of a picture of this size would
give by chance (Desolneux, Moisan and Morel, "a contrario"); below one in a thousand it counts.
"""

import math
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from workers.checks.maps.zeros import GRIDS, SIDE, Votes

Table = NDArray[np.uint8]  # rows x columns x grids: votes of a cell, at most 64
Box = tuple[int, int, int, int]  # left, top, right, bottom in pixels

_CHANCE: Final = 1 / GRIDS
_FEWEST: Final = -3.0  # log10 of the number of false alarms up to which a grid counts
_SEED, _JOINED = 16, 12  # of the 64 votes of a cell
_TILES: Final = 4  # in each direction
_CELLS: Final = 4  # that a foreign grid must fill


@dataclass(frozen=True, kw_only=True)
class Place:
    """A grid that stands in a part of a picture.

    `log_nfa` is the decimal logarithm of its number of false alarms; `cells` says which cells of
    8 x 8 pixels inside `box` vote for it.
    """

    grid: int
    log_nfa: float
    box: Box
    cells: NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True)
class Grids:
    """The grid of the whole picture (None without one) and others that stand in parts of it."""

    main: int | None
    log_nfa: float
    foreign: tuple[Place, ...]


def grids_in(votes: Votes) -> Grids:
    """Find the grid of the picture and those that do not belong to it."""
    table = _by_cell(votes)
    counted = table.sum(axis=(0, 1), dtype=np.int64)
    log_nfa = math.log10(GRIDS) + log_tail(votes.size // GRIDS, int(counted.max()) // GRIDS)
    main = int(counted.argmax()) if log_nfa <= _FEWEST and _everywhere(table) else None
    if main is not None:
        table[:, :, main] = 0
    tests = math.log10(GRIDS) + 2 * math.log10(max(votes.shape[0], 1) * max(votes.shape[1], 1))
    return Grids(main=main, log_nfa=log_nfa, foreign=tuple(_places(table, tests)))


def log_tail(tries: int, hits: int, chance: float = _CHANCE) -> float:
    """Return log10 of the chance that at least so many of so many tries hit."""
    if hits <= tries * chance:
        return 0.0
    log_first = (
        math.lgamma(tries + 1)
        - math.lgamma(hits + 1)
        - math.lgamma(tries - hits + 1)
        + hits * math.log(chance)
        + (tries - hits) * math.log1p(-chance)
    )
    total = term = 1.0
    for count in range(hits, tries):
        term *= (tries - count) / (count + 1) * chance / (1 - chance)
        total += term
        if term < 1e-9 * total:
            break
    return min(0.0, (log_first + math.log(total)) / math.log(10))


def _everywhere(table: Table) -> bool:
    """Say whether the strongest grid leads in half of sixteen tiles, and not in one part alone."""
    main = int(table.sum(axis=(0, 1), dtype=np.int64).argmax())
    tiles = [
        tile.sum(axis=(0, 1), dtype=np.int64)
        for band in np.array_split(table, _TILES, axis=0)
        for tile in np.array_split(band, _TILES, axis=1)
    ]
    telling = [tile for tile in tiles if tile.sum() >= GRIDS]
    leading = sum(int(tile.argmax()) == main for tile in telling)
    return 2 * leading >= len(telling)


def _by_cell(votes: Votes) -> Table:
    """Count the votes for each grid in each whole cell of 8 x 8 pixels."""
    rows, columns = votes.shape[0] // SIDE, votes.shape[1] // SIDE
    table = np.zeros((rows, columns, GRIDS), np.uint8)
    cells = np.repeat(np.arange(columns, dtype=np.int32), SIDE) * GRIDS
    for row in range(rows):
        band = votes[row * SIDE : (row + 1) * SIDE, : columns * SIDE]
        counted = np.bincount((cells + band)[band >= 0], minlength=columns * GRIDS)
        table[row] = counted.reshape(columns, GRIDS)
    return table


def _places(table: Table, tests: float) -> list[Place]:
    """Gather neighbouring cells that vote for one grid, and keep what chance would not give."""
    seeds = np.flatnonzero((table >= _SEED).sum(axis=(0, 1)) >= _CELLS)
    found = [place for grid in seeds for place in _of_grid(table[:, :, grid], int(grid), tests)]
    return sorted(found, key=lambda place: place.log_nfa)


def _of_grid(counted: NDArray[np.uint8], grid: int, tests: float) -> list[Place]:
    votes_for = (counted >= _JOINED).astype(np.uint8)
    joined = cv2.dilate(votes_for, np.ones((3, 3), np.uint8))
    count, labels = cv2.connectedComponents(joined)
    found = []
    for label in range(1, count):
        cells = (labels == label) & (votes_for > 0)
        if cells.sum() < _CELLS:
            continue
        rows, columns = np.flatnonzero(cells.any(axis=1)), np.flatnonzero(cells.any(axis=0))
        top, bottom = int(rows[0]), int(rows[-1]) + 1
        left, right = int(columns[0]), int(columns[-1]) + 1
        tries = (bottom - top) * (right - left)
        log_nfa = tests + log_tail(tries, int(counted[cells].sum(dtype=np.int64)) // GRIDS)
        if log_nfa <= _FEWEST:
            box = (left * SIDE, top * SIDE, right * SIDE, bottom * SIDE)
            inside = cells[top:bottom, left:right]
            found.append(Place(grid=grid, log_nfa=round(log_nfa, 1), box=box, cells=inside))
    return found
