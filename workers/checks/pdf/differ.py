"""Where two drawings of one page differ, and which words a later drawing has taken away."""

import numpy as np
import numpy.typing as npt

from workers.checks.pdf.pages import UNITS, Box, Grey, Word, around

Mask = npt.NDArray[np.bool_]

# Grey levels two drawings must differ by: beyond what a compressor or a redrawn edge does.
_LEVELS = 48
_CELL = 8  # pixels
_CELL_PIXELS = 3  # that must differ in a cell
_INK = 64  # grey levels from the paper
_GONE = 0.6  # share of a word's ink that must have changed


def regions(before: Grey, after: Grey) -> list[Box]:
    """Return the boxes in which two drawings of the same size differ, from the top down."""
    cells = _cells(_changed(before, after))
    height, width = before.shape
    found = []
    for group in _groups(cells):
        rows, columns = [r for r, _ in group], [c for _, c in group]
        found.append(
            (
                min(columns) * _CELL * UNITS // width,
                min(rows) * _CELL * UNITS // height,
                min(UNITS, (max(columns) + 1) * _CELL * UNITS // width),
                min(UNITS, (max(rows) + 1) * _CELL * UNITS // height),
            )
        )
    return sorted(found, key=lambda box: (box[1], box[0]))


def covered(words: list[Word], before: Grey, after: Grey) -> list[Word]:
    """Return the words that were to be seen before and are not any more."""
    return [word for word in words if taken(word.box, before, after)]


def pixels(box: Box, drawing: Grey) -> tuple[slice, slice]:
    """Return the rows and columns of a drawing that a box covers, at least one of each."""
    height, width = drawing.shape
    left, top = box[0] * width // UNITS, box[1] * height // UNITS
    right = max(left + 1, -(-box[2] * width // UNITS))
    bottom = max(top + 1, -(-box[3] * height // UNITS))
    return slice(top, bottom), slice(left, right)


def contrast(box: Box, drawing: Grey) -> int:
    """Return how many grey levels lie between the darkest and the brightest pixel of a box."""
    part = drawing[pixels(box, drawing)]
    return int(part.max()) - int(part.min()) if part.size else 0


def _changed(before: Grey, after: Grey) -> Mask:
    difference: Mask = np.abs(before.astype(np.int16) - after.astype(np.int16)) > _LEVELS
    return difference


def _cells(changed: Mask) -> Mask:
    height, width = changed.shape
    padded = np.zeros((-(-height // _CELL) * _CELL, -(-width // _CELL) * _CELL), dtype=bool)
    padded[:height, :width] = changed
    blocks = padded.reshape(padded.shape[0] // _CELL, _CELL, padded.shape[1] // _CELL, _CELL)
    counted: Mask = blocks.sum(axis=(1, 3)) >= _CELL_PIXELS
    return counted


def _groups(cells: Mask) -> list[list[tuple[int, int]]]:
    """Gather cells that lie within two cells of each other: letters of a word, words of a line."""
    left = {(int(r), int(c)) for r, c in np.argwhere(cells)}
    groups = []
    while left:
        group, todo = [], [left.pop()]
        while todo:
            row, column = todo.pop()
            group.append((row, column))
            near = {(row + r, column + c) for r in range(-2, 3) for c in range(-2, 3)} & left
            left -= near
            todo += near
        groups.append(group)
    return groups


def taken(box: Box, before: Grey, after: Grey) -> bool:
    """Say whether the ink of a box was to be seen before and is not any more."""
    old, new = before[pixels(box, before)], after[pixels(box, after)]
    if not old.size or old.shape != new.shape:
        return False
    ink = np.abs(old.astype(np.int16) - int(np.median(old))) > _INK
    return bool(ink.any()) and float(_changed(old, new)[ink].mean()) >= _GONE


def box_of(words: list[Word]) -> Box:
    """Return the box around words; the whole page for none."""
    return around([word.box for word in words])
