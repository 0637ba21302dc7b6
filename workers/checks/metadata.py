"""When, with what and where a photograph was taken, against the season and the unit."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

from workers.checks.check import Check, Seen
from workers.checks.context import Context
from workers.checks.distance import kilometres
from workers.checks.exif import Capture, read_capture
from workers.checks.explanations import finding_text
from workers.checks.file import File
from workers.checks.finding import Facts, Finding, Severity

# A camera writes its own clock and, mostly, no zone: Indonesia has three, a traveller more.
_CLOCK_TOLERANCE = timedelta(days=1)
_FAR_KM = 50.0

# Programs that change what a picture shows. Programs that only copy pictures from a camera, and
# the applications that stamp date and place on a photograph, are not here.
_EDITORS = re.compile(
    r"photoshop|lightroom|gimp|snapseed|picsart|canva|pixlr|affinity|paint\.?net|paint shop"
    r"|corel|acd ?s|photoscape|faststone|xnview|luminar|capture one|darktable|rawtherapee"
    r"|inshot|meitu|beautyplus|facetune|youcam|remini|photoroom|fotor|polarr|vsco|picasa"
    r"|photo editor|editor foto|photofiltre|krita|inkscape|microsoft windows photo",
    re.IGNORECASE,
)


class Metadata(Check):
    """Capture date against season and upload, editing software, distance from the unit."""

    name = "metadata"
    version = 1
    cap = Severity.MEDIUM

    def look(self, file: File, context: Context) -> Seen:
        """Read the metadata without decoding the picture."""
        capture = read_capture(file.opened)
        away = _distance(capture, context)
        facts: Facts = {
            "metadata": capture.present,
            "camera": capture.camera,
            "software": list(capture.software),
            "taken": capture.taken.isoformat(sep=" ") if capture.taken else None,
            "distance_km": None if away is None else _rounded(away),
        }
        findings = [*_dates(capture.taken, context), *_edited(capture), *_far(away, context)]
        return findings, facts


def _dates(taken: datetime | None, context: Context) -> Iterator[Finding]:
    if taken is None:
        return
    instant = taken if taken.tzinfo else taken.replace(tzinfo=UTC)
    shown = taken.isoformat(sep=" ", timespec="minutes")
    if _outside_season(instant, context):
        yield Finding(
            kind="outside_season",
            severity=Severity.MEDIUM,
            explanation=finding_text(
                "outside_season",
                taken=shown,
                start=context.season_start or "…",
                end=context.season_end or "…",
            ),
            facts={"taken": shown},
        )
    if context.uploaded_at is not None and instant > context.uploaded_at + _CLOCK_TOLERANCE:
        uploaded = context.uploaded_at.isoformat(sep=" ", timespec="minutes")
        yield Finding(
            kind="after_upload",
            severity=Severity.MEDIUM,
            explanation=finding_text("after_upload", taken=shown, uploaded=uploaded),
            facts={"taken": shown, "uploaded": uploaded},
        )


def _outside_season(instant: datetime, context: Context) -> bool:
    start, end = context.season_start, context.season_end
    if start is not None:
        opens = datetime.combine(start, time.min, UTC) - _CLOCK_TOLERANCE
        if instant < opens:
            return True
    if end is None:
        return False
    closes = datetime.combine(end, time.max, UTC) + _CLOCK_TOLERANCE
    return instant > closes


def _edited(capture: Capture) -> Iterator[Finding]:
    for software in capture.software:
        if _EDITORS.search(software):
            yield Finding(
                kind="editing_software",
                severity=Severity.LOW,
                explanation=finding_text("editing_software", software=software),
                facts={"software": software},
            )


def _distance(capture: Capture, context: Context) -> float | None:
    if capture.place is None or context.latitude is None or context.longitude is None:
        return None
    return kilometres(capture.place, (context.latitude, context.longitude))


def _far(away: float | None, context: Context) -> Iterator[Finding]:
    if away is not None and away > context.near_km:
        shown = _rounded(away)
        yield Finding(
            kind="far_from_unit",
            severity=Severity.MEDIUM if away > _FAR_KM else Severity.LOW,
            explanation=finding_text("far_from_unit", km=shown),
            facts={"distance_km": shown},
        )


def _rounded(away: float) -> float | int:
    """Show tenths up to ten kilometres; more would say more than a telephone's receiver knows."""
    return round(away, 1) if away < 10 else round(away)
