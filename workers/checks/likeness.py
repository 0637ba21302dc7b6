"""The fingerprint of what a picture shows, and the comparison of two. Needs no library."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

# What the authors of PDQ recommend: a match up to 31 of 256 bits, no claim under a quality of 50.
MATCH_BITS = 31
# Up to here a pair is worth a proof from its pixels, and is nothing without one.
CANDIDATE_BITS = 60
LEAST_QUALITY = 50

# The order of the eight hashes; see pdq.py.
TURNS = (
    "same",
    "turned_90",
    "turned_180",
    "turned_270",
    "mirrored_vertical",
    "mirrored_horizontal",
    "mirrored_diagonal",
    "mirrored_antidiagonal",
)
# The turn that undoes each of TURNS: a quarter turn by three quarters, every other by itself.
_UNDOES = (0, 3, 2, 1, 4, 5, 6, 7)


@dataclass(frozen=True, kw_only=True)
class Fingerprint:
    """Eight hashes of 64 hexadecimal digits, one a turn, and their quality from 0 to 100.

    `version` changes with whatever changes the hashes: two versions are not comparable.
    """

    hashes: tuple[str, ...]
    quality: int
    version: int = 1

    @property
    def usable(self) -> bool:
        """Whether the picture has enough in it to be told from others."""
        return self.quality >= LEAST_QUALITY

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        """The hashes as numbers, read once for many comparisons."""
        return tuple(int(one, 16) for one in self.hashes)


class Relation(StrEnum):
    """What two fingerprints say of two pictures."""

    NEAR_DUPLICATE = "near_duplicate"
    UNRELATED = "unrelated"
    # One of them is too plain for its hash to mean anything, or of another version.
    NOT_COMPARABLE = "not_comparable"


@dataclass(frozen=True, kw_only=True)
class Likeness:
    """The comparison of two fingerprints: bits that differ, and how one picture was turned."""

    relation: Relation
    bits: int
    turn: str

    @property
    def candidate(self) -> bool:
        """Whether the pixels of the two should be compared."""
        return self.relation is not Relation.NOT_COMPARABLE and self.bits <= CANDIDATE_BITS


def distance(a: str, b: str) -> int:
    """Return in how many of the 256 bits two hashes differ."""
    return (int(a, 16) ^ int(b, 16)).bit_count()


def compare(a: Fingerprint, b: Fingerprint) -> Likeness:
    """Compare two fingerprints, turned and mirrored too; `turn` leads from the first to the second.

    The bits are the same whichever way round the two are given.
    """
    ones, others = a.numbers, b.numbers
    # Either picture may be the turned one: a turn of the first or its undoing on the second.
    bits, turn = min(
        (min((ones[i] ^ others[0]).bit_count(), (others[_UNDOES[i]] ^ ones[0]).bit_count()), i)
        for i in range(len(TURNS))
    )
    if not (a.usable and b.usable and a.version == b.version):
        relation = Relation.NOT_COMPARABLE
    else:
        relation = Relation.NEAR_DUPLICATE if bits <= MATCH_BITS else Relation.UNRELATED
    return Likeness(relation=relation, bits=bits, turn=TURNS[turn])
