"""The visits that are planned: whose plans a person reads, who is away, who could go instead."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import TYPE_CHECKING, TypeAlias, TypedDict
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from award.enums import Capacity, State
from award.models import Application
from award.queries.running import being_worked_on
from award.queries.visible import grants_in_force
from directory.enums import RoleKind
from directory.models import Person
from directory.queries.roles import roles_of, today
from verification.models import (
    Absence,
    DecreeMember,
    PlannedVisit,
    Visit,
    Visitor,
    VisitWaiver,
)
from verification.queries.boards import answered_for
from verification.queries.shares import acting_members

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class Days(TypedDict):
        """What `visitors_of` adds: whether the person is absent on one of the days."""

        away: bool

    Going: TypeAlias = WithAnnotations[Visitor, Days]
else:
    Going = Visitor

# Where a team can still go to a unit.
STATES = (State.EVIDENCE_OPEN, State.UNDER_VERIFICATION)


def visit_plans(person: Person) -> QuerySet[PlannedVisit]:
    """The plans of the person's teams, of their Kanwil, all for the centre; `visited` told."""
    visits = Visit.objects.filter(
        application=OuterRef("application"), date__gte=OuterRef("first_day")
    )
    rows = PlannedVisit.objects.filter(application__in=answered_for(person).values("pk"))
    return rows.annotate(visited=Exists(visits)).select_related(
        "application__unit", "application__region", "application__season__instrument"
    )


def to_be_planned(person: Person) -> QuerySet[Application]:
    """Those whose visits the person plans that have neither a visit nor a plan for one."""
    kept = roles_of(person).filter(kind=RoleKind.REGION_SECRETARIAT).select_related(None)
    led = grants_in_force().filter(person=person, capacity=Capacity.TEAM_LEADER)
    planned = PlannedVisit.objects.filter(application=OuterRef("pk"), cancelled_at=None)
    rows = Application.objects.filter(
        being_worked_on(),
        Q(region__in=kept.order_by().values("region")) | Q(pk__in=led.values("application")),
        ~Exists(planned),
        ~Exists(Visit.objects.filter(application=OuterRef("pk"))),
        ~Exists(VisitWaiver.objects.filter(application=OuterRef("pk"))),
        state__in=STATES,
    )
    return rows.select_related("unit", "region").order_by("unit__name", "pk")


def still_to_come() -> QuerySet[PlannedVisit]:
    """The plans that hold and whose last day is not over."""
    return PlannedVisit.objects.filter(cancelled_at=None, last_day__gte=today())


def planned_for(application: Application, person: Person) -> QuerySet[PlannedVisit]:
    """The visits to one unit that are still to come, for who reads its plans."""
    coming = still_to_come().filter(application=application)
    return visit_plans(person).filter(pk__in=coming.values("pk"))


def visitors_of(plans: Collection[PlannedVisit]) -> defaultdict[UUID, list[Going]]:
    """Who goes, by plan, each with whether they are `away` on one of the days."""
    found: defaultdict[UUID, list[Going]] = defaultdict(list)
    rows = Visitor.objects.filter(visit__in=[plan.pk for plan in plans], active=True)
    for visitor in rows.annotate(away=_away()).select_related("person", "instead_of"):
        found[visitor.visit_id].append(visitor)
    return found


def cannot_go(
    plans: Collection[PlannedVisit], visitors: Mapping[UUID, Collection[Going]]
) -> defaultdict[UUID, set[UUID]]:
    """Who of them is away or may act for the team no longer; nobody for what is over."""
    holding = [p for p in plans if p.cancelled_at is None and p.last_day >= today()]
    members = acting_members([plan.application for plan in holding])
    found: defaultdict[UUID, set[UUID]] = defaultdict(set)
    for plan in holding:
        acting = members.get(plan.application_id, {})
        found[plan.pk] = {
            v.person_id for v in visitors[plan.pk] if v.away or v.person_id not in acting
        }
    return found


def away_visitors() -> QuerySet[Visitor]:
    """Those who should go and cannot on one of the days."""
    return Visitor.objects.filter(_away(), active=True)


def visits_of_the_absent(
    absences: Collection[Absence], reader: Person
) -> dict[UUID, list[PlannedVisit]]:
    """By absence, the visits to come that somebody should make on its days; those `reader` sees."""
    seen = visit_plans(reader).filter(pk__in=still_to_come().values("pk"))
    people = {absence.person_id for absence in absences}
    rows = Visitor.objects.filter(person__in=people, visit__in=seen.values("pk"), active=True)
    rows = rows.select_related("visit__application__unit").order_by("visit__first_day", "visit")
    going = list(rows)
    return {
        absence.pk: [
            row.visit
            for row in going
            if row.person_id == absence.person_id
            and row.visit.first_day <= absence.last_day
            and row.visit.last_day >= absence.first_day
        ]
        for absence in absences
    }


def _away() -> Exists:
    """Condition on `Visitor`."""
    absences = Absence.objects.filter(
        person=OuterRef("person"),
        withdrawn_at=None,
        first_day__lte=OuterRef("visit__last_day"),
        last_day__gte=OuterRef("visit__first_day"),
    )
    return Exists(absences)


def absent(people: Collection[UUID], first_day: date, last_day: date) -> set[UUID]:
    """Which of the people are away on one of the days."""
    rows = Absence.objects.filter(
        person__in=people, withdrawn_at=None, first_day__lte=last_day, last_day__gte=first_day
    )
    return set(rows.values_list("person", flat=True))


def could_go(plan: PlannedVisit) -> list[DecreeMember]:
    """The members who may act, do not go yet, and are not away on those days."""
    members = acting_members([plan.application]).get(plan.application_id, {})
    going = set(plan.visitors.filter(active=True).values_list("person", flat=True))
    away = absent(members, plan.first_day, plan.last_day)
    return [m for pk, m in members.items() if pk not in going and pk not in away]
