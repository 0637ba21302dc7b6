"""Telling Word, Excel and PowerPoint files apart by their declared main part, and macros."""

from dataclasses import dataclass

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from workers.checks import archive
from workers.checks.context import MEBIBYTE, Limits
from workers.checks.finding import CannotCheck

_TYPES_PART = "[Content_Types].xml"
_MAIN_PARTS = {
    "wordprocessingml.document.main+xml": "docx",
    "ms-word.document.macroenabled.main+xml": "docx",
    "spreadsheetml.sheet.main+xml": "xlsx",
    "ms-excel.sheet.macroenabled.main+xml": "xlsx",
    "presentationml.presentation.main+xml": "pptx",
    "ms-powerpoint.presentation.macroenabled.main+xml": "pptx",
}
# An Office file locked with a password is an OLE container with this stream (in UTF-16).
_LOCKED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, kw_only=True)
class Package:
    """An Office file read through."""

    members: int
    unpacked: int
    macros: bool
    oddities: tuple[str, ...]


def package_kind(data: bytes) -> str | None:
    """Return "docx", "xlsx" or "pptx" by the container's own list of parts, else None."""
    try:
        types = _content_types(data)
    except CannotCheck:
        return None
    return next(
        (code for end, code in _MAIN_PARTS.items() if any(t.endswith(end) for t in types)), None
    )


def inspect(data: bytes, limits: Limits) -> Package:
    """Read an Office file through. Raises what archive.inspect raises."""
    inside = archive.inspect(data, limits)
    macros = any("macroenabled" in kind or "vbaproject" in kind for kind in _content_types(data))
    named = any(name.lower().endswith("vbaproject.bin") for name in inside.names)
    return Package(
        members=len(inside.names),
        unpacked=inside.unpacked,
        macros=macros or named,
        oddities=inside.oddities,
    )


def is_locked(data: bytes) -> bool:
    """Say whether an OLE container is an Office file locked with a password."""
    return _LOCKED in data


def _content_types(data: bytes) -> list[str]:
    """Return the content types the container declares, in lower case; raises CannotCheck."""
    with archive.opened(data) as container:
        if _TYPES_PART not in container.namelist():
            raise CannotCheck("damaged", error="no parts")
        with container.open(_TYPES_PART) as part:
            text = part.read(MEBIBYTE)
    try:
        root = fromstring(text)
    except (ParseError, DefusedXmlException, ValueError) as fault:
        raise CannotCheck("damaged", error=type(fault).__name__) from fault
    return [element.get("ContentType", "").lower() for element in root]
