"""Reading single values of metadata, which may be anything at all."""

import math
import re
from datetime import UTC, datetime, timedelta, timezone

_ZONE = re.compile(r"([+-])(\d\d):(\d\d)")
_LONGEST_TEXT = 120
_DAY_MINUTES = 24 * 60


def words(value: object) -> str:
    """Return a tag as printable text of bounded length."""
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    text = value if isinstance(value, str) else ""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:_LONGEST_TEXT]


def number(value: object) -> float | None:
    """Return a tag as a finite number, None for what is none."""
    try:
        found = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        return None
    return found if math.isfinite(found) else None


def minutes_of(zone: object) -> int | None:
    """Return "+07:00" as minutes east of Greenwich; None for no zone there can be."""
    offset = _ZONE.fullmatch(words(zone))
    if offset is None:
        return None
    minutes = int(offset[2]) * 60 + int(offset[3])
    if minutes >= _DAY_MINUTES:
        return None
    return minutes if offset[1] == "+" else -minutes


def moment(value: object, zone: object = None) -> datetime | None:
    """Read "2024:03:05 09:10:11" with an optional "+07:00"; a date no clock shows is None."""
    try:
        found = datetime.strptime(words(value)[:19], "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007
    except ValueError:
        return None
    minutes = minutes_of(zone)
    if minutes is None:
        return found
    return found.replace(tzinfo=timezone(timedelta(minutes=minutes)))


def utc_moment(day: object, clock: object) -> datetime | None:
    """Read the date and the time of a satellite receiver, which are in UTC."""
    if not isinstance(clock, tuple) or len(clock) != 3:
        return None
    hours, minutes, seconds = (number(part) for part in clock)
    start = moment(f"{words(day)[:10]} 00:00:00")
    if start is None or hours is None or minutes is None or seconds is None:
        return None
    if not (0 <= hours < 24 and 0 <= minutes < 60 and 0 <= seconds < 61):
        return None
    gone = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return start.replace(tzinfo=UTC) + gone


def degrees(parts: object, reference: object, negative: str) -> float | None:
    """Turn degrees, minutes, seconds into degrees; None for what is no number."""
    if not isinstance(parts, tuple) or not 1 <= len(parts) <= 3:
        return None
    read = [number(part) for part in parts]
    if any(part is None for part in read):
        return None
    value = sum((part or 0) / (1, 60, 3600)[power] for power, part in enumerate(read))
    if not math.isfinite(value):
        return None
    return -value if words(reference).upper().startswith(negative) else value
