"""Copied parts of one picture: candidates from points, proof from pixels."""

from dataclasses import dataclass
from typing import Final

from workers.checks.copymove.matching import match
from workers.checks.copymove.moves import Move, find_moves
from workers.checks.copymove.patch import Patch, around, lay
from workers.checks.copymove.proof import Proof, prove
from workers.checks.copymove.region import Regions, regions
from workers.checks.points import Grey, Points

_REACH: Final = 80.0
_MOST: Final = 3


@dataclass(frozen=True, kw_only=True)
class Copy:
    """A part of the picture that stands in it twice."""

    move: Move
    proof: Proof
    regions: Regions


def find_copies(grey: Grey, points: Points) -> list[Copy]:
    """Find the parts that stand twice in a grey picture, those with the most pixels first."""
    found: list[Copy] = []
    for move in find_moves(match(points)):
        patch = lay(grey, around(move, _REACH), _hopeful)
        proof = prove(patch) if patch else None
        if proof is None or not proof.holds:
            continue
        whole = lay(grey, move)
        if whole is not None:
            found.append(Copy(move=move, proof=proof, regions=regions(whole, grey.shape)))
    return sorted(found, key=lambda copy: -copy.proof.area)[:_MOST]


def _hopeful(patch: Patch) -> bool:
    proof = prove(patch)
    return proof is not None and proof.hopeful
