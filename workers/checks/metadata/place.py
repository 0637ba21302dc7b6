"""Where a photograph was taken, as a distance from the unit and never as a place."""

from collections.abc import Iterator

from workers.checks.context import Context
from workers.checks.distance import kilometres
from workers.checks.finding import Finding, Severity
from workers.checks.metadata.capture import Capture
from workers.checks.metadata.said import said

_FAR_KM = 50.0


def distance(capture: Capture, context: Context) -> float | None:
    """Return the kilometres from the unit, None where one of the two is not known."""
    if capture.place is None or context.latitude is None or context.longitude is None:
        return None
    return kilometres(capture.place, (context.latitude, context.longitude))


def far(away: float | None, context: Context) -> Iterator[Finding]:
    """Yield a finding for a distance beyond what the context calls near."""
    if away is not None and away > context.near_km:
        shown = rounded(away)
        severity = Severity.MEDIUM if away > _FAR_KM else Severity.LOW
        yield said("far_from_unit", severity, {"distance_km": shown}, km=shown)


def rounded(away: float) -> float | int:
    """Show tenths up to ten kilometres; more would say more than a telephone's receiver knows."""
    return round(away, 1) if away < 10 else round(away)
