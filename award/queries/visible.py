"""What a person may see: role scopes and grants, nothing else."""

from collections.abc import Callable, Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string

from award.enums import TEAM, Capacity
from award.models import Application, Grant
from directory.enums import RoleKind
from directory.models import Person, Role
from directory.queries.roles import holds_any, in_force, official_day, roles_of

# A dotted path, as in `award.edges`: conflicts of interest are an app's above this one.
BARS_A_JUROR = "jury.queries.conflicts.barred_applications"
UNIT_KINDS = (RoleKind.UNIT_HEAD, RoleKind.UNIT_OPERATOR)
REGION_KINDS = (RoleKind.REGION_HEAD, RoleKind.REGION_SECRETARIAT)
ALL_KINDS = (
    RoleKind.CENTRE_ADMIN,
    RoleKind.CENTRE_VERIFIER,
    RoleKind.JURY_SECRETARY,
    RoleKind.JURY_CHAIR,
    RoleKind.AUDITOR,
)
# Those at the centre who plan, judge or audit.
SEASON_READERS = (
    RoleKind.CENTRE_ADMIN,
    RoleKind.AUDITOR,
    RoleKind.JURY_CHAIR,
    RoleKind.JURY_SECRETARY,
)


def reads_seasons(person: Person) -> bool:
    """Whether the page of a season, with its calendar and extensions, is the person's to read."""
    return holds_any(person, SEASON_READERS)


def visible_to(person: Person, at: datetime | None = None) -> QuerySet[Application]:
    """The applications the person may see at that instant (now if None).

    A role at a unit shows its applications, a head's or secretariat's role a region's, a
    role at the centre all; a verifier or juror sees only what a grant in force names.
    """
    return _seen(person, lambda: _granted(person, at))


def visible_beyond_scoring(person: Person) -> QuerySet[Application]:
    """What the person sees otherwise than as a juror, who reads on their own sheets alone."""
    return _seen(
        person, lambda: grants_in_force().filter(person=person).exclude(capacity=Capacity.JUROR)
    )


def visible_by_role(person: Person) -> QuerySet[Application]:
    """What the person sees by a role at the unit, the region or the centre, without any grant."""
    return _seen(person, Grant.objects.none)


def _seen(person: Person, grants: Callable[[], QuerySet[Grant]]) -> QuerySet[Application]:
    applications = Application.objects.select_related("unit", "region", "season__instrument")
    if not person.is_active:
        return applications.none()
    roles = roles_of(person).select_related(None).order_by()
    if holds_any(person, ALL_KINDS):
        return applications
    return applications.filter(
        Q(unit__in=roles.filter(kind__in=UNIT_KINDS).values("unit"))
        | Q(region__in=roles.filter(kind__in=REGION_KINDS).values("region"))
        | Q(pk__in=grants().values("application"))
    )


def _granted(person: Person, at: datetime | None) -> QuerySet[Grant]:
    """What grants show, without that of which the person may not be a juror any more."""
    grants = grants_in_force(at).filter(person=person)
    if grants.filter(capacity=Capacity.JUROR).exists():
        barred = Application.objects.filter(import_string(BARS_A_JUROR)(person))
        grants = grants.exclude(capacity=Capacity.JUROR, application__in=barred.values("pk"))
    return grants


def of_own_units(person: Person) -> QuerySet[Application]:
    """The applications of the units the person works for."""
    units = roles_of(person).filter(kind__in=UNIT_KINDS).select_related(None).order_by()
    applications = Application.objects.select_related("unit", "region", "season__instrument")
    return applications.filter(unit__in=units.values("unit"))


def told_of_grants(person: UUID) -> Iterator[tuple[str, ...]]:
    """What the person sees by grants now, and as what; see `record.standing`."""
    for row in grants_in_force().filter(person=person).values_list("application", "capacity"):
        yield tuple(map(str, row))


def grants_in_force(at: datetime | None = None) -> QuerySet[Grant]:
    """The grants that hold at that instant (now if None), of who still is what they were given for.

    A juror's counts while the person is a juror, whatever becomes of the seat; a team member's
    while the person is a verifier of the application's Kanwil, whatever becomes of the decree.
    """
    instant = at or timezone.now()
    held = Role.objects.filter(in_force(official_day(instant)), person=OuterRef("person"))
    verifies = held.filter(kind=RoleKind.REGION_VERIFIER, region=OuterRef("application__region"))
    return Grant.objects.filter(
        Q(ends__isnull=True) | Q(ends__gt=instant),
        ~Q(capacity__in=sorted(TEAM)) | Exists(verifies),
        ~Q(capacity=Capacity.JUROR) | Exists(held.filter(kind=RoleKind.JUROR)),
        starts__lte=instant,
    )
