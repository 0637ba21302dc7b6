"""Who is what, on a day.

A role covers a unit if it is a role for that unit, for its region, or for the centre; and it
covers a region if it is a role inside it, for it, or for the centre. So `unit=` and `region=`
narrow to the roles whose scope covers them, whatever the kind.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from directory.enums import RoleKind
from directory.models import Person, Region, Role, Unit

_Asked = dict[tuple[UUID, date], list[Role]]
_asked: ContextVar[_Asked | None] = ContextVar("roles_asked", default=None)


def today() -> date:
    """The official day, in the centre's time zone, the same for every reader."""
    return official_day(timezone.now())


def official_day(instant: datetime) -> date:
    """The day of an instant in the centre's time zone, whatever the reader's."""
    return timezone.localdate(instant, timezone.get_default_timezone())


def in_force(on: date | None = None) -> Q:
    """Condition on `Role`: it holds on that day, today if None."""
    day = on or today()
    return Q(starts__lte=day) & (Q(ends=None) | Q(ends__gt=day))


def not_over(on: date | None = None) -> Q:
    """Condition on `Role`: it holds on that day or will hold later."""
    return Q(ends=None) | Q(ends__gt=on or today())


def roles_of(person: Person, on: date | None = None) -> QuerySet[Role]:
    """The roles the person holds on that day, with unit and region loaded."""
    held = Role.objects.filter(in_force(on), person=person)
    return held.select_related("unit__region", "region")


def told_of_roles(person: UUID) -> Iterator[tuple[str, ...]]:
    """What the person is now, and where; see `record.standing`."""
    held = Role.objects.filter(in_force(), person=person)
    for row in held.values_list("kind", "unit", "region"):
        yield tuple(map(str, row))


@contextmanager
def asked_once() -> Iterator[None]:
    """Until its end, ask the database once what a person holds on a day, and answer from that.

    For pages that only read: an act asks anew behind its lock, where a role may have ended.
    """
    token = _asked.set({})
    try:
        yield
    finally:
        _asked.reset(token)


def roles_now(person: Person, on: date | None = None) -> list[Role]:
    """What `roles_of` finds, read; within `asked_once` not read twice."""
    asked, day = _asked.get(), on or today()
    if asked is None:
        return list(roles_of(person, day))
    if (person.pk, day) not in asked:
        asked[person.pk, day] = list(roles_of(person, day))
    return asked[person.pk, day]


def holds(
    person: Person,
    kind: RoleKind,
    *,
    unit: Unit | None = None,
    region: Region | None = None,
    on: date | None = None,
) -> bool:
    """Whether the person is that on that day, for that unit or region if one is given."""
    return holds_any(person, {kind}, unit=unit, region=region, on=on)


def holds_any(
    person: Person,
    kinds: Collection[RoleKind],
    *,
    unit: Unit | None = None,
    region: Region | None = None,
    on: date | None = None,
) -> bool:
    """Whether the person is at least one of these: one query, or none within `asked_once`."""
    if _asked.get() is not None:
        held = [role for role in roles_now(person, on) if role.kind in kinds]
        return any(_role_covers(role, unit, region) for role in held)
    return _held(kinds, unit, region, on).filter(person=person).exists()


def holders(
    kind: RoleKind,
    *,
    unit: Unit | None = None,
    region: Region | None = None,
    on: date | None = None,
) -> QuerySet[Person]:
    """Everyone who is that on that day, each once."""
    held = _held({kind}, unit, region, on).filter(person=OuterRef("pk"))
    return Person.objects.filter(Exists(held))


def _held(
    kinds: Collection[RoleKind], unit: Unit | None, region: Region | None, on: date | None
) -> QuerySet[Role]:
    return Role.objects.filter(in_force(on), _covers(unit, region), kind__in=sorted(kinds))


def _covers(unit: Unit | None, region: Region | None) -> Q:
    centre = Q(unit=None, region=None)
    covers = Q()
    if unit is not None:
        covers &= Q(unit=unit) | Q(region=unit.region_id) | centre
    if region is not None:
        covers &= Q(unit__region=region) | Q(region=region) | centre
    return covers


def _role_covers(role: Role, unit: Unit | None, region: Region | None) -> bool:
    """What `_covers` asks of the database, of a role that was read."""
    if role.unit is None and role.region_id is None:
        return True
    inside = role.region_id if role.unit is None else role.unit.region_id
    of_unit = unit is None or role.unit_id == unit.pk or role.region_id == unit.region_id
    return of_unit and (region is None or inside == region.pk)
