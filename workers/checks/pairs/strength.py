"""How often a relation of two pictures is right, by the counts of `strengths.toml`."""

from typing import Final

from workers.checks.finding import Strength
from workers.checks.pairs.pair import PairRelation
from workers.checks.strengths import strength_of

CHECK: Final = "near_duplicate"
VERSION: Final = 5
# Where the other file is makes no difference to the pixels.
_KINDS = {
    PairRelation.NEAR_DUPLICATE: "near_other_unit",
    PairRelation.PART_OF: "part_other_unit",
}


def strength_of_pair(relation: PairRelation) -> Strength | None:
    """Return the measured rates behind a claim of the same pixels; None for the other relations."""
    kind = _KINDS.get(relation)
    return strength_of(CHECK, VERSION, kind, "pixels") if kind else None
