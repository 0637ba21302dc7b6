"""The story of an application, as this reader may know it."""

from dataclasses import dataclass
from datetime import datetime

from award.edges import by_name
from award.models import Application, Step
from award.queries.embargo import published_until


@dataclass(frozen=True)
class Event:
    """One walked edge in the reader's language."""

    what: str
    at: datetime
    who: str
    why: str
    url: str = ""


def timeline(application: Application, *, knows: bool) -> list[Event]:
    """The steps, newest first; without those under embargo unless the reader `knows`."""
    steps = application.steps.select_related("by", "second").order_by("-version")
    public = published_until(application)
    return [
        _event(step)
        for step in steps
        if knows or step.version <= public or not by_name(step.edge).embargo
    ]


def _event(step: Step) -> Event:
    people = [person.name for person in (step.by, step.second) if person is not None]
    who = ", ".join([*people, step.get_capacity_display()])
    return Event(what=str(by_name(step.edge).title), at=step.at, who=who, why=step.reason)
