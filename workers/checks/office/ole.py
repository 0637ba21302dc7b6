"""Word, Excel and PowerPoint files from before 2007: their properties and what they do.

Such a file is not accepted as evidence; whoever checks one from the shell is told all the same.
"""

import io
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import olefile

from workers.checks.finding import CannotCheck
from workers.checks.office.properties import Properties, words

_MOST_BYTES = 32 * 1024 * 1024
_MOST_RECORDS = 20_000
_PACKAGE = "0003000C-0000-0000-C000-000000000046"
_BOUND_SHEET = 0x0085
# PowerPoint: an atom that says whether there are macros, and the storage of an embedded object.
_VBA_ATOM = b"\x02\x00\x00\x04\x0c\x00\x00\x00"
_STORED_OBJECTS = (b"\x00\x00\x11\x10", b"\x10\x00\x11\x10")


@contextmanager
def opened(data: bytes) -> Iterator[olefile.OleFileIO]:
    """Open a compound file; what its parser raises becomes CannotCheck "damaged"."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            yield container
    except CannotCheck:
        raise
    except Exception as fault:
        raise CannotCheck("damaged", error=type(fault).__name__) from fault


def properties(container: olefile.OleFileIO) -> Properties:
    """Read the properties of a compound file. What is broken in it reads as absent."""
    found = container.get_metadata()
    return Properties(
        author=_text(found.author),
        changed_by=_text(found.last_saved_by),
        company=_text(found.company),
        program=_text(found.creating_application),
        template=_text(found.template),
        created=_aware(found.create_time),
        modified=_aware(found.last_saved_time),
    )


def deeds_of(container: olefile.OleFileIO) -> list[str]:
    """Return the codes of `[office]` in explanations.toml for what the file does, sorted."""
    return sorted(set(_deeds(container)))


def _deeds(container: olefile.OleFileIO) -> Iterator[str]:
    for path in container.listdir():
        low = [name.lower() for name in path]
        if "_vba_project" in low or "vba" in low[:-1]:
            yield "macros"
        if low[-1] == "\x01ole10native" or low[0].startswith("mbd"):
            yield "packaged_file" if _wraps_file(container, path) else "embedded_object"
        if low in (["workbook"], ["book"]) and _has_macro_sheet(_stream(container, path)):
            yield "macro_sheet"
        if low == ["powerpoint document"]:
            yield from _presentation(_stream(container, path))


def _wraps_file(container: olefile.OleFileIO, path: list[str]) -> bool:
    """Whether an object is any file at all, wrapped by Windows."""
    return len(path) > 1 and str(container.getclsid(path[:-1])).upper() == _PACKAGE


def _stream(container: olefile.OleFileIO, path: list[str]) -> bytes:
    with container.openstream(path) as stream:
        data: bytes = stream.read(_MOST_BYTES)
        return data


def _has_macro_sheet(book: bytes) -> bool:
    """Whether one of the sheets is of the old kind that holds macros (Excel 4)."""
    place = 0
    for _ in range(_MOST_RECORDS):
        if place + 4 > len(book):
            return False
        number, length = struct.unpack_from("<HH", book, place)
        if number == _BOUND_SHEET and length >= 6 and book[place + 9 : place + 10] == b"\x01":
            return True
        place += 4 + length
    return False


def _presentation(document: bytes) -> Iterator[str]:
    atom = document.find(_VBA_ATOM)
    if atom >= 0 and document[atom + 12 : atom + 16] == b"\x01\0\0\0":
        yield "macros"
    if any(mark in document for mark in _STORED_OBJECTS):
        yield "embedded_object"


def _text(value: object) -> str:
    return words(value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value or ""))


def _aware(value: object) -> datetime | None:
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) else None
