"""Where two pictures share their pixels: a polygon in each, and how much of each lies in it."""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from workers.checks.pairs.features import Grey
from workers.checks.pairs.overlay import Overlay, spread
from workers.checks.pairs.pixels import Blocks

Outline = NDArray[np.float32]  # corners x, y

_SIMPLER: Final = 0.01  # of the outline's length
_TEXTURE, _SIDE = 3.0, 15


def overlap(laid: Overlay) -> Outline:
    """Return the outline of where both pictures are, in pixels of the one that lies still."""
    found, _ = cv2.findContours(laid.inside, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    return _hull(np.vstack(found)) if found else np.zeros((0, 2), np.float32)


def densest(blocks: Blocks) -> Outline:
    """Return the outline of the largest patch of blocks that are alike; empty without one."""
    dense = blocks.centres[blocks.dense()]
    if not len(dense):
        return np.zeros((0, 2), np.float32)
    cells = dense // blocks.side
    board = np.zeros(cells.max(axis=0)[::-1] + 1, np.uint8)
    board[cells[:, 1], cells[:, 0]] = 1
    _, labels, stats, _ = cv2.connectedComponentsWithStats(board, connectivity=8)
    largest = 1 + int(stats[1:, cv2.CC_STAT_AREA].argmax())
    kept = dense[labels[cells[:, 1], cells[:, 0]] == largest]
    half = blocks.side // 2
    corners = [kept + np.array([dx, dy]) for dx in (-half, half) for dy in (-half, half)]
    return _hull(np.vstack(corners))


def holds(outline: Outline, points: NDArray[np.integer]) -> NDArray[np.bool_]:
    """Say which points (x, y) lie inside an outline."""
    if len(outline) < 3:
        return np.zeros(len(points), bool)
    return np.array(
        [cv2.pointPolygonTest(outline, (float(x), float(y)), False) >= 0 for x, y in points], bool
    )


def share(grey: Grey, outline: Outline) -> float:
    """Return how much of what a picture shows lies in an outline, 0 to 1; plain areas count not."""
    if len(outline) < 3:
        return 0.0
    shown = spread(grey, _SIDE) > _TEXTURE
    covered = np.zeros(grey.shape, np.uint8)
    cv2.fillPoly(covered, [outline.round().astype(np.int32)], 1)
    return float((shown & (covered > 0)).sum() / max(int(shown.sum()), 1))


def _hull(points: NDArray[np.generic]) -> Outline:
    hull = cv2.convexHull(points.reshape(-1, 1, 2).astype(np.float32))
    simpler = cv2.approxPolyDP(hull, _SIMPLER * cv2.arcLength(hull, closed=True), closed=True)
    return np.asarray(simpler, np.float32).reshape(-1, 2)
