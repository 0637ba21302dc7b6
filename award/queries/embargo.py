"""What may be told of a state before the decision is published."""

from django.db.models import Exists, F, Q

from award.enums import State
from award.models import Application
from award.queries.visible import ALL_KINDS
from award.state_words import EMBARGOED
from directory.models import Person
from directory.queries.roles import holds_any, roles_of

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


def if_knows_decisions(person: Person) -> Q:
    """The same as a condition on rows of any kind, so that it costs no query of its own."""
    held = roles_of(person).select_related(None).order_by()
    return Q(Exists(held.filter(kind__in=ALL_KINDS)))


def under_embargo(application: Application) -> bool:
    """Whether the present state reads as another to all who do not know decisions."""
    return bool(shown_state(application, knows=False) != application.state)


def reads_as_scoring(application: Application, reader: Person | None) -> bool:
    """Whether the application is being scored, or is decided on, without the reader knowing which.

    To nobody in particular (None) it always is: what is told then must be the same in all of it.
    """
    if shown_state(application, knows=False) != State.IN_SCORING:
        return False
    return reader is None or not knows_decisions(reader)


def told_state(application: Application, reader: Person | None = None) -> str:
    """The state in words, for a message to that reader; to nobody in particular under embargo."""
    knows = reader is not None and knows_decisions(reader)
    return str(shown_state(application, knows=knows).label)


def shown_state(application: Application, *, knows: bool) -> State:
    """The state to show: a decision under embargo still reads as being scored."""
    state = State(application.state)
    if knows or is_published(application):
        return state
    return EMBARGOED.get(state, state)
