"""The Merkle tree of RFC 6962 (Certificate Transparency), sections 2.1 to 2.1.2.

A root stands for all leaves in their order. An inclusion proof shows that one leaf is among them,
a consistency proof that an earlier root stands for the beginning of the same leaves. Both are lists
of hashes whose length grows with the logarithm of the number of leaves. Verification follows
RFC 9162, sections 2.1.3.2 and 2.1.4.2, which has the same tree and spells it out.
"""

import hashlib
from collections.abc import Sequence

EMPTY = hashlib.sha256(b"").digest()


def leaf_hash(leaf: bytes) -> bytes:
    """Return the hash of a leaf; its prefix keeps it from being taken for a node."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of a node above two others."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Frontier:
    """A tree that only grows, of which it keeps the tops of the complete parts alone."""

    def __init__(self) -> None:
        self.size = 0
        self._tops: list[bytes] = []

    def add(self, leaf: bytes) -> None:
        """Append a leaf: as many parts merge as the size had trailing ones in binary."""
        top, size = leaf_hash(leaf), self.size
        while size & 1:
            top, size = node_hash(self._tops.pop(), top), size >> 1
        self._tops.append(top)
        self.size += 1

    def root(self) -> bytes:
        """Return the root over everything added until now."""
        if not self._tops:
            return EMPTY
        root = self._tops[-1]
        for top in reversed(self._tops[:-1]):
            root = node_hash(top, root)
        return root


def root_of(leaves: Sequence[bytes]) -> bytes:
    """Return the root over leaves in their order."""
    tree = Frontier()
    for leaf in leaves:
        tree.add(leaf)
    return tree.root()


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """Return the proof that the leaf at `index` (from 0) is among `leaves`, lowest hash first.

    Raises IndexError for an index beyond the leaves.
    """
    if not 0 <= index < len(leaves):
        raise IndexError(index)
    if len(leaves) == 1:
        return []
    half = _half(len(leaves))
    if index < half:
        return [*inclusion_proof(leaves[:half], index), root_of(leaves[half:])]
    return [*inclusion_proof(leaves[half:], index - half), root_of(leaves[:half])]


def consistency_proof(leaves: Sequence[bytes], earlier: int) -> list[bytes]:
    """Return the proof that the tree of the first `earlier` leaves is the beginning of this one.

    Raises IndexError unless 0 < earlier <= len(leaves).
    """
    if not 0 < earlier <= len(leaves):
        raise IndexError(earlier)
    return _subproof(leaves, earlier, whole=True)


def _subproof(leaves: Sequence[bytes], earlier: int, *, whole: bool) -> list[bytes]:
    """SUBPROOF of RFC 6962, 2.1.2: `whole` while the earlier tree is one the verifier knows."""
    if earlier == len(leaves):
        return [] if whole else [root_of(leaves)]
    half = _half(len(leaves))
    if earlier <= half:
        return [*_subproof(leaves[:half], earlier, whole=whole), root_of(leaves[half:])]
    return [*_subproof(leaves[half:], earlier - half, whole=False), root_of(leaves[:half])]


def _half(size: int) -> int:
    """The largest power of two below `size`, where RFC 6962 divides."""
    return 1 << ((size - 1).bit_length() - 1)


def is_included(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether the proof shows the leaf at `index` (from 0) in the tree of `size` under `root`."""
    if not 0 <= index < size:
        return False
    here, last, top = index, size - 1, leaf_hash(leaf)
    for hashed in proof:
        if last == 0:
            return False
        if here & 1 or here == last:
            top = node_hash(hashed, top)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            top = node_hash(top, hashed)
        here, last = here >> 1, last >> 1
    return last == 0 and top == root


def is_consistent(
    earlier: int, earlier_root: bytes, size: int, root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether the proof shows that the tree of `earlier` leaves is the beginning of the other."""
    if earlier == size:
        return not proof and earlier_root == root
    if not 0 < earlier < size:
        return False
    path = list(proof) if earlier & (earlier - 1) else [earlier_root, *proof]
    if not path:
        return False
    here, last = earlier - 1, size - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    old = new = path[0]
    for hashed in path[1:]:
        if last == 0:
            return False
        if here & 1 or here == last:
            old, new = node_hash(hashed, old), node_hash(hashed, new)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            new = node_hash(new, hashed)
        here, last = here >> 1, last >> 1
    return last == 0 and old == earlier_root and new == root
