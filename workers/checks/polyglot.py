"""Files that are two things at once, as a reader of another kind would see them."""

import re
from collections.abc import Iterator

from workers.checks.kinds import sniff

_ARCHIVE_END = b"PK\x05\x06"
_ARCHIVE_END_BYTES = 22
_COMMENT_BYTES = 65_535
_SCRIPT = re.compile(rb"<\?php|<script[\s>]", re.IGNORECASE)
# A marker in JPEG data: FF and a code that is neither stuffing (00), fill (FF) nor a restart.
_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
_END_OF_IMAGE, _START_OF_SCAN = 0xD9, 0xDA
# What a camera itself writes behind a picture: further pictures, a short film, zeros.
_HARMLESS_TAILS = {"jpeg", "heic", "mp4", None}


def second_kinds(data: bytes, code: str) -> list[str]:
    """Return which other kinds of file these bytes are too, besides `code`; sorted, unique."""
    return sorted(set(_second_kinds(data, code)) - {code})


def _second_kinds(data: bytes, code: str) -> Iterator[str]:
    container = code in {"docx", "xlsx", "pptx"}
    if not container and _ends_as_archive(data):
        yield "zip"
    if code != "pdf" and b"%PDF-" in data[:1024]:
        yield "pdf"
    if data[257:262] == b"ustar" and code != "tar":
        yield "tar"
    if data[0x8001:0x8006] == b"CD001":
        yield "iso"
    if code in {"jpeg", "png", "webp", "heic"} and _SCRIPT.search(data):
        yield "script"
    yield from _around(data, code)


def _around(data: bytes, code: str) -> Iterator[str]:
    """Name what stands before a PDF's header or behind a picture's end."""
    if code == "pdf":
        start = data.find(b"%PDF-")
        before = sniff(data[:start]) if start > 0 else None
        if before is not None:
            yield before
        return
    tail = data[picture_end(data, code) :].lstrip(b"\0")
    behind = sniff(tail[:512])
    if behind not in _HARMLESS_TAILS:
        yield str(behind)


def _ends_as_archive(data: bytes) -> bool:
    """Say whether an archiver would open the file: its closing record in place and in order."""
    start = data.rfind(_ARCHIVE_END, max(0, len(data) - _ARCHIVE_END_BYTES - _COMMENT_BYTES))
    record = data[start : start + _ARCHIVE_END_BYTES] if start >= 0 else b""
    if len(record) < _ARCHIVE_END_BYTES:
        return False
    directory = int.from_bytes(record[12:16], "little")
    return directory <= start and data[start - directory : start].startswith(b"PK\x01\x02")


def picture_end(data: bytes, code: str) -> int:
    """Return where the picture ends; the length of the file where that cannot be told."""
    if code == "png":
        end = data.find(b"IEND", 8)
        return end + 8 if end >= 0 else len(data)
    if code == "webp":
        return min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    return _jpeg_end(data) if code == "jpeg" else len(data)


def _jpeg_end(data: bytes) -> int:
    position = 2
    while found := _MARKER.search(data, position):
        marker = data[found.start() + 1]
        if marker == _END_OF_IMAGE:
            return found.end()
        position = found.end()
        if marker != 0x01:  # every other marker says how long its segment is
            position += max(2, int.from_bytes(data[position : position + 2], "big"))
    return len(data)
