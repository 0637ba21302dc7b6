"""Who may act for the jury, and who may not."""

from collections.abc import Collection
from uuid import UUID

from award.at_once import BarOfMany
from award.models import Application, Step
from directory.actors import Actor
from jury.queries.conflicts import barred_applications, conflicted_among
from jury.queries.sheets import assigned_now

DECIDING = ("decide_award", "decide_no_award", "decide_not_assessable", "disqualify")


@BarOfMany
def has_conflict(actor: Actor, applications: Collection[Application]) -> set[UUID]:
    """Those with whose unit the person has an open conflict: declared, or served in it or its team.

    A role in its Kanwil or a part in a hearing bars jurors alone (see `jury.queries.known`).
    """
    return conflicted_among(actor.person, applications) if actor.person else set()


def decided_before(actor: Actor, application: Application) -> bool:
    """Whether the person decided on this application, so must not judge the objection."""
    steps = Step.objects.filter(application=application, edge__in=DECIDING)
    person = actor.person
    if person is None:
        return False
    return any(person in (step.by, step.second) for step in steps.select_related("by", "second"))


def sits_on(actor: Actor, application: Application) -> bool:
    """Whether the person is a juror in force, by role and seat, who is to score the application, without conflict."""
    person = actor.person
    if person is None:
        return False
    conflict = barred_applications(person, [application.season])
    barred = Application.objects.filter(conflict, pk=application.pk)
    mine = assigned_now().filter(seat__person=person, application=application)
    return mine.exists() and not barred.exists()
