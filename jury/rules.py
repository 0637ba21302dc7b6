"""Who may act for the jury, and who may not."""

from award.models import Application, Step
from directory.actors import Actor
from jury.models import PanelApplication
from jury.queries.conflicts import known_conflict, open_conflicts
from jury.queries.sheets import seats_in_force

DECIDING = ("decide_award", "decide_no_award", "decide_not_assessable", "disqualify")


def has_conflict(actor: Actor, application: Application) -> bool:
    """Whether the person has an open conflict with the unit, declared or known."""
    person = actor.person
    if person is None:
        return False
    if open_conflicts(person).filter(unit=application.unit).exists():
        return True
    return known_conflict(person, application) in ("served_in_unit", "verification_team")


def decided_before(actor: Actor, application: Application) -> bool:
    """Whether the person decided on this application, so must not judge the objection."""
    steps = Step.objects.filter(application=application, edge__in=DECIDING)
    person = actor.person
    if person is None:
        return False
    return any(person in (step.by, step.second) for step in steps.select_related("by", "second"))


def sits_on(actor: Actor, application: Application) -> bool:
    """Whether the person is a juror in force of the application's panel, without conflict."""
    person = actor.person
    if person is None or open_conflicts(person).filter(unit=application.unit).exists():
        return False
    entries = PanelApplication.objects.filter(application=application, until=None)
    return seats_in_force().filter(person=person, panel__in=entries.values("panel")).exists()
