"""What apps above add to the story of an application; they register what is theirs."""

from collections.abc import Callable, Iterable

from award.models import Application
from award.queries.timeline import Event
from directory.models import Person

StoryTeller = Callable[[Person, Application], Iterable[Event]]
_tellers: list[StoryTeller] = []


def register_story(teller: StoryTeller) -> None:
    """Add what an app tells of an application; called once from its AppConfig.ready()."""
    _tellers.append(teller)


def with_stories(person: Person, application: Application, steps: Iterable[Event]) -> list[Event]:
    """The steps and all that this person may know beside them, newest first."""
    told = [event for teller in _tellers for event in teller(person, application)]
    return sorted([*steps, *told], key=lambda event: event.at, reverse=True)
