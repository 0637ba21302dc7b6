"""Whose judgement of a unit could be doubted, asked at every request."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from award.enums import State
from award.models import Application
from directory.enums import REGION_KINDS, UNIT_KINDS
from directory.models import Person, Role, Unit
from directory.queries.roles import today
from jury.models import Conflict, PanelApplication, Seat
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


def conflicts_between(people: Iterable[UUID], units: Iterable[UUID]) -> QuerySet[Conflict]:
    """All conflicts between these, lifted ones last, each with the people it names."""
    rows = Conflict.objects.filter(person__in=list(people), unit__in=list(units))
    ended = F("lifted_at").asc(nulls_first=True)
    return rows.select_related("person", "unit", "lifted_by", "proposal__by").order_by(
        ended, "declared_at", "pk"
    )


def being_scored_with(conflict: Conflict) -> QuerySet[Application]:
    """The unit's applications now being scored in a panel on which the person sits."""
    seats = Seat.objects.filter(person=conflict.person, ends=None)
    entries = PanelApplication.objects.filter(panel__in=seats.values("panel"), until=None)
    rows = Application.objects.filter(unit=conflict.unit, state=State.IN_SCORING)
    return rows.filter(pk__in=entries.values("application")).order_by("pk")


def units_in_conflict(person: Person) -> QuerySet[Unit]:
    """The units the person has an open conflict with."""
    return Unit.objects.filter(pk__in=open_conflicts(person).values("unit"))
