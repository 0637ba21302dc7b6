"""The applications somebody answers for on the Kanwil's side."""

from collections.abc import Collection

from django.db.models import Case, DateTimeField, Exists, OuterRef, Q, QuerySet, When

from award.enums import Capacity, State
from award.models import Application, Season
from award.queries.embargo import UNDER_EMBARGO, kept_from, knows_decisions
from award.queries.running import AFTERWARDS, RUNNING, being_worked_on
from award.queries.visible import grants_in_force
from award.state_words import EMBARGOED
from directory.enums import REGION_KINDS, RoleKind
from directory.models import Person, Region, Role
from directory.queries.roles import roles_of
from verification.models import Assignment
from verification.queries.team import decrees_in_force

TEAM = (Capacity.TEAM_LEADER, Capacity.TEAM_SECRETARY, Capacity.TEAM_MEMBER)
SHOWN = (
    State.SELF_ASSESSED,
    State.EVIDENCE_OPEN,
    State.UNDER_VERIFICATION,
    State.VERIFIED,
    State.IN_SCORING,
)
CENTRE = (RoleKind.CENTRE_ADMIN, RoleKind.CENTRE_VERIFIER, RoleKind.AUDITOR)
REGION = (RoleKind.REGION_HEAD, RoleKind.REGION_SECRETARIAT)
WAITS_SINCE = Case(
    When(state__in=(State.IN_SCORING, *EMBARGOED), then=None),
    default="state_since",
    output_field=DateTimeField(),
)


def desk_applications(person: Person) -> QuerySet[Application]:
    """Running applications: of the team's own, of the Kanwil for its head, all for the centre.

    Each has `has_team`: whether a decree in force works on it, and `waits_since`: how long it has
    waited for the Kanwil, None from the scoring on. To the Kanwil an application stays until its
    outcome is published; that it was scored, and when, is under embargo.
    """
    teams = Assignment.objects.filter(
        application=OuterRef("pk"), ends=None, decree__in=decrees_in_force().values("pk")
    )
    rows = answered_for(person).filter(_shown(person))
    return rows.annotate(has_team=Exists(teams), waits_since=WAITS_SINCE)


def answered_for(person: Person) -> QuerySet[Application]:
    """All applications the person has a part in: a team's own, a Kanwil's, all for the centre."""
    rows = Application.objects.select_related("unit", "region", "season__instrument")
    roles = roles_of(person).select_related(None).order_by()
    return rows.filter(
        Q(Exists(roles.filter(kind__in=CENTRE)))
        | Q(region__in=roles.filter(kind__in=REGION).values("region"))
        | Q(pk__in=team_applications(person).values("pk"))
    )


def regions_answered_for(roles: Collection[Role]) -> QuerySet[Region]:
    """The regions whose board these roles open: each role's own, all for the centre."""
    if any(role.kind in CENTRE for role in roles):
        return Region.objects.all()
    return Region.objects.filter(pk__in={r.region_id for r in roles if r.kind in REGION_KINDS})


def regions_in(season: Season) -> set[str]:
    """The keys of the regions with an application in the season."""
    return set(
        Application.objects.filter(season=season).values_list("region", flat=True).distinct()
    )


def _shown(person: Person) -> Q:
    running = being_worked_on() & Q(state__in=SHOWN)
    hidden = UNDER_EMBARGO & Q(season__state__in=(*RUNNING, *AFTERWARDS))
    if knows_decisions(person):
        hidden &= Q(pk__in=kept_from(person).values("pk"))
    return running | hidden


def team_applications(person: Person) -> QuerySet[Application]:
    """The applications that the person's decrees in force give them."""
    granted = grants_in_force().filter(person=person, capacity__in=TEAM)
    return Application.objects.filter(pk__in=granted.values("application"))


def running_desks(person: Person) -> QuerySet[Application]:
    """What the person's teams have under verification."""
    mine = team_applications(person).filter(being_worked_on(), state=State.UNDER_VERIFICATION)
    return mine.select_related("unit", "region", "season__instrument")
