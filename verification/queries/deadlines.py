"""Whose deadline is near: by the state of an application, the date it waits for and its people."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from award.domain.audience import TEAM
from award.enums import WAITS_FOR, DateKind, State
from award.models import Application
from award.queries.calendar import own_dues
from award.queries.running import being_worked_on
from award.queries.visible import grants_in_force
from directory.enums import UNIT_KINDS, RoleKind
from directory.models import Role
from directory.queries.roles import in_force

MARKS: Final = (7, 3, 1)  # days before
# Jurors are reminded of their own sheets, not of an application.
REMINDED: Final = WAITS_FOR.keys() - {State.IN_SCORING}
_OFFICE = {
    State.SELF_ASSESSED: RoleKind.REGION_SECRETARIAT,
    State.VERIFIED: RoleKind.REGION_HEAD,
}


@dataclass(frozen=True)
class Near:
    """One date that comes within `mark` days, for which somebody still has something to do."""

    kind: DateKind
    due: datetime
    mark: int


def near(at: datetime) -> dict[Near, Counter[UUID]]:
    """How many applications wait for each person before each date within the longest mark.

    A fixed number of queries. Who has sent what was due is not in it: the state has moved on.
    """
    waiting = Application.objects.filter(being_worked_on(), state__in=REMINDED)
    rows = list(waiting.select_related("unit", "region", "season__instrument"))
    dues = own_dues({row: WAITS_FOR[State(row.state)] for row in rows})
    soon: dict[Application, Near] = {}
    for row in rows:
        due = dues.get(row.pk)
        mark = _mark(due - at) if due else None
        if due and mark:
            soon[row] = Near(WAITS_FOR[State(row.state)], due, mark)
    people = _people(soon)
    found: dict[Near, Counter[UUID]] = defaultdict(Counter)
    for row, date in soon.items():
        found[date].update(people[row.pk])
    return found


def _mark(left: timedelta) -> int | None:
    """The nearest mark that time has come within; None before the first and once it is over."""
    if left <= timedelta(0):
        return None
    return min((mark for mark in MARKS if left <= timedelta(days=mark)), default=None)


def _people(applications: Collection[Application]) -> dict[UUID, set[UUID]]:
    """Who has to act on each: the unit, its team, or the office of its region."""
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for those in (_of_unit(applications), _of_team(applications), _of_office(applications)):
        for application, person in those:
            found[application].add(person)
    return found


def _of_unit(applications: Collection[Application]) -> Iterator[tuple[UUID, UUID]]:
    those = [a for a in applications if a.state in (State.DRAFT, State.EVIDENCE_OPEN)]
    units = {a.unit_id for a in those}
    held: defaultdict[UUID | None, list[UUID]] = defaultdict(list)
    roles = Role.objects.filter(in_force(), kind__in=UNIT_KINDS, unit__in=units)
    for unit, person in roles.values_list("unit", "person"):
        held[unit].append(person)
    yield from ((a.pk, person) for a in those for person in held[a.unit_id])


def _of_team(applications: Collection[Application]) -> Iterator[tuple[UUID, UUID]]:
    those = [a.pk for a in applications if a.state == State.UNDER_VERIFICATION]
    grants = grants_in_force().filter(application__in=those, capacity__in=TEAM)
    yield from grants.values_list("application_id", "person_id")


def _of_office(applications: Collection[Application]) -> Iterator[tuple[UUID, UUID]]:
    those = [a for a in applications if a.state in _OFFICE]
    roles = Role.objects.filter(
        in_force(), kind__in=set(_OFFICE.values()), region__in={a.region_id for a in those}
    )
    held: defaultdict[tuple[str, str | None], list[UUID]] = defaultdict(list)
    for kind, region, person in roles.values_list("kind", "region", "person"):
        held[kind, region].append(person)
    for a in those:
        yield from ((a.pk, person) for person in held[_OFFICE[State(a.state)], a.region_id])
