"""The outlines of a copied part and of its source."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from workers.checks.copymove.moves import Matrix
from workers.checks.copymove.patch import Patch
from workers.checks.copymove.windows import Flags, blurred

Polygon = tuple[tuple[int, int], ...]

_SURE: Final = 0.93
_PLAIN: Final = 2.5  # grey levels two plain places may differ by
_TEXTURE: Final = 1.5
_JOINED: Final = 15
_MOST_CORNERS: Final = 60


@dataclass(frozen=True, kw_only=True)
class Regions:
    """Both places as masks of the working picture; which of them is the copy nobody can tell."""

    first: Flags
    second: Flags


def regions(patch: Patch, shape: tuple[int, ...]) -> Regions:
    """Return the two places of a proven move, grown over all that is alike around its points."""
    sure = (patch.likeness > _SURE) & (patch.texture > _TEXTURE) & patch.inside
    alike = cv2.morphologyEx(sure.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    around = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (_JOINED, _JOINED))
    padded = np.pad(alike, _JOINED)
    joined = cv2.morphologyEx(padded, cv2.MORPH_CLOSE, around)
    joined = joined[_JOINED:-_JOINED, _JOINED:-_JOINED]
    off = blurred(np.abs(patch.still - patch.moved), 1.5)
    same = (joined > 0) & ((alike > 0) | (off < _PLAIN)) & patch.inside
    count, labels = cv2.connectedComponents(same.astype(np.uint8))
    hits = np.bincount(labels[patch.seed], minlength=count)
    hits[0] = 0
    kept = _filled(np.asarray((hits >= 20)[labels], bool))
    first = np.zeros(shape, np.uint8)
    left, top = patch.corner
    height, width = kept.shape
    first[top : top + height, left : left + width] = kept
    second = _carried(first, patch.matrix, patch.corner)
    return Regions(first=first > 0, second=second)


def outline(mask: Flags, scale: float) -> Polygon:
    """Return the outline of the largest part of a mask, in pixels of the upright picture."""
    found, _ = cv2.findContours(mask.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not found:
        return ()
    largest = max(found, key=cv2.contourArea)
    allowed = 1.0
    corners = largest
    while len(corners) > _MOST_CORNERS or allowed == 1.0:
        corners = cv2.approxPolyDP(largest, allowed, closed=True)
        allowed *= 1.5
    return tuple((round(float(x) * scale), round(float(y) * scale)) for x, y in corners[:, 0])


def _filled(mask: Flags) -> Flags:
    found, _ = cv2.findContours(mask.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    drawn = np.zeros(mask.shape, np.uint8)
    cv2.drawContours(drawn, found, -1, (1,), cv2.FILLED)
    return drawn > 0


def _carried(first: NDArray[np.uint8], matrix: Matrix, corner: tuple[int, int]) -> Flags:
    """Return where the pixels of a mask come from."""
    whole = matrix.copy()
    whole[:, 2] -= whole[:, :2] @ corner
    size = (first.shape[1], first.shape[0])
    return np.asarray(cv2.warpAffine(first, whole, size, flags=cv2.INTER_NEAREST) > 0, bool)
