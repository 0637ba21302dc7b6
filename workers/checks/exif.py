"""What a camera wrote beside the pixels: when, with what, where, edited with what."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from PIL import Image

_SUB_IFD, _GPS_IFD = 0x8769, 0x8825
_MAKE, _MODEL, _SOFTWARE, _PROCESSING = 0x010F, 0x0110, 0x0131, 0x000B
_TAKEN, _DIGITIZED = 0x9003, 0x9004
_ZONE_TAKEN, _ZONE_DIGITIZED = 0x9011, 0x9012
_CREATOR_TOOL = re.compile(rb"xmp:CreatorTool(?:=\"|>)([^\"<]{1,200})")
_ZONE = re.compile(r"([+-])(\d\d):(\d\d)")
_LONGEST_TEXT = 120


@dataclass(frozen=True, kw_only=True)
class Capture:
    """The metadata of one picture; None or empty where the file does not say.

    `taken` is naive in the camera's own time unless the file names the zone. `place` is
    (latitude, longitude) in degrees; it never leaves the checks except as a distance.
    """

    present: bool
    taken: datetime | None
    camera: str
    software: tuple[str, ...]
    place: tuple[float, float] | None


def read_capture(image: Image.Image) -> Capture:
    """Read the metadata of an opened picture. What is broken in it reads as absent."""
    exif = image.getexif()
    detail, gps = exif.get_ifd(_SUB_IFD), exif.get_ifd(_GPS_IFD)
    camera = " ".join(filter(None, (_words(exif.get(_MAKE)), _words(exif.get(_MODEL)))))
    tools = (exif.get(_SOFTWARE), exif.get(_PROCESSING), _creator_tool(image.info.get("xmp")))
    return Capture(
        present=bool(exif),
        taken=_moment(detail.get(_TAKEN), detail.get(_ZONE_TAKEN))
        or _moment(detail.get(_DIGITIZED), detail.get(_ZONE_DIGITIZED)),
        camera=camera,
        software=tuple(dict.fromkeys(filter(None, map(_words, tools)))),
        place=_place(gps),
    )


def _words(value: object) -> str:
    """Return a tag as printable text of bounded length."""
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    text = value if isinstance(value, str) else ""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:_LONGEST_TEXT]


def _creator_tool(xmp: object) -> str:
    packet = xmp if isinstance(xmp, bytes) else str(xmp or "").encode()
    found = _CREATOR_TOOL.search(packet)
    return _words(found.group(1)) if found else ""


def _moment(value: object, zone: object) -> datetime | None:
    """Read "2024:03:05 09:10:11" with an optional "+07:00"; a date no clock shows is None."""
    try:
        moment = datetime.strptime(_words(value)[:19], "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007
    except ValueError:
        return None
    offset = _ZONE.fullmatch(_words(zone))
    if offset is None:
        return moment
    minutes = int(offset[2]) * 60 + int(offset[3])
    if minutes >= 24 * 60:
        return moment
    shift = timedelta(minutes=minutes if offset[1] == "+" else -minutes)
    return moment.replace(tzinfo=timezone(shift))


def _place(gps: Mapping[int, Any]) -> tuple[float, float] | None:
    latitude = _degrees(gps.get(2), gps.get(1), "S")
    longitude = _degrees(gps.get(4), gps.get(3), "W")
    if latitude is None or longitude is None or (latitude, longitude) == (0, 0):
        return None
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def _degrees(parts: object, reference: object, negative: str) -> float | None:
    """Turn degrees, minutes, seconds into degrees; None for what is no number."""
    if not isinstance(parts, tuple) or not 1 <= len(parts) <= 3:
        return None
    try:
        value = sum(float(part) / (1, 60, 3600)[power] for power, part in enumerate(parts))
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    if not math.isfinite(value):
        return None
    return -value if _words(reference).upper().startswith(negative) else value
