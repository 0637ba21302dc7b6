"""What a PDF says of its own making: dates and programs, in its two places for them."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

import pikepdf

from workers.checks.pdf.opening import structure

# Clocks and zones that are not told may shift a date by so much without meaning anything.
TOLERANCE = timedelta(hours=26)
_MOST_PACKET = 1_000_000
_PDF_DATE = re.compile(
    r"D?:?(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(?:([+-])(\d{2})'?(\d{2})?|Z)?"
)
_XMP = {
    "created": re.compile(rb"xmp:CreateDate(?:=[\"']|>)\s*([^\"'<]{4,40})"),
    "modified": re.compile(rb"xmp:ModifyDate(?:=[\"']|>)\s*([^\"'<]{4,40})"),
}


@dataclass(frozen=True, kw_only=True)
class Making:
    """Dates of the information dictionary and of the XMP packet, and the programs. None: not told.

    All dates are aware; one without a zone is read as UTC, which TOLERANCE makes up for.
    """

    created: datetime | None = None
    modified: datetime | None = None
    xmp_created: datetime | None = None
    xmp_modified: datetime | None = None
    producer: str = ""
    creator: str = ""


def making(data: bytes) -> Making:
    """Read what a PDF says of its making. Raises CannotCheck."""
    with structure(data) as document:
        told = document.trailer.get("/Info")
        info = told if isinstance(told, pikepdf.Dictionary) else pikepdf.Dictionary()
        packet = document.Root.get("/Metadata")
        xmp = packet.read_bytes()[:_MOST_PACKET] if isinstance(packet, pikepdf.Stream) else b""
        return Making(
            created=pdf_date(_word(info, "/CreationDate")),
            modified=pdf_date(_word(info, "/ModDate")),
            xmp_created=_xmp_date(xmp, "created"),
            xmp_modified=_xmp_date(xmp, "modified"),
            producer=_word(info, "/Producer"),
            creator=_word(info, "/Creator"),
        )


def _word(info: pikepdf.Dictionary, key: str) -> str:
    value = info.get(key)
    return str(value).strip()[:120] if isinstance(value, pikepdf.String) else ""


def pdf_date(text: str) -> datetime | None:
    """Read a date as ISO 32000 writes it; None for anything else."""
    found = _PDF_DATE.match(text)
    if found is None:
        return None
    year, month, day, hour, minute, second, sign, zone_hours, zone_minutes = found.groups()
    away = timedelta(hours=int(zone_hours or 0), minutes=int(zone_minutes or 0))
    try:
        zone = timezone(-away if sign == "-" else away)
        return datetime(
            int(year), int(month or 1), int(day or 1),
            int(hour or 0), int(minute or 0), int(second or 0), tzinfo=zone,
        )  # fmt: skip
    except ValueError:
        return None


def _xmp_date(packet: bytes, name: str) -> datetime | None:
    found = _XMP[name].search(packet)
    if found is None:
        return None
    try:
        read = datetime.fromisoformat(found.group(1).decode("ascii", "replace").strip())
    except ValueError:
        return None
    return read if read.tzinfo else read.replace(tzinfo=UTC)
