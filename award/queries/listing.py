"""The applications a person sees, narrowed by what they ask for."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from award.enums import State
from award.models import Application, Season
from award.queries.embargo import PUBLISHED, UNDER_EMBARGO, kept_from, knows_decisions
from award.queries.visible import visible_to
from award.state_words import EMBARGOED
from directory.models import Person
from directory.queries.units import named


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a list is narrowed to; empty means any."""

    season: Season | None = None
    state: str = ""
    region: str = ""
    unit_type: str = ""
    text: str = ""


def current_season() -> Season | None:
    """The youngest season that is open or later, else the youngest at all."""
    seasons = Season.objects.select_related("instrument")
    return seasons.exclude(state="prepared").first() or seasons.first()


def listed(person: Person, wanted: Wanted) -> QuerySet[Application]:
    """The visible applications that fit; states under embargo count as being scored."""
    applications = visible_to(person).order_by("unit__name", "pk")
    if wanted.season is not None:
        applications = applications.filter(season=wanted.season)
    if wanted.state:
        applications = applications.filter(in_state(wanted.state, person))
    if wanted.region:
        applications = applications.filter(region__code=wanted.region)
    if wanted.unit_type:
        applications = applications.filter(unit_type=wanted.unit_type)
    if wanted.text:
        applications = applications.filter(named(wanted.text))
    return applications


def in_state(state: str, person: Person) -> Q:
    """What reads as that state to the person; what is under embargo reads as being scored."""
    if state not in EMBARGOED and state != State.IN_SCORING:
        return Q(state=state)
    told, hidden = PUBLISHED, UNDER_EMBARGO
    if knows_decisions(person):
        kept = Q(pk__in=kept_from(person).values("pk"))
        told, hidden = ~kept, UNDER_EMBARGO & kept
    return Q(state=state) & told if state in EMBARGOED else Q(state=state) | hidden
