"""Who may act for an application's team, now or at another instant."""

from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from award.models import Application
from directory.enums import RoleKind
from directory.models import Person, Role
from directory.queries.roles import in_force as role_in_force
from directory.queries.roles import official_day
from verification.models import Assignment, Decree, DecreeMember


def decrees_in_force(at: datetime | None = None) -> QuerySet[Decree]:
    """The decrees that hold at that instant (now if None)."""
    instant = at or timezone.now()
    return Decree.objects.filter(valid_from__lte=instant, valid_until__gt=instant)


def decree_of(application: Application, at: datetime | None = None) -> Decree | None:
    """The decree under which a team works on the application at that instant, if any."""
    return _decrees_of(application, at or timezone.now()).first()


def _decrees_of(application: Application, instant: datetime) -> QuerySet[Decree]:
    assigned = Assignment.objects.filter(
        Q(ends=None) | Q(ends__gt=instant), application=application, starts__lte=instant
    )
    return decrees_in_force(instant).filter(assignments__in=assigned)


def members_in_force(decree: Decree, at: datetime | None = None) -> QuerySet[DecreeMember]:
    """The members who may act: named by the decree, in force, still a verifier of its region."""
    instant = at or timezone.now()
    members = decree.members.select_related("person")
    if not decree.in_force(instant):
        return members.none()
    return members.filter(
        Exists(
            verifier_roles(decree.region_id, official_day(instant)).filter(
                person=OuterRef("person")
            )
        ),
        person__is_active=True,
    )


def verifier_roles(region: str, on: date | None = None) -> QuerySet[Role]:
    """The roles that make someone a verifier of that Kanwil on a day, today if None."""
    return Role.objects.filter(role_in_force(on), kind=RoleKind.REGION_VERIFIER, region=region)


def verifier_roles_of(
    regions: QuerySet[Role, Any] | None, on: date | None = None
) -> QuerySet[Role]:
    """The same for the regions that a query of roles names, for all if None."""
    roles = Role.objects.filter(role_in_force(on), kind=RoleKind.REGION_VERIFIER)
    return roles if regions is None else roles.filter(region__in=regions)


def membership(
    person: Person, application: Application, at: datetime | None = None
) -> DecreeMember | None:
    """As what the person may act on the application for its team, if at all."""
    instant = at or timezone.now()
    named = DecreeMember.objects.filter(
        person=person, person__is_active=True, decree__in=_decrees_of(application, instant)
    )
    verifies = verifier_roles_of(None, official_day(instant)).filter(
        person=person, region=OuterRef("decree__region")
    )
    return named.filter(Exists(verifies)).select_related("person").first()
