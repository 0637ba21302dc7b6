"""What a camera wrote beside the pixels: when, with what, where, edited with what."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from PIL import Image

from workers.checks.metadata.values import degrees, minutes_of, moment, number, utc_moment, words
from workers.checks.xmp import packet_of, properties

_SUB_IFD, _GPS_IFD = 0x8769, 0x8825
_MAKE, _MODEL, _SOFTWARE, _PROCESSING = 0x010F, 0x0110, 0x0131, 0x000B
_MODIFIED, _TAKEN, _DIGITIZED = 0x0132, 0x9003, 0x9004
_ZONE_TAKEN, _ZONE_DIGITIZED = 0x9011, 0x9012
_WIDTH, _HEIGHT, _SERIAL = 0xA002, 0xA003, 0xA431
_CREATOR_TOOL = re.compile(rb"xmp:CreatorTool(?:=\"|>)([^\"<]{1,200})")
# Names of properties that say when the picture was taken, whatever namespace they are in.
_XMP_TAKEN = ("DateTimeOriginal", "DateCreated")


@dataclass(frozen=True, kw_only=True)
class Capture:
    """The metadata of one picture; None or empty where the file does not say.

    `taken` is naive in the camera's own time unless the file names the zone. `place` is
    (latitude, longitude) in degrees; it never leaves the checks except as a distance. `zone` is
    in minutes east of Greenwich, `satellite` what the receiver's clock said, aware. `declared` is
    width and height as the metadata have them. `serial` is the camera's own number as written.
    """

    present: bool
    taken: datetime | None = None
    digitized: datetime | None = None
    modified: datetime | None = None
    noted: tuple[datetime, ...] = ()  # when XMP says that it was taken
    zone: int | None = None
    satellite: datetime | None = None
    make: str = ""
    model: str = ""
    serial: str = ""
    software: tuple[str, ...] = ()
    place: tuple[float, float] | None = None
    declared: tuple[int, int] | None = None

    @property
    def camera(self) -> str:
        """Maker and model in a row."""
        return " ".join(filter(None, (self.make, self.model)))


def read_capture(image: Image.Image) -> Capture:
    """Read the metadata of an opened picture. What is broken in it reads as absent."""
    exif = image.getexif()
    detail, gps = exif.get_ifd(_SUB_IFD), exif.get_ifd(_GPS_IFD)
    packet = packet_of(image)
    noted = properties(packet)
    tools = (exif.get(_SOFTWARE), exif.get(_PROCESSING), _creator_tool(packet))
    zone = minutes_of(detail.get(_ZONE_TAKEN))
    return Capture(
        present=bool(exif),
        taken=moment(detail.get(_TAKEN), detail.get(_ZONE_TAKEN))
        or moment(detail.get(_DIGITIZED), detail.get(_ZONE_DIGITIZED)),
        digitized=moment(detail.get(_DIGITIZED)),
        modified=moment(exif.get(_MODIFIED)),
        noted=_noted(noted),
        zone=minutes_of(detail.get(_ZONE_DIGITIZED)) if zone is None else zone,
        satellite=utc_moment(gps.get(29), gps.get(7)),
        make=words(exif.get(_MAKE)),
        model=words(exif.get(_MODEL)),
        serial=words(detail.get(_SERIAL)),
        software=tuple(dict.fromkeys(filter(None, map(words, tools)))),
        place=_place(gps),
        declared=_declared(detail),
    )


def _noted(values: Mapping[str, tuple[str, ...]]) -> tuple[datetime, ...]:
    """The wall-clock times XMP names, their zones left out."""
    texts = (text for name in _XMP_TAKEN for text in values.get(name, ()))
    found = []
    for text in texts:
        try:
            found.append(datetime.fromisoformat(text).replace(tzinfo=None))
        except ValueError:
            continue
    return tuple(found[:4])


def _creator_tool(packet: bytes) -> str:
    found = _CREATOR_TOOL.search(packet)
    return words(found.group(1)) if found else ""


def _place(gps: Mapping[int, Any]) -> tuple[float, float] | None:
    latitude = degrees(gps.get(2), gps.get(1), "S")
    longitude = degrees(gps.get(4), gps.get(3), "W")
    if latitude is None or longitude is None or (latitude, longitude) == (0, 0):
        return None
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def _declared(detail: Mapping[int, Any]) -> tuple[int, int] | None:
    width, height = number(detail.get(_WIDTH)), number(detail.get(_HEIGHT))
    return (int(width), int(height)) if width and height and min(width, height) >= 1 else None


def clock(capture: Capture) -> datetime | None:
    """Return what the camera's clock showed, without a zone."""
    return capture.taken.replace(tzinfo=None) if capture.taken else None


def offset_of(capture: Capture) -> timedelta | None:
    """Return the zone the file names."""
    return None if capture.zone is None else timedelta(minutes=capture.zone)
