"""Which stored pictures share local features with one, lying to each other as on a copy.

A feature asks the lists of its nearest words; a stored feature whose signature differs in few bits
is a match. Matches of a picture that agree in turn and in change of size (weak geometry: Jegou,
Douze and Schmid 2008) make it worth a closer look: each match alone then gives a turn, a change of
size and a shift, and the picture's votes are the places on which most matches agree.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from workers.checks.bank import words
from workers.checks.bank.records import GEOMETRY, STEPS, Records, unit
from workers.checks.bank.segment import Segment
from workers.checks.pairs.descriptors import mirrored_descriptors

Numbers = NDArray[np.int64]
Values = NDArray[np.float64]

_WORDS: Final = 3  # asked for each feature
_BITS: Final = 16  # in which signatures may differ
# A list this long is of something that is on every page; asking it costs much and tells nothing.
_LONGEST, _LONGEST_OF_FEW = 20, 50  # times the mean; features
# The longest lists are left out where all together are so much longer than those of other pictures.
_ALL_TOGETHER: Final = 6  # times the mean
_LOOKED_AT: Final = 64
_FEATURE: Final = 24  # bits that tell a stored feature from another: its place and size
_LEAST: Final = 3
_TURN_BINS, _SIZE_BINS, _SIZE_STEP = 16, 32, 12
_REACH: Final = 11.0  # of 255, how far a place may lie from where it should
_TURN_REACH, _SIZE_REACH = 18, 0.6 * STEPS  # 25 degrees; a factor of 1.5
_MOST_MATCHES: Final = 300
_PLACE: Final = 2  # of 255: closer together it is one place


@dataclass(frozen=True, kw_only=True)
class Votes:
    """How many places of a stored picture and of the one asked for lie alike."""

    picture: int  # its number over all segments
    places: int
    mirrored: bool


@dataclass(frozen=True)
class _Asked:
    """The features of one picture, and the lists each asks."""

    geometry: NDArray[np.int64]  # columns x, y, size, angle
    feature: Numbers
    word: Numbers
    signature: words.Signatures


@dataclass(frozen=True)
class _Matches:
    picture: Numbers
    ours: NDArray[np.int64]
    theirs: NDArray[np.int64]
    mirrored: NDArray[np.bool_]


def vote(points: Records, segments: Iterable[Segment]) -> list[Votes]:
    """Return the pictures that share something with the points, those with most places first.

    Pictures are numbered through the segments in the order given. A picture found both mirrored and
    not is named once, as what has more places.
    """
    if not len(points):
        return []
    asked = (_asked(points, mirrored=False), _asked(points, mirrored=True))
    found: list[_Matches] = []
    before = 0
    for segment in segments:
        found += [_matched(a, segment, before, mirrored=bool(m)) for m, a in enumerate(asked)]
        before += segment.count
    if not found:
        return []
    matches = _Matches(*(np.concatenate(c) for c in zip(*map(_columns, found), strict=True)))
    best: dict[int, Votes] = {}
    for votes in _counted(matches):
        known = best.get(votes.picture)
        if known is None or known.places < votes.places:
            best[votes.picture] = votes
    return sorted(best.values(), key=lambda v: -v.places)


def _columns(found: _Matches) -> tuple[NDArray[np.generic], ...]:
    return found.picture, found.ours, found.theirs, found.mirrored


def _asked(points: Records, *, mirrored: bool) -> _Asked:
    geometry = np.column_stack([points[name].astype(np.int64) for name, _ in GEOMETRY])
    descriptors = unit(points)
    if mirrored:
        geometry[:, 0] = 255 - geometry[:, 0]
        geometry[:, 3] = (128 - geometry[:, 3]) % 256
        descriptors = mirrored_descriptors(descriptors)
    near = words.nearest_words(descriptors, _WORDS)
    feature = np.repeat(np.arange(len(points)), _WORDS)
    word = near.ravel().astype(np.int64)
    return _Asked(geometry, feature, word, words.signatures(descriptors[feature], near.ravel()))


def _matched(asked: _Asked, segment: Segment, before: int, *, mirrored: bool) -> _Matches:
    """The stored features of one segment whose signature is like that of a feature."""
    starts, lengths = segment.lists(asked.word)
    lengths = _bounded(lengths, segment.features / words.WORDS)
    ends = np.cumsum(lengths)
    total = int(ends[-1])
    rows = np.repeat(starts - ends + lengths, lengths) + np.arange(total)
    differ = segment.signatures[rows] ^ np.repeat(asked.signature, lengths)
    close = np.flatnonzero(np.bitwise_count(differ) <= _BITS)
    rows, asking = rows[close], np.repeat(asked.feature, lengths)[close]
    return _Matches(
        before + segment.pictures[rows].astype(np.int64),
        asked.geometry[asking],
        segment.geometry[rows].astype(np.int64),
        np.full(len(rows), mirrored),
    )


def _bounded(lengths: Numbers, mean: float) -> Numbers:
    """The lengths of lists, 0 for those not to be asked: a hostile picture asks the longest only."""
    lengths = np.where(lengths > _LONGEST * mean + _LONGEST_OF_FEW, 0, lengths)
    order = np.argsort(lengths, kind="stable")
    most = (_ALL_TOGETHER * mean + _LONGEST_OF_FEW) * len(lengths)
    lengths[order[np.cumsum(lengths[order]) > most]] = 0
    return lengths


def _counted(matches: _Matches) -> list[Votes]:
    """Look closely at the pictures whose matches agree best in turn and size."""
    whose = matches.picture * 2 + matches.mirrored
    order = np.argsort(whose, kind="stable")
    ordered = whose[order]
    counted = []
    for one in _promising(matches, whose):
        begin, end = np.searchsorted(ordered, [one, one + 1])
        rows = order[begin:end][:_MOST_MATCHES]
        places = _agreeing(matches.ours[rows], matches.theirs[rows])
        counted.append(Votes(picture=int(one) // 2, places=places, mirrored=bool(one % 2)))
    return counted


def _promising(matches: _Matches, whose: Numbers) -> Numbers:
    """The pictures with most matches in one cell of turn and size; cells overlap by half.

    A stored feature counts once a cell: all letters of one kind on a page resemble the same corner
    of somebody's window (burstiness: Jegou, Douze and Schmid 2009), and a photograph on that page
    never came among the first.
    """
    turn = ((matches.theirs[:, 3] - matches.ours[:, 3]) % 256) * _TURN_BINS // 256
    size = (matches.theirs[:, 2] - matches.ours[:, 2] + 255) // _SIZE_STEP
    size = size.clip(0, _SIZE_BINS - 2)
    base = whose * _TURN_BINS * (2 * _SIZE_BINS)
    stored = matches.theirs[:, :3] @ (1, 1 << 8, 1 << 16)
    keys = [
        (base + ((turn + a) % _TURN_BINS) * (2 * _SIZE_BINS) + size + b) << _FEATURE | stored
        for a in (0, 1)
        for b in (0, 1)
    ]
    once = np.unique(np.concatenate(keys)) >> _FEATURE
    cells, counts = np.unique(once, return_counts=True)
    several = counts >= _LEAST
    owners, counts = cells[several] // (_TURN_BINS * 2 * _SIZE_BINS), counts[several]
    strongest = np.argsort(-counts, kind="stable")
    named, first = np.unique(owners[strongest], return_index=True)
    return np.asarray(named[np.argsort(first)][:_LOOKED_AT])


def _agreeing(ours: NDArray[np.int64], theirs: NDArray[np.int64]) -> int:
    """The most places that one turn, change of size and shift explains."""
    one, other = _alike_moves(theirs[:, 3] - ours[:, 3], theirs[:, 2] - ours[:, 2])
    a, b = ours.astype(np.float64), theirs.astype(np.float64)
    angle, scale = (b[:, 3] - a[:, 3]) * (np.pi / 128), 2 ** ((b[:, 2] - a[:, 2]) / STEPS)
    cosine, sine = (np.cos(angle) * scale)[one], (np.sin(angle) * scale)[one]
    dx, dy = (a[other, k] - a[one, k] for k in (0, 1))
    off_x = cosine * dx - sine * dy + b[one, 0] - b[other, 0]
    off_y = sine * dx + cosine * dy + b[one, 1] - b[other, 1]
    fits = np.hypot(off_x, off_y) < _REACH
    most = np.bincount(one[fits], minlength=len(ours)).argmax()
    agreed = other[fits & (one == most)]
    return min(len(np.unique(p[agreed, :2] // _PLACE, axis=0)) for p in (ours, theirs))


def _alike_moves(turn: Numbers, size: Numbers) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """All pairs of matches, either way round, that agree in turn and size: most do not."""
    # A byte runs over at a whole turn: from -17 to 17 of 256 becomes 0 to 34.
    turns, sizes = turn.astype(np.uint8), size.astype(np.int16)
    apart = turns[:, None] - turns[None, :] + np.uint8(_TURN_REACH - 1)
    alike = apart < 2 * _TURN_REACH - 1
    alike &= np.abs(sizes[:, None] - sizes[None, :]) < _SIZE_REACH
    one, other = np.nonzero(alike)
    return one, other
