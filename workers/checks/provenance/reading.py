"""Reading the signed record of a file with c2pa, without a network, and taking nothing on trust."""

import io
import json
from functools import cache
from typing import Any

import c2pa

from workers.checks.finding import CannotCheck

# No settings of the machine, nothing fetched: neither records kept elsewhere nor certificates.
_SETTINGS: dict[str, Any] = {
    "verify": {
        "verify_after_reading": True,
        "verify_trust": True,
        "verify_timestamp_trust": False,
        "ocsp_fetch": False,
        "remote_manifest_fetch": False,
    }
}
# A record is a JUMBF box in any of the formats; a record elsewhere is named in XMP.
_MARKS = (b"jumb", b"c2pa", b"C2PA", b"dcterms:provenance")
MEDIA_TYPES = {
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "heic": "image/heic",
    "pdf": "application/pdf",
}
_MOST_JSON = 4 * 1024 * 1024


class Elsewhere(Exception):
    """The file names a record kept on the network, which is not fetched."""


def has_marks(data: bytes) -> bool:
    """Whether there may be a record at all: a look at the bytes, without a parser."""
    return any(mark in data for mark in _MARKS)


def read(data: bytes, kind: str) -> dict[str, Any] | None:
    """Return the record with its validation as c2pa writes it, None without one.

    Raises Elsewhere, and CannotCheck("provenance_unreadable") for a record that cannot be read.
    """
    try:
        with c2pa.Reader(MEDIA_TYPES[kind], io.BytesIO(data), context=_context()) as reader:
            text = reader.json()
    except c2pa.C2paError as fault:
        if _is_none(fault):
            return None
        raise _refused(fault) from fault
    if len(text) > _MOST_JSON:
        raise CannotCheck("provenance_unreadable", error="size")
    found = json.loads(text)
    return found if isinstance(found, dict) else None


@cache
def _context() -> c2pa.Context:
    return c2pa.Context.from_dict(_SETTINGS)


def _is_none(fault: c2pa.C2paError) -> bool:
    return "ManifestNotFound" in str(fault)


def _refused(fault: c2pa.C2paError) -> Exception:
    text = str(fault)
    if "remote manifest" in text.lower():
        return Elsewhere()
    return CannotCheck("provenance_unreadable", error=text.partition(":")[0][:60])
