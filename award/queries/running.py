"""Which applications are being worked on: in a running season, and after it was decided."""

from django.db.models import Q

from award.enums import FINAL_STATES, SeasonState
from award.models import Application

RUNNING = (SeasonState.OPEN, SeasonState.SCORING)
AFTERWARDS = (SeasonState.DECIDED, SeasonState.PUBLISHED)
SENDING_BACK = ("uphold_objection", "reinstate")


def being_worked_on() -> Q:
    """Those of running seasons; once a season is decided, those that were sent back since.

    Deciding a season asks that each of its applications has ended, so whatever has not ended
    afterwards was sent back by an upheld objection.
    """
    sent_back = Q(season__state__in=AFTERWARDS) & ~Q(state__in=FINAL_STATES)
    return Q(season__state__in=RUNNING) | sent_back


def was_sent_back(application: Application) -> bool:
    """Whether an upheld objection, or the centre, ever gave the unit its place back."""
    return application.steps.filter(edge__in=SENDING_BACK).exists()
