"""A part of the bank that never changes: some thousand pictures in one file, mapped into memory.

The file is a line of JSON that names the arrays behind it, each at a multiple of 64 bytes. Features
stand in the order of their words, so that the list of a word is a stretch of each array.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO, Final

import numpy as np
from numpy.typing import NDArray

from workers.checks.bank import words
from workers.checks.bank.records import ALGORITHM, GEOMETRY, KEPT_TYPE, Records

_HEADER: Final = 1_024
_ALIGNED: Final = 64
HASH_BYTES: Final = 32
Arrays = dict[str, NDArray[Any]]
# Each array with its type and the width of a row.
_KINDS: Final[dict[str, tuple[str, int]]] = {
    "hashes": ("u1", HASH_BYTES),
    "quality": ("u1", 1),
    "names": ("u1", 1),
    "ends": ("<u4", 1),
    "words": ("<u2", 1),
    "signatures": ("<u8", 1),
    "pictures": ("<u4", 1),
    "geometry": ("u1", len(GEOMETRY)),
}


class BankDamagedError(Exception):
    """Raised where the bank on disk is not whole; it can be made anew from what it was made of."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A picture to be stored: the caller's name for it, its hash as it stands, its features."""

    reference: str
    hash: bytes
    quality: int
    kept: Records


class Segment:
    """A segment that was opened. Pictures are numbered from 0."""

    def __init__(self, arrays: Arrays) -> None:
        self.hashes: NDArray[np.uint8] = arrays["hashes"]
        self.quality: NDArray[np.uint8] = arrays["quality"]
        self.signatures: NDArray[np.uint64] = arrays["signatures"]
        self.pictures: NDArray[np.uint32] = arrays["pictures"]
        self.geometry: NDArray[np.uint8] = arrays["geometry"]
        self.arrays = arrays
        self.count, self.features = len(self.hashes), len(self.signatures)

    def reference(self, picture: int) -> str:
        """The caller's name for a picture."""
        ends = self.arrays["ends"]
        begin = int(ends[picture - 1]) if picture else 0
        return self.arrays["names"][begin : int(ends[picture])].tobytes().decode()

    def lists(self, asked: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Where the list of each word begins, and how long it is."""
        if self.features < words.WORDS:
            starts, ends = (np.searchsorted(self.arrays["words"], asked + k) for k in (0, 1))
        else:
            starts, ends = self._offsets[asked], self._offsets[asked + 1]
        return starts, ends - starts

    @cached_property
    def _offsets(self) -> NDArray[np.int64]:
        return np.searchsorted(self.arrays["words"], np.arange(words.WORDS + 1))


def assemble(entries: Sequence[Entry]) -> Arrays:
    """Return the arrays of a segment of these pictures."""
    kept = np.concatenate([np.zeros(0, KEPT_TYPE), *(e.kept for e in entries)])
    names = [e.reference.encode() for e in entries]
    hashes = np.frombuffer(b"".join(e.hash for e in entries), np.uint8)
    return _ordered(
        {
            "hashes": hashes.reshape(-1, HASH_BYTES),
            "quality": np.array([e.quality for e in entries], np.uint8),
            "names": np.frombuffer(b"".join(names), np.uint8),
            "ends": np.cumsum([len(name) for name in names]).astype(np.uint32),
            "words": kept["word"],
            "signatures": kept["signature"],
            "pictures": np.repeat(np.arange(len(entries)), [len(e.kept) for e in entries]),
            "geometry": np.column_stack([kept[name] for name, _ in GEOMETRY]),
        }
    )


def merged(segments: Sequence[Segment]) -> Arrays:
    """Return the arrays of one segment with the pictures of several, in their order."""
    joined = {n: np.concatenate([s.arrays[n] for s in segments]) for n in _KINDS}
    pictures, names = 0, 0
    shifted: dict[str, list[NDArray[np.int64]]] = {"pictures": [], "ends": []}
    for segment in segments:
        shifted["pictures"].append(segment.pictures.astype(np.int64) + pictures)
        shifted["ends"].append(segment.arrays["ends"].astype(np.int64) + names)
        pictures, names = pictures + segment.count, names + len(segment.arrays["names"])
    joined |= {name: np.concatenate(parts) for name, parts in shifted.items()}
    return _ordered(joined)


def _ordered(arrays: Arrays) -> Arrays:
    order = np.argsort(arrays["words"], kind="stable")
    ordered = {n: arrays[n][order] for n in ("words", "signatures", "pictures", "geometry")}
    return {n: (arrays | ordered)[n].astype(kind) for n, (kind, _) in _KINDS.items()}


def write(arrays: Arrays, stream: BinaryIO) -> None:
    """Write a segment."""
    places: dict[str, list[int]] = {}
    at = _HEADER
    for name, array in arrays.items():
        places[name] = [at, len(array)]
        at += -(-array.nbytes // _ALIGNED) * _ALIGNED
    header = json.dumps({"algorithm": ALGORITHM, "size": at, "arrays": places}).encode()
    stream.write(header.ljust(_HEADER - 1) + b"\n")
    for array in arrays.values():
        stream.write(array.tobytes())
        stream.write(bytes(-array.nbytes % _ALIGNED))


def read(path: Path) -> Segment:
    """Map a segment. Raises FileNotFoundError, and BankDamagedError for one that is not whole."""
    with path.open("rb") as stream:
        head = stream.read(_HEADER)
        size = stream.seek(0, 2)
    try:
        header = json.loads(head)
        if header["algorithm"] != ALGORITHM or header["size"] != size:
            raise BankDamagedError(f"{path.name} is cut or of another algorithm")
        # A mapping of pages that all processes share; a plain array where nothing can be mapped.
        mapped = np.memmap(path, np.uint8, "r").view(np.ndarray)
        arrays = {name: _mapped(mapped, name, *header["arrays"][name]) for name in _KINDS}
    except (ValueError, KeyError, TypeError) as fault:
        raise BankDamagedError(f"{path.name} is not a segment of a bank") from fault
    _check(arrays, path)
    return Segment(arrays)


def _mapped(mapped: NDArray[np.uint8], name: str, at: int, rows: int) -> NDArray[Any]:
    kind, width = _KINDS[name]
    stretch = mapped[at : at + rows * width * np.dtype(kind).itemsize].view(kind)
    return stretch.reshape(rows, width) if width > 1 else stretch.reshape(rows)


def _check(arrays: Arrays, path: Path) -> None:
    """Refuse arrays that do not belong together: a search would leave their bounds."""
    count, features = len(arrays["hashes"]), len(arrays["words"])
    pictures, ends = arrays["pictures"], arrays["ends"]
    whole = (
        len(arrays["quality"]) == len(ends) == count
        and len(arrays["signatures"]) == len(pictures) == len(arrays["geometry"]) == features
        and (not features or int(pictures.max()) < count)
        and (not count or int(ends[-1]) == len(arrays["names"]))
    )
    if not whole:
        raise BankDamagedError(f"the parts of {path.name} contradict each other")


def total(segments: Iterable[Segment]) -> int:
    """How many pictures several segments hold."""
    return sum(segment.count for segment in segments)
