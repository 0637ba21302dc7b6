"""Who is what, on a day.

A role covers a unit if it is a role for that unit, for its region, or for the centre; and it
covers a region if it is a role inside it, for it, or for the centre. So `unit=` and `region=`
narrow to the roles whose scope covers them, whatever the kind.
"""

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from directory.enums import RoleKind
from directory.models import Person, Region, Role, Unit


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
    """Whether the person is at least one of these, in one query."""
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
