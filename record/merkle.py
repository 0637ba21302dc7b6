"""The Merkle tree of RFC 6962 (Certificate Transparency), section 2.1.

A root stands for all leaves in their order.
"""

import hashlib

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
