"""What of the directory a person may see. Every page's queries start here."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from directory.enums import RoleKind
from directory.models import Person, Region, Role, Unit
from directory.queries.roles import holds_any, not_over, roles_of

SEES_ALL = frozenset({RoleKind.CENTRE_ADMIN, RoleKind.AUDITOR})


def visible_units(person: Person) -> QuerySet[Unit]:
    """All for the centre, those of their region for a region's secretariat, else none."""
    units = Unit.objects.select_related("region")
    if holds_any(person, SEES_ALL):
        return units
    return units.filter(region__in=_regions(person))


def visible_roles(person: Person) -> QuerySet[Role]:
    """All for the centre, else those that reach into the secretariat's region and are not over."""
    roles = Role.objects.select_related("unit__region", "region")
    if holds_any(person, SEES_ALL):
        return roles
    return roles.filter(_reaches_into(_regions(person)))


def visible_people(person: Person) -> QuerySet[Person]:
    """All for the centre, else who has a role in the secretariat's region, now or soon."""
    if holds_any(person, SEES_ALL):
        return Person.objects.all()
    held = Role.objects.filter(_reaches_into(_regions(person)), person=OuterRef("pk"))
    return Person.objects.filter(Exists(held))


def _reaches_into(regions: QuerySet[Region]) -> Q:
    """Condition on Role: it is one for the regions or for a unit in them, and not over."""
    return not_over() & (Q(region__in=regions) | Q(unit__region__in=regions))


def _regions(person: Person) -> QuerySet[Region]:
    held = roles_of(person).filter(kind=RoleKind.REGION_SECRETARIAT)
    return Region.objects.filter(pk__in=held.values("region"))
