"""Which decrees a person may see, and which they may choose from."""

from django.db.models import Count, Exists, Q, QuerySet

from award.models import Application
from directory.enums import RoleKind
from directory.models import Person, Region
from directory.queries.roles import roles_of
from verification.models import Decree
from verification.queries.team import decrees_in_force

CENTRE = (RoleKind.CENTRE_ADMIN, RoleKind.CENTRE_VERIFIER, RoleKind.AUDITOR)
REGION = (RoleKind.REGION_HEAD, RoleKind.REGION_SECRETARIAT, RoleKind.REGION_VERIFIER)


def visible_decrees(person: Person) -> QuerySet[Decree]:
    """All for the centre, those of their Kanwil for its people, else those that name them."""
    decrees = Decree.objects.select_related("region", "season__instrument", "replaces")
    roles = roles_of(person).select_related(None).order_by()
    named = Decree.objects.filter(members__person=person).values("pk")
    return decrees.filter(
        Q(Exists(roles.filter(kind__in=CENTRE)))
        | Q(region__in=roles.filter(kind__in=REGION).values("region"))
        | Q(pk__in=named)
    )


def decree_list(person: Person) -> QuerySet[Decree]:
    """The visible decrees with how many people they name and how many applications they have."""
    counted = visible_decrees(person).annotate(
        people=Count("members", distinct=True),
        running=Count("assignments", filter=Q(assignments__ends=None), distinct=True),
    )
    return counted.order_by("-date", "number", "pk")


def regions_registered_by(person: Person) -> QuerySet[Region]:
    """The regions whose register the person keeps; all for the centre's admins."""
    roles = roles_of(person).select_related(None).order_by()
    kept = roles.filter(kind=RoleKind.REGION_SECRETARIAT)
    everywhere = Q(Exists(roles.filter(kind=RoleKind.CENTRE_ADMIN)))
    return Region.objects.filter(everywhere | Q(pk__in=kept.values("region")))


def choosable_decrees(applications: QuerySet[Application], person: Person) -> QuerySet[Decree]:
    """The decrees in force that could be given to one of the applications."""
    return decrees_in_force().filter(
        region__in=regions_registered_by(person).values("pk"),
        season__in=applications.order_by().values("season"),
    )
