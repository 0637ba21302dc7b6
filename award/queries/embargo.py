"""What may be told of a state before the decision is published."""

from award.enums import SeasonState, State
from award.models import Application
from award.queries.visible import ALL_KINDS
from award.state_words import EMBARGOED
from directory.models import Person
from directory.queries.roles import roles_of


def is_published(application: Application) -> bool:
    return application.season.state in (SeasonState.PUBLISHED, SeasonState.ARCHIVED)


def knows_decisions(person: Person) -> bool:
    """Whether the person works at the centre and so sees decisions under embargo."""
    return roles_of(person).filter(kind__in=ALL_KINDS).exists()


def shown_state(application: Application, *, knows: bool) -> State:
    """The state to show: a decision under embargo still reads as being scored."""
    state = State(application.state)
    if knows or is_published(application):
        return state
    return EMBARGOED.get(state, state)
