"""Taking the bytes of an upload in: a first look, then durable in the store, before any row."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO

from django.utils.translation import get_language

from award.errors import Refused
from record.domain.blobs import keep
from record.errors import TooLarge
from record.store import Stored
from workers.checks.explanations import Text, refusal_text
from workers.checks.kinds import HEAD_BYTES, Kind
from workers.checks.quick import Refusal, quick_look

CHUNK = 1 << 20
LONGEST_NAME = 255


LONGEST_NUMBER = 100


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What the sender says that a letter bears; empty and None where nothing was said."""

    number: str = ""
    day: date | None = None


NO_LETTER = Letter()


@dataclass(frozen=True, kw_only=True)
class Upload:
    """A file as it came in: its bytes on disk, what its sender called it, when it began."""

    file: IO[bytes]
    size: int
    name: str
    begun_at: datetime
    letter: Letter = NO_LETTER


@dataclass(frozen=True, kw_only=True)
class Arrived:
    """Bytes that are durable in the store, and what the first look says they are."""

    stored: Stored
    kind: Kind
    name: str
    begun_at: datetime
    letter: Letter = NO_LETTER


def first_look(upload: Upload) -> Kind:
    """Name the kind of an upload from its head alone. Raises Refused with what to do instead."""
    upload.file.seek(0)
    seen = quick_look(upload.file.read(HEAD_BYTES), upload.size, upload.name)
    if isinstance(seen, Refusal):
        raise Refused([in_language(seen.message)])
    return seen


def take_in(upload: Upload, kind: Kind) -> Arrived:
    """Make the bytes durable; to be called outside any transaction.

    Raises Refused for a file larger than its kind may be, and the store's own errors.
    """
    try:
        stored = keep(_chunks(upload.file), limit=kind.max_bytes)
    except TooLarge as error:
        limit = error.limit // (1024 * 1024)
        raise Refused([in_language(refusal_text("too_large", limit=limit))]) from error
    name = plain_name(upload.name)
    return Arrived(
        stored=stored, kind=kind, name=name, begun_at=upload.begun_at, letter=upload.letter
    )


def plain_name(name: str) -> str:
    """The sender's name of a file as one printable line that fits its column."""
    shown = "".join(letter for letter in name if letter.isprintable()).strip()
    return shown[-LONGEST_NAME:] or "-"


def in_language(text: Text) -> str:
    """A detector's text in the reader's language."""
    return text.en if (get_language() or "id").startswith("en") else text.id


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    while chunk := file.read(CHUNK):
        yield chunk
