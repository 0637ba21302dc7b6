"""Exact search of 256-bit hashes: every stored one is looked at, in mapped memory, by faiss.

A scan of a million takes a little over a millisecond and misses nothing; below ten million there is
no index that is worth being kept in step.
"""

from typing import Final

import faiss
import numpy as np
from numpy.typing import NDArray

from workers.checks.bank.segment import HASH_BYTES

Hashes = NDArray[np.uint8]
Numbers = NDArray[np.int64]
_FEW: Final = 32  # a scan is shared by so many hashes at once

faiss.omp_set_num_threads(1)


def near(asked: Hashes, stored: Hashes, bits: int) -> tuple[Numbers, Numbers, Numbers]:
    """Return which hash asked for is within `bits` of which stored one: two numbers, and the bits.

    Both are rows of 32 bytes. The answer is exact.
    """
    parts = [_scanned(asked[i : i + _FEW], stored, bits, i) for i in range(0, len(asked), _FEW)]
    first, second, differ = (np.concatenate(column) for column in zip(*parts, strict=True))
    return first, second, differ


def _scanned(asked: Hashes, stored: Hashes, bits: int, before: int) -> tuple[Numbers, ...]:
    asked, stored = np.ascontiguousarray(asked), np.ascontiguousarray(stored)
    found = faiss.RangeSearchResult(len(asked))
    # The radius is one that is not reached. Reading where it lies needs no second copy in memory.
    faiss.hamming_range_search(  # type: ignore[attr-defined] # its stubs leave this one out
        faiss.swig_ptr(asked),
        faiss.swig_ptr(stored),
        len(asked),
        len(stored),
        bits + 1,
        HASH_BYTES,
        found,
    )
    limits = faiss.rev_swig_ptr(found.lims, len(asked) + 1).astype(np.int64)
    count = int(limits[-1])
    if not count:
        nothing = np.zeros(0, np.int64)
        return nothing, nothing, nothing
    whose = np.repeat(np.arange(len(asked)), np.diff(limits)) + before
    numbers, differ = (
        faiss.rev_swig_ptr(column, count).astype(np.int64)
        for column in (found.labels, found.distances)
    )
    return whose, numbers, differ
