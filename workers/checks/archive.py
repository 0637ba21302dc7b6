"""Reading a ZIP container without believing what it declares."""

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from workers.checks.context import MEBIBYTE, Limits
from workers.checks.finding import CannotCheck

_PLAIN = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # what Office files use; no other is inflated
_ENCRYPTED = 0x1


@dataclass(frozen=True, kw_only=True)
class Archive:
    """What a container holds after every member was inflated and counted."""

    names: tuple[str, ...]
    unpacked: int
    oddities: tuple[str, ...]


def inspect(data: bytes, limits: Limits) -> Archive:
    """Inflate every member, counting, and compare the container's two tables of contents.

    Raises CannotCheck: "archive_too_large", "damaged", "encrypted".
    """
    with opened(data) as archive:
        members = archive.infolist()
        declared = sum(member.file_size for member in members)
        _refuse_bombs(len(members), declared, len(data), limits)
        if any(member.flag_bits & _ENCRYPTED for member in members):
            raise CannotCheck("encrypted")
        if any(member.compress_type not in _PLAIN for member in members):
            raise CannotCheck("damaged", error="compression")
        unpacked = _inflate(archive, members, len(data), limits)
        oddities = tuple(_oddities(archive, members, data))
    names = tuple(member.filename for member in members)
    return Archive(names=names, unpacked=unpacked, oddities=oddities)


@contextmanager
def opened(data: bytes) -> Iterator[zipfile.ZipFile]:
    """Open a container; what its parser raises becomes CannotCheck "damaged"."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as fault:
        raise CannotCheck("damaged", error=type(fault).__name__) from fault
    except NotImplementedError as fault:
        raise CannotCheck("damaged", error="compression") from fault


def _refuse_bombs(members: int, unpacked: int, packed: int, limits: Limits) -> None:
    swollen = unpacked > limits.archive_ratio_from and unpacked > limits.archive_ratio * packed
    if members > limits.archive_members or unpacked > limits.archive_bytes or swollen:
        raise CannotCheck("archive_too_large", members=members, unpacked=unpacked)


def _inflate(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], packed: int, limits: Limits
) -> int:
    """Read all members through, so that lengths and checksums are known to be true."""
    total = 0
    for member in members:
        with archive.open(member) as stream:
            while chunk := stream.read(MEBIBYTE):
                total += len(chunk)
                _refuse_bombs(len(members), total, packed, limits)
    return total


def _oddities(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], data: bytes
) -> Iterator[str]:
    if len({member.filename for member in members}) < len(members):
        yield "duplicate_names"
    if any(stat.S_ISLNK(member.external_attr >> 16) for member in members):
        yield "links"
    if members and min(member.header_offset for member in members) > 0:
        yield "leading_bytes"
    end = data.rfind(b"PK\x05\x06")
    if end + 22 + len(archive.comment) < len(data):
        yield "trailing_bytes"
