"""What the clock does by itself: lapses and ends of repair rounds, through the same door."""

from collections.abc import Iterator

import structlog
from django.utils import timezone

from award.domain.transitions import transit
from award.enums import WAITS_FOR, State
from award.errors import Refused
from award.models import Application, Season
from award.queries.overdue import overdue
from award.queries.running import being_worked_on
from directory.actors import CLOCK

LAPSING = (State.DRAFT, State.EVIDENCE_OPEN)
log = structlog.get_logger(__name__)


def tick() -> int:
    """Walk every edge whose time has come and answer how many; safe to run twice at once.

    A refusal (the unit's extension, an upload that still ends within the grace) is left for
    the next minute.
    """
    walked = 0
    for application, edge in list(_due_now()):
        try:
            transit(
                application_id=application.pk,
                edge=edge,
                by=CLOCK,
                expected_version=application.version,
            )
        except Refused as refused:
            log.info("clock_waits", application=str(application.pk), edge=edge, why=str(refused))
        else:
            walked += 1
    return walked


def _due_now() -> Iterator[tuple[Application, str]]:
    """What is due in each season; the same few queries however many applications wait."""
    now = timezone.now()
    waiting = Application.objects.filter(being_worked_on(), state__in=LAPSING)
    seasons = Season.objects.filter(pk__in=waiting.order_by().values("season"))
    for season in seasons.select_related("instrument"):
        for state in LAPSING:
            late = overdue(season, WAITS_FOR[state], now)
            for application in late.filter(being_worked_on(), state=state):
                yield application, "end_repair" if application.in_repair else "lapse"
