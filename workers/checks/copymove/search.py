"""Copied parts of one picture: candidates from points, proof from pixels."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from PIL import Image

from workers.checks.copymove.moves import Move, find_moves
from workers.checks.copymove.patch import around, lay
from workers.checks.copymove.points import Grey, find_points, match
from workers.checks.copymove.proof import Proof, prove
from workers.checks.copymove.region import Regions, regions

WORKING_SIDE: Final = 1_024
_REACH: Final = 80.0
_MOST: Final = 3


@dataclass(frozen=True, kw_only=True)
class Copy:
    """A part of the picture that stands in it twice."""

    move: Move
    proof: Proof
    regions: Regions


def working_grey(picture: Image.Image) -> Grey:
    """Return the luminance at the size copies are sought at."""
    grey = np.asarray(picture.convert("L"))
    scale = WORKING_SIDE / max(grey.shape)
    if scale < 1:
        size = [max(1, round(side * scale)) for side in grey.shape[::-1]]
        grey = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    return np.asarray(grey, np.float32)


def find_copies(grey: Grey) -> list[Copy]:
    """Find the parts that stand twice in a picture, those with the most pixels first."""
    found: list[Copy] = []
    for move in find_moves(match(find_points(grey))):
        patch = lay(grey, around(move, _REACH))
        proof = prove(patch) if patch else None
        if proof is None or not proof.holds:
            continue
        whole = lay(grey, move)
        if whole is not None:
            found.append(Copy(move=move, proof=proof, regions=regions(whole, grey.shape)))
    return sorted(found, key=lambda copy: -copy.proof.area)[:_MOST]
