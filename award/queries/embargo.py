"""What may be told of a state before the decision is published."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils.module_loading import import_string

from award.enums import State
from award.models import Application, Season
from award.queries.visible import ALL_KINDS
from award.state_words import EMBARGOED
from directory.models import Person
from directory.queries.roles import holds_any

# A dotted path, as in `award.edges`: conflicts of interest are an app's above this one.
KEPT_FROM = "jury.queries.conflicts.kept_from"
PUBLISHED = Q(published_version__gte=F("version"))
# Not `~PUBLISHED`: where nothing was ever published there is no version to compare.
UNPUBLISHED = Q(published_version=None) | Q(published_version__lt=F("version"))
# What reads as being scored to all who do not know decisions.
UNDER_EMBARGO = Q(state__in=[state.value for state in EMBARGOED]) & UNPUBLISHED


def is_published(application: Application) -> bool:
    """Whether its present outcome is public: nothing was walked since the last publication.

    A publication of the season covers what was decided until then. What an upheld objection
    leads to afterwards stays under embargo until the publication of its own.
    """
    return published_until(application) >= application.version


def published_until(application: Application) -> int:
    """The version up to which everything is public; 0 where nothing was published."""
    return application.published_version or 0


def knows_decisions(person: Person) -> bool:
    """Whether the person works at the centre and so sees decisions under embargo."""
    return holds_any(person, ALL_KINDS)


def kept_from(person: Person, seasons: Collection[Season] | None = None) -> QuerySet[Application]:
    """The applications whose decisions are kept also from who `knows_decisions`.

    A conflict of interest does, until they are published. Of those seasons alone, where given.
    """
    found: QuerySet[Application] = import_string(KEPT_FROM)(person, seasons)
    return found


def knows_decision(person: Person, application: Application) -> bool:
    """Whether the person sees decisions on this application while they are under embargo."""
    return bool(known_among(person, [application]))


def known_among(person: Person, applications: Collection[Application]) -> set[UUID]:
    """Those of the applications on which the person sees decisions under embargo; one query."""
    pks = {application.pk for application in applications}
    if not pks or not knows_decisions(person):
        return set()
    seasons = {application.season_id: application.season for application in applications}
    kept = kept_from(person, seasons.values()).filter(pk__in=pks)
    return pks - set(kept.values_list("pk", flat=True))


def under_embargo(application: Application) -> bool:
    """Whether the present state reads as another to all who do not know decisions."""
    return bool(shown_state(application, knows=False) != application.state)


def reads_as_scoring(application: Application, reader: Person | None) -> bool:
    """Whether the application is being scored, or is decided on, without the reader knowing which.

    To nobody in particular (None) it always is: what is told then must be the same in all of it.
    """
    if shown_state(application, knows=False) != State.IN_SCORING:
        return False
    return reader is None or not knows_decision(reader, application)


def told_state(application: Application, reader: Person | None = None) -> str:
    """The state in words, for a message to that reader; to nobody in particular under embargo."""
    asked = reader if under_embargo(application) else None
    knows = asked is not None and knows_decision(asked, application)
    return str(shown_state(application, knows=knows).label)


def shown_state(application: Application, *, knows: bool) -> State:
    """The state to show: a decision under embargo still reads as being scored."""
    state = State(application.state)
    if knows or is_published(application):
        return state
    return EMBARGOED.get(state, state)
