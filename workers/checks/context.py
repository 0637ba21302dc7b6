"""What a check is told about a file besides its bytes."""

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import PurePath
from typing import Any

MEBIBYTE = 1024 * 1024
FILE_SECONDS = 5.0  # what one file may take where nobody says otherwise


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What one file may cost. Sizes in bytes, times in seconds, picture sizes in pixels."""

    picture_pixels: int = 50_000_000  # over all frames together
    picture_side: int = 12_000
    archive_bytes: int = 200 * 1000 * 1000
    archive_members: int = 2_000
    archive_ratio: int = 50  # counts only above `archive_ratio_from`
    archive_ratio_from: int = 64 * MEBIBYTE
    # Of the processor, for all checks of a file that have a budget; see budget.py.
    seconds: float = 3.5
    # Of the processor, for reading a scan; None: what the other checks left of FILE_SECONDS.
    reading_seconds: float | None = None
    preview_side: int = 1_600
    thumbnail_side: int = 320
    scan_bytes: int = 25 * MEBIBYTE  # what clamd is asked to scan; see clamav.py


@dataclass(frozen=True, kw_only=True)
class Context:
    """The circumstances of an upload. What is None or empty is not known and is not checked."""

    name: str = ""
    season_start: date | None = None
    season_end: date | None = None
    uploaded_at: datetime | None = None  # aware
    latitude: float | None = None  # of the unit, degrees
    longitude: float | None = None
    time_zone: str = ""  # of the unit's region, an IANA name
    near_km: float = 5.0  # up to this distance from the unit a picture raises nothing
    letter_number: str = ""  # what the sender says that the letter bears
    letter_date: date | None = None
    clamd_url: str = ""  # tcp://host:port or unix:///path; empty: no antivirus
    limits: Limits = field(default_factory=Limits)

    @property
    def extension(self) -> str:
        """The declared extension in lower case without its dot, empty without one."""
        return PurePath(self.name).suffix.lower().removeprefix(".")

    def parameters(self) -> dict[str, Any]:
        """Return as JSON what a check's word depends on besides the bytes and its version.

        Names of files and people are left out.
        """
        return {
            "season_start": str(self.season_start) if self.season_start else None,
            "season_end": str(self.season_end) if self.season_end else None,
            "uploaded_at": self.uploaded_at.isoformat() if self.uploaded_at else None,
            "latitude": self.latitude,
            "longitude": self.longitude,
            "time_zone": self.time_zone,
            "near_km": self.near_km,
            "letter_date": str(self.letter_date) if self.letter_date else None,
        }
