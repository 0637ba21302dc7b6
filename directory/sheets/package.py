"""The container of a workbook, looked through before a library is let near it."""

import io
import zipfile
import zlib
from typing import IO
from xml.parsers.expat import ExpatError, ParserCreate

from directory.sheets.tables import Fault, Limits, Unreadable

_ENCRYPTED = 0x1
_CHUNK = 2**20
_MOST_MERGED, _LONGEST_RANGE = 200, 40
_PLAIN = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
# What a list of units needs none of, and what other programs would run or fetch.
_REFUSED = {
    "xl/vbaproject": Fault.MACROS,
    "xl/macrosheets/": Fault.MACROS,
    "xl/activex/": Fault.MACROS,
    "xl/externallinks/": Fault.LINKS,
    "xl/connections.xml": Fault.LINKS,
    "xl/querytables/": Fault.LINKS,
    "xl/embeddings/": Fault.EMBEDDED,
}


def inspect(data: bytes, limits: Limits) -> dict[str, tuple[str, ...]]:
    """Inflate and parse every member once, counting; return the merged ranges by member.

    Raises Unreadable.
    """
    merged = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _refuse_members(members, limits)
            _inflate(archive, members, limits)
            for member in members:
                if member.filename.lower().endswith((".xml", ".rels")):
                    elements = _Elements(limits)
                    with archive.open(member) as stream:
                        elements.walk(stream)
                    merged[member.filename] = tuple(elements.merged)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError) as fault:
        raise Unreadable(Fault.DAMAGED) from fault
    except NotImplementedError as fault:
        raise Unreadable(Fault.DAMAGED) from fault
    return merged


def _refuse_members(members: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(members) > limits.members:
        raise Unreadable(Fault.TOO_LARGE)
    names = [member.filename.lower() for member in members]
    # Of two members with one name a reader takes the first and another the last.
    if len(set(names)) < len(names) or "xl/workbook.xml" not in names:
        raise Unreadable(Fault.DAMAGED if "xl/workbook.xml" in names else Fault.NOT_A_TABLE)
    for name in names:
        for start, fault in _REFUSED.items():
            if name.startswith(start):
                raise Unreadable(fault)
    for member in members:
        if member.flag_bits & _ENCRYPTED:
            raise Unreadable(Fault.ENCRYPTED)
        if member.compress_type not in _PLAIN:
            raise Unreadable(Fault.DAMAGED)


def _inflate(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], limits: Limits) -> None:
    """Read all members through: what they declare of their size may be a lie."""
    total = sum(member.file_size for member in members)
    if total > limits.unpacked:
        raise Unreadable(Fault.TOO_LARGE)
    total = 0
    for member in members:
        with archive.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                total += len(chunk)
                if total > limits.unpacked:
                    raise Unreadable(Fault.TOO_LARGE)


class _Elements:
    """Walks through one part without keeping it: counts, and notes the ranges of merged cells."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._elements = self._rows = 0
        self.merged: list[str] = []

    def walk(self, stream: IO[bytes]) -> None:
        """Raises Unreadable; a document type is refused: with one a few bytes become billions."""
        parser = ParserCreate()
        parser.StartDoctypeDeclHandler = _refuse
        parser.StartElementHandler = self._start
        try:
            parser.ParseFile(stream)
        except ExpatError as fault:
            raise Unreadable(Fault.DAMAGED) from fault

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        local = name.rpartition(":")[2]
        if local == "row":
            self._rows += 1
        elif local == "mergeCell" and len(self.merged) < _MOST_MERGED:
            self.merged.append(attributes.get("ref", "")[:_LONGEST_RANGE])
        if self._rows > self._limits.row_elements:
            raise Unreadable(Fault.TOO_MANY_ROWS)
        if self._elements > self._limits.elements:
            raise Unreadable(Fault.TOO_MANY_CELLS)


def _refuse(*_declared: object) -> None:
    raise Unreadable(Fault.DECLARATIONS)
