"""When a photograph was taken: against the season, the upload, the satellites and itself."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from workers.checks.context import Context
from workers.checks.finding import Finding, Severity
from workers.checks.metadata.capture import Capture, clock, offset_of
from workers.checks.metadata.said import said

# A camera writes its own clock and, mostly, no zone: Indonesia has three, a traveller more.
_CLOCK_TOLERANCE = timedelta(days=1)
# Two dates of one file that differ by more cannot be zones, or a day at a computer afterwards.
_CONTRADICTION = timedelta(days=2)
# The widest zones, and the time a telephone may keep an old position indoors.
_ZONES_AND_STALE = timedelta(hours=15)
_SAME_MINUTES = 5.0
_QUARTER = timedelta(minutes=15)
# IMG_20240312_101112: what telephones name a file by; messengers write the day of sending.
_NAMED = re.compile(r"(?:IMG|PXL|VID|MVIMG|DSC)[_-]?(20\d\d)(\d\d)(\d\d)[_-]\d{6}", re.IGNORECASE)


def dates(capture: Capture, context: Context) -> Iterator[Finding]:
    """Yield what is to be asked about the day and the hour."""
    yield from _season(capture.taken, context)
    yield from _contradictions(capture, context.name)
    yield from _satellite(capture)
    yield from _zone(capture, context)


def _season(taken: datetime | None, context: Context) -> Iterator[Finding]:
    if taken is None:
        return
    instant = taken if taken.tzinfo else taken.replace(tzinfo=UTC)
    shown = _shown(taken)
    if _outside(instant, context):
        start, end = context.season_start or "…", context.season_end or "…"
        yield said(
            "outside_season", Severity.MEDIUM, {"taken": shown}, taken=shown, start=start, end=end
        )
    if context.uploaded_at is not None and instant > context.uploaded_at + _CLOCK_TOLERANCE:
        both = {"taken": shown, "uploaded": _shown(context.uploaded_at)}
        yield said("after_upload", Severity.MEDIUM, dict(both), **both)


def _outside(instant: datetime, context: Context) -> bool:
    start, end = context.season_start, context.season_end
    if start is not None:
        opens = datetime.combine(start, time.min, UTC) - _CLOCK_TOLERANCE
        if instant < opens:
            return True
    if end is None:
        return False
    closes = datetime.combine(end, time.max, UTC) + _CLOCK_TOLERANCE
    return instant > closes


def _contradictions(capture: Capture, name: str) -> Iterator[Finding]:
    """One finding for the farthest of the dates that do not fit the day of taking."""
    taken = clock(capture)
    if taken is None:
        return
    # A file is digitised, saved again and named when it was taken or later, never before.
    dated = (capture.digitized, capture.modified, _named(name), *capture.noted)
    before = [d for d in dated if d is not None and taken - d > _CONTRADICTION]
    after = [d for d in (capture.digitized, *capture.noted) if d and d - taken > _CONTRADICTION]
    if before or after:
        other = min(before) if before else max(after)
        both = {"taken": _shown(taken), "other": _shown(other)}
        # Programs that import pictures write a later day beside the first one.
        severity = Severity.MEDIUM if before else Severity.LOW
        yield said("dates_contradict", severity, dict(both), **both)


def _named(name: str) -> datetime | None:
    found = _NAMED.search(name)
    if found is None:
        return None
    try:
        return datetime(int(found[1]), int(found[2]), int(found[3]), 23, 59)  # noqa: DTZ001
    except ValueError:
        return None


def _satellite(capture: Capture) -> Iterator[Finding]:
    """The camera's clock against that of the satellites, which nobody sets."""
    taken, satellite = clock(capture), capture.satellite
    if taken is None or satellite is None:
        return
    apart = abs(taken - satellite.replace(tzinfo=None))
    if apart <= _ZONES_AND_STALE:
        return
    severity = Severity.MEDIUM if apart > _CONTRADICTION else Severity.LOW
    both = {"taken": _shown(taken), "satellite": _shown(satellite)}
    yield said("gps_clock_differs", severity, dict(both), **both)


def _zone(capture: Capture, context: Context) -> Iterator[Finding]:
    """The zone the file names, against the satellites' clock and against the unit's region."""
    named, shown = offset_of(capture), clock(capture)
    if named is None or shown is None:
        return
    implied = _implied(shown, capture.satellite)
    if implied is not None and implied != named:
        both = {"named": _hours(named), "implied": _hours(implied)}
        yield said("zone_contradicts", Severity.LOW, dict(both), **both)
        return
    region = _region(shown, context.time_zone)
    if region is not None and region != named:
        both = {"named": _hours(named), "region": _hours(region)}
        yield said("zone_elsewhere", Severity.INFO, dict(both), **both)


def _implied(shown: datetime, satellite: datetime | None) -> timedelta | None:
    """The zone that camera and satellites together show: a whole number of quarters of an hour.

    A position kept from earlier gives any number, and so nothing.
    """
    if satellite is None:
        return None
    apart = shown - satellite.replace(tzinfo=None)
    quarters = round(apart / _QUARTER)
    left = abs((apart - quarters * _QUARTER).total_seconds()) / 60
    if left > _SAME_MINUTES or abs(apart) > _ZONES_AND_STALE or quarters % 2:
        return None
    return quarters * _QUARTER


def _region(shown: datetime, zone: str) -> timedelta | None:
    if not zone:
        return None
    try:
        return shown.replace(tzinfo=ZoneInfo(zone)).utcoffset()
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _hours(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    return f"UTC{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def _shown(moment: datetime) -> str:
    return moment.isoformat(sep=" ", timespec="minutes")
