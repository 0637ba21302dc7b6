"""The container of a workbook, looked through before a library is let near it."""

import io
import zipfile
import zlib
from collections.abc import Iterator

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse

from directory.sheets.tables import Fault, Limits, Unreadable

_ENCRYPTED = 0x1
_CHUNK = 2**20
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


def inspect(data: bytes, limits: Limits) -> None:
    """Inflate and parse every member once, counting. Raises Unreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _refuse_members(members, limits)
            _inflate(archive, members, limits)
            for member in members:
                if member.filename.lower().endswith((".xml", ".rels")):
                    _refuse_declarations(archive, member)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError) as fault:
        raise Unreadable(Fault.DAMAGED) from fault
    except NotImplementedError as fault:
        raise Unreadable(Fault.DAMAGED) from fault


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


def _refuse_declarations(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """No document type: it is how a few bytes become billions, or another file."""
    with archive.open(member) as stream:
        try:
            for _event, element in iterparse(stream, forbid_dtd=True):
                element.clear()
        except DefusedXmlException as fault:
            raise Unreadable(Fault.DECLARATIONS) from fault
        except ParseError as fault:
            raise Unreadable(Fault.DAMAGED) from fault


def merged_ranges(data: bytes, path: str) -> Iterator[str]:
    """The ranges of merged cells that the sheet at that path in the container declares."""
    with (
        zipfile.ZipFile(io.BytesIO(data)) as archive,
        archive.open(path) as stream,
    ):
        for _event, element in iterparse(stream, forbid_dtd=True):
            if element.tag.rpartition("}")[2] == "mergeCell":
                yield element.get("ref", "")[:40]
            if element.tag.rpartition("}")[2] != "row":
                continue
            element.clear()
