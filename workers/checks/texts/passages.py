"""Passages that two texts share although words were changed: runs of common marks with gaps."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from workers.checks.texts.words import SHINGLE, Words

# Words between two common marks that still belong to one passage: about one changed word in ten
# leaves runs of that length untouched.
_GAP = 10
# A mark that stands in a text more often says little about where a passage lies.
_MOST_REPEATS = 4
# A passage: so many words in it are the same, and so large a part of it on either side.
_LEAST_WORDS = 14
_LEAST_SHARE = 0.5


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A stretch of two texts that agrees, as the first and the last but one word of either.

    `words` are the words of one's own stretch that stand in the other one too, in their row.
    """

    own: tuple[int, int]
    other: tuple[int, int]
    words: int


@dataclass
class _Chain:
    pairs: list[tuple[int, int]] = field(default_factory=list)

    @property
    def last(self) -> tuple[int, int]:
        return self.pairs[-1]


def passages(own: Words, other: Words, common: list[bool]) -> list[Passage]:
    """Return the passages of one's own text that the other has too, in their order.

    Words that are `common` property begin none and carry none.
    """
    found = [passage for chain in _chains(own, other, common) for passage in _passage(chain)]
    kept: list[Passage] = []
    for passage in sorted(found, key=lambda p: -p.words):
        if not any(_overlap(passage.own, k.own) > passage.words // 2 for k in kept):
            kept.append(passage)
    return sorted(kept, key=lambda p: p.own)


def _chains(own: Words, other: Words, common: list[bool]) -> Iterator[_Chain]:
    """Join common marks that follow each other in both texts with small gaps."""
    standing = defaultdict(list)
    for at, mark in enumerate(other.marks):
        standing[mark].append(at)
    active: list[_Chain] = []
    for at, mark in enumerate(own.marks):
        places = standing.get(mark, ())
        if not places or len(places) > _MOST_REPEATS or any(common[at : at + SHINGLE]):
            continue
        ended = [chain for chain in active if at - chain.last[0] > _GAP]
        yield from ended
        active = [chain for chain in active if at - chain.last[0] <= _GAP]
        begun = []
        for place in places:
            chain = _nearest(active, at, place)
            if chain is None:
                begun.append(_Chain([(at, place)]))
            else:
                chain.pairs.append((at, place))
        active += begun
    yield from active


def _nearest(active: list[_Chain], at: int, place: int) -> _Chain | None:
    """The chain that this pair of places continues with the least shift, if any."""
    best, least = None, _GAP + 1
    for chain in active:
        here, there = chain.last
        ahead, shift = place - there, abs((place - there) - (at - here))
        if at > here and 0 < ahead <= _GAP and shift < least:
            best, least = chain, shift
    return best


def _passage(chain: _Chain) -> Iterator[Passage]:
    own = {at + i for at, _ in chain.pairs for i in range(SHINGLE)}
    other = {place + i for _, place in chain.pairs for i in range(SHINGLE)}
    spans = (min(own), max(own) + 1), (min(other), max(other) + 1)
    longest = max(end - begin for begin, end in spans)
    if len(own) >= _LEAST_WORDS and len(own) >= _LEAST_SHARE * longest:
        yield Passage(own=spans[0], other=spans[1], words=len(own))


def _overlap(one: tuple[int, int], two: tuple[int, int]) -> int:
    return max(0, min(one[1], two[1]) - max(one[0], two[0]))
