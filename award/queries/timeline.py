"""The story of an application, as this reader may know it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q

from award.edges import EDGES, by_name
from award.enums import Capacity
from award.models import Application, Step
from award.queries.embargo import kept_from, knows_decisions, published_until
from directory.models import Person
from directory.queries.staffing import HeadTitles, head_titles


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
    titles = head_titles(application.unit_id)
    return [
        _event(step, titles)
        for step in steps
        if knows or step.version <= public or not by_name(step.edge).embargo
    ]


def told_to(person: Person) -> Q:
    """Condition on Step: it stands in the story that this reader is told."""
    hidden = [edge.name for edge in EDGES if edge.embargo]
    public = Q(version__lte=F("application__published_version"))
    told = ~Q(edge__in=hidden) | public
    if knows_decisions(person):
        told |= ~Q(application__in=kept_from(person).values("pk"))
    return told


def _event(step: Step, titles: HeadTitles) -> Event:
    people = [person.name for person in (step.by, step.second) if person is not None]
    who = ", ".join([*people, _capacity(step, titles)])
    return Event(what=str(by_name(step.edge).title), at=step.at, who=who, why=step.reason)


def _capacity(step: Step, titles: HeadTitles) -> str:
    """In what capacity the step was walked; a head who was acting then is written so."""
    if step.capacity == Capacity.UNIT_HEAD:
        return titles.at(step.by_id, step.at)
    return step.get_capacity_display()
