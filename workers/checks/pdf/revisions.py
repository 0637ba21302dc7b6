"""The earlier versions that a PDF still holds: each incremental save leaves the one before it."""

import re

from workers.checks.pdf.census import Census

_END = re.compile(rb"\s*%%EOF(?:\r\n|\r|\n)?")
_CLOSE = 1_024  # bytes; what a linearized file or a second mark adds is no version of its own


def revisions(data: bytes) -> list[int]:
    """Return where each version ends, the last one being the whole file."""
    ends: list[int] = []
    for at in Census(data).ends:
        closed = _END.match(data, at)
        ends.append(closed.end() if closed else at)
    starts = [end for end in ends if len(data) - end > 0 and _opens(data, end)]
    return [*starts, len(data)] if starts else [len(data)]


def _opens(data: bytes, end: int) -> bool:
    """Say whether a whole version lies before `end`: a linearized file ends its first table so."""
    linearized = b"/Linearized" in data[:_CLOSE]
    return not (linearized and end < _CLOSE * 4) and bool(data[end:].strip())
