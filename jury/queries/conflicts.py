"""Whose judgement of a unit could be doubted, asked at every request."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from award.models import Application
from directory.enums import REGION_KINDS, UNIT_KINDS
from directory.models import Person, Role, Unit
from directory.queries.roles import today
from jury.models import Conflict
from verification.models import DecreeMember
from verification.queries.conflicts import CONFLICT_YEARS


def open_conflicts(person: Person) -> QuerySet[Conflict]:
    """The person's conflicts that were not lifted."""
    return Conflict.objects.filter(person=person, lifted_at=None)


def conflicted_applications(person: Person) -> QuerySet[Application]:
    """The applications whose unit the person has an open conflict with."""
    return Application.objects.filter(unit__in=open_conflicts(person).values("unit"))


def known_conflict(person: Person, application: Application, on: date | None = None) -> str:
    """Why the directory itself knows a conflict: a note for the row, "" where it knows none.

    Served in the unit or its Kanwil within CONFLICT_YEARS, or named in a decree of its
    verification team.
    """
    since = (on or today()) - timedelta(days=round(365.25 * CONFLICT_YEARS))
    held = Role.objects.filter(Q(ends=None) | Q(ends__gt=since), person=person)
    if held.filter(kind__in=sorted(UNIT_KINDS), unit=application.unit).exists():
        return "served_in_unit"
    if held.filter(kind__in=sorted(REGION_KINDS), region=application.region).exists():
        return "served_in_region"
    if _verified(person, application):
        return "verification_team"
    return ""


def _verified(person: Person, application: Application) -> bool:
    assigned = application.assignments.filter(decree=OuterRef("decree"))
    named = DecreeMember.objects.filter(Exists(assigned), person=person)
    return named.exists()


def units_in_conflict(person: Person) -> QuerySet[Unit]:
    """The units the person has an open conflict with."""
    return Unit.objects.filter(pk__in=open_conflicts(person).values("unit"))
