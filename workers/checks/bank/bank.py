"""The bank as its users see it: pictures are added under a reference and searched for."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from typing import Final

import numpy as np

from workers.checks.bank.folder import Folder, Writing
from workers.checks.bank.hashes import near
from workers.checks.bank.records import Described, Records, keepsake
from workers.checks.bank.segment import Entry, Segment
from workers.checks.bank.voting import vote
from workers.checks.likeness import CANDIDATE_BITS, LEAST_QUALITY, TURNS, Fingerprint

# Fewer places lie alike by chance in a bank of 100,000; see docs/checks.md.
LEAST_PLACES: Final = 5
# The search asks in one direction only; `workers.checks.likeness.compare` then asks in both, which
# may bring a pair a few bits nearer.
_SLACK: Final = 12
_MOST: Final = 50


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A stored picture that may be a copy, or share a part: to be proven by its pixels.

    `bits` says how near the hash of the whole is, if it is, and `turn` what leads from the picture
    asked for to the stored one; `places` how many local features lie alike, 0 if too few do, and
    `mirrored` whether they do so in a mirror.
    """

    reference: str
    bits: int | None = None
    turn: str | None = None
    places: int = 0
    mirrored: bool = False


class Bank:
    """A bank in a folder, shared by any number of processes; see folder.py for what they see.

    Not for several threads at once. Raises BankDamagedError where what is on disk is not whole.
    """

    def __init__(self, path: Path) -> None:
        self.folder = Folder(path)

    def __len__(self) -> int:
        """How many pictures it holds."""
        return sum(pictures for _, pictures in self.folder.listed().segments)

    def add(self, reference: str, described: Described) -> None:
        """Store one picture. The bank does not look whether it has the reference already."""
        with self.writing() as writing:
            writing.add([entry(reference, described)])

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """Add many at once, and leave a mark for the next writer."""
        with self.folder.writing() as writing:
            yield writing

    def search(self, described: Described, most: int = _MOST) -> list[Candidate]:
        """Return stored pictures that look like the given one or share a part with it.

        Those whose hash is nearest come first, then those with most places. Pictures that other
        processes added are seen as soon as they are published.
        """
        segments = self.folder.segments()
        found = _alike(described.fingerprint, segments)
        for votes in vote(described.points, segments):
            if votes.places >= LEAST_PLACES:
                known = found.get(votes.picture) or Candidate(reference="")
                found[votes.picture] = replace(known, places=votes.places, mirrored=votes.mirrored)
        ranked = sorted(found.items(), key=lambda item: _rank(item[1]))[:most]
        return [replace(one, reference=_reference(segments, n)) for n, one in ranked]


def entry(reference: str, described: Described) -> Entry:
    """What is stored of a described picture."""
    return stored_entry(reference, described.fingerprint, keepsake(described.points))


def stored_entry(reference: str, fingerprint: Fingerprint, kept: Records) -> Entry:
    """What is stored of a picture whose features were kept elsewhere."""
    own = bytes.fromhex(fingerprint.hashes[0])
    return Entry(reference=reference, hash=own, quality=fingerprint.quality, kept=kept)


def _rank(candidate: Candidate) -> tuple[float, int]:
    """A picture that many places speak for comes before one of which the hash alone is near."""
    bits = 256 if candidate.bits is None else candidate.bits
    return -max(candidate.places, CANDIDATE_BITS - bits), bits


def _alike(fingerprint: Fingerprint, segments: Sequence[Segment]) -> dict[int, Candidate]:
    """The pictures whose hash is near one of the eight of the given picture, by number."""
    if not fingerprint.usable:
        return {}
    turns = bytes.fromhex("".join(fingerprint.hashes))
    asked = np.frombuffer(turns, np.uint8).reshape(len(TURNS), -1)
    found: dict[int, Candidate] = {}
    before = 0
    for segment in segments:
        for turn, picture, bits in zip(
            *near(asked, segment.hashes, CANDIDATE_BITS + _SLACK), strict=True
        ):
            known = found.get(before + int(picture))
            nearer = known is None or known.bits is None or bits < known.bits
            if nearer and segment.quality[picture] >= LEAST_QUALITY:
                found[before + int(picture)] = Candidate(
                    reference="", bits=int(bits), turn=TURNS[turn]
                )
        before += segment.count
    return found


def _reference(segments: Sequence[Segment], picture: int) -> str:
    ends = list(accumulate(segment.count for segment in segments))
    which = next(k for k, end in enumerate(ends) if picture < end)
    return segments[which].reference(picture - (ends[which] - segments[which].count))
