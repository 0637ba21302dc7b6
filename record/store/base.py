import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import IO, BinaryIO, Protocol

from record.errors import BrokenOff, NotStored, TooLarge

SHA256 = re.compile(r"[0-9a-f]{64}")
CHUNK = 1 << 20


@dataclass(frozen=True)
class Stored:
    """Bytes that are durable in the store: their SHA-256 in hex and their size in bytes."""

    sha256: str
    size: int


class Store(Protocol):
    """What an evidence store can do. It has no way to overwrite or to delete.

    Every method raises StoreUnavailable when the store does not answer.
    """

    def put(self, chunks: Iterable[bytes], *, limit: int) -> Stored:
        """Keep the bytes and return once they are durable.

        Bytes that are there already are left as they are, which is success. Raises TooLarge above
        `limit` bytes, BrokenOff if the chunks stop coming, StoreFull without space, StoreCorrupt if
        what is there under the same name is damaged; in each case nothing new is kept.
        """

    def open(self, sha256: str) -> BinaryIO:
        """Open the bytes for reading. Raises NotStored."""

    def exists(self, sha256: str) -> bool:
        """Say whether bytes are stored under this digest."""

    def digests(self) -> Iterator[str]:
        """Every digest in the store, in order."""

    def stored_at(self, sha256: str) -> datetime:
        """When the bytes were written, in UTC. Raises NotStored."""

    def clean(self, *, older_than: timedelta) -> int:
        """Remove what broken-off uploads left behind and return how many remains that were."""

    def problems(self) -> list[str]:
        """Try the store out and say what is wrong with it; empty means that it works."""


def valid(sha256: str) -> str:
    """Return the digest if it has the form of one; raises NotStored if not.

    A path or key is made of digests alone, never of a name that somebody sent.
    """
    if not SHA256.fullmatch(sha256):
        raise NotStored(f"not a digest: {sha256!r}")
    return sha256


def copy(chunks: Iterable[bytes], target: IO[bytes], *, limit: int) -> Stored:
    """Write the chunks to `target` while hashing them.

    Raises TooLarge above `limit` bytes, BrokenOff if the chunks stop coming.
    """
    digest, size = hashlib.sha256(), 0
    for chunk in _arriving(chunks):
        size += len(chunk)
        if size > limit:
            raise TooLarge(limit)
        digest.update(chunk)
        target.write(chunk)
    return Stored(digest.hexdigest(), size)


def _arriving(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The chunks; an error of the connection they come by is not one of the store."""
    try:
        yield from chunks
    except OSError as error:
        raise BrokenOff(str(error)) from error


def measure(source: IO[bytes]) -> Stored:
    """Read to the end and return the digest and size of what was read."""
    digest, size = hashlib.sha256(), 0
    while chunk := source.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
    return Stored(digest.hexdigest(), size)
