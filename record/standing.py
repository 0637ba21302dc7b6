"""On what it hangs which rows of a list somebody sees, told by the apps that know.

Its page asks anew for each reader; a file made of it days ago does not. So it is given out while all
that its rows hung on is as it was when it was asked for.
"""

from collections.abc import Callable, Iterable
from hashlib import sha256
from uuid import UUID

from record.canonical import Json, canonical

# Of a person, each row as ids and codes; the order says nothing.
Tells = Callable[[UUID], Iterable[tuple[str, ...]]]

_told_by: list[Tells] = []


def hangs_on(tells: Tells) -> None:
    """Let what this tells of a person count; called in AppConfig.ready()."""
    if tells not in _told_by:
        _told_by.append(tells)


def standing_of(person: UUID) -> str:
    """SHA-256 over all that is told of the person now."""
    said: list[Json] = [[list(row) for row in sorted(set(tells(person)))] for tells in _told_by]
    return sha256(canonical(said).encode()).hexdigest()
