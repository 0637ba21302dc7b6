"""What a season in bulk has besides its jury: states, teams, checks, findings, and one of each role."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.utils import timezone

from award.enums import Capacity, DateKind, SeasonState, State
from award.models import Application, Grant, Season, SeasonDate
from bench.load.world import BATCH, LONG_AGO, World
from directory.enums import RoleKind
from directory.models import Person, Role
from record.models import Blob
from tests.support.past_the_net import past_the_net
from verification.domain.findings import RAISED
from verification.enums import CheckState, Issuer, Severity, TeamFunction
from verification.models import (
    Assignment,
    Checking,
    Decree,
    DecreeMember,
    EvidenceVersion,
    Finding,
)

# Of every hundred applications so many are where, first to last; the rest is with the jury.
SHARES = (
    (State.DRAFT, 10),
    (State.SELF_ASSESSED, 10),
    (State.EVIDENCE_OPEN, 20),
    (State.UNDER_VERIFICATION, 20),
    (State.VERIFIED, 10),
)
WITH_TEAM = (State.EVIDENCE_OPEN, State.UNDER_VERIFICATION, State.VERIFIED)
FINDINGS_EVERY = 20  # files


@dataclass(frozen=True)
class Desks:
    """Who sits where, and an application that each of a unit and of a team works on."""

    people: dict[RoleKind, Person]
    drafting: Application
    collecting: Application
    verifying: Application


def furnish(made: World) -> Desks:
    """Put the season's applications into all states of a running one, and people at their desks."""
    Season.objects.filter(pk=made.season.pk).update(state=SeasonState.OPEN)
    for days, kind in enumerate(DateKind, start=5):
        at = timezone.now() + timedelta(days=days)
        SeasonDate.objects.filter(season=made.season, kind=kind).update(at=at)
    _spread(made.applications)
    _checks(made)
    applications = list(made.season.applications.select_related("unit", "region"))
    verifying = next(a for a in applications if a.state == State.UNDER_VERIFICATION)
    near = [a for a in applications if a.region_id == verifying.region_id]
    drafting = next(a for a in applications if a.state == State.DRAFT)
    collecting = next(a for a in applications if a.state == State.EVIDENCE_OPEN)
    people = _people(verifying, collecting)
    _team(made, [a for a in near if a.state in WITH_TEAM], people[RoleKind.REGION_VERIFIER])
    _role(people[RoleKind.UNIT_HEAD], RoleKind.UNIT_HEAD, unit_id=drafting.unit_id)
    return Desks(people, drafting, collecting, verifying)


def _spread(applications: Sequence[Application]) -> None:
    """Every hundredth and its neighbours, so that each region has all states."""
    places = [state for state, share in SHARES for _ in range(share)]
    places += [State.IN_SCORING] * (100 - len(places))
    for state in dict.fromkeys(places):
        those = [a.pk for n, a in enumerate(applications) if places[n * 37 % 100] == state]
        with past_the_net():
            Application.objects.filter(pk__in=those).update(state=state)


def _checks(made: World) -> None:
    now = timezone.now()
    versions = list(
        EvidenceVersion.objects.filter(item__application__season=made.season).only("pk")
    )
    Checking.objects.bulk_create(
        (
            Checking(version=version, state=CheckState.DONE, scanned=True, finished_at=now)
            for version in versions
        ),
        batch_size=BATCH,
    )
    Finding.objects.bulk_create(
        (
            Finding(
                version=version,
                raised_by=made.secretary,
                kind=RAISED,
                severity=Severity.LOW,
                explanation_id="Foto ini terakhir disimpan dengan aplikasi penyunting.",
                explanation_en="This photograph was last saved by an editor.",
                at=now,
            )
            for version in versions[::FINDINGS_EVERY]
        ),
        batch_size=BATCH,
    )


def _people(verifying: Application, collecting: Application) -> dict[RoleKind, Person]:
    """One person of each role: of the centre, of one region, of one unit."""
    people = {kind: _person(kind) for kind in RoleKind}
    region = {
        RoleKind.REGION_HEAD,
        RoleKind.REGION_SECRETARIAT,
        RoleKind.REGION_VERIFIER,
    }
    for kind, person in people.items():
        if kind in region:
            _role(person, kind, region_id=verifying.region_id)
        elif kind in (RoleKind.UNIT_HEAD, RoleKind.UNIT_OPERATOR):
            _role(person, kind, unit_id=collecting.unit_id)
        else:
            _role(person, kind)
    return people


def sit(kind: RoleKind, *, name: str, **scope: object) -> Person:
    """One more person, with a role of that kind."""
    person = _person(name)
    _role(person, kind, **scope)
    return person


def _person(name: str) -> Person:
    return Person.objects.create(
        email=f"{name}@desk.example", name=f"Meja {name}", password=UNUSABLE_PASSWORD_PREFIX
    )


def _role(person: Person, kind: RoleKind, **scope: object) -> None:
    Role.objects.create(person=person, kind=kind, starts=LONG_AGO, **scope)


def _team(made: World, applications: Sequence[Application], leader: Person) -> None:
    """A decree whose leader works on all applications of a region that have a team."""
    now, today = timezone.now(), timezone.localdate()
    region = applications[0].region
    paper = Blob.objects.create(sha256=uuid4().hex * 2, size=1)
    decree = Decree.objects.create(
        season=made.season,
        region=region,
        issuer=Issuer.CENTRE,
        number="BENCH-1",
        date=today - timedelta(days=10),
        starts=today - timedelta(days=10),
        last_day=today + timedelta(days=90),
        valid_from=now - timedelta(days=10),
        valid_until=now + timedelta(days=90),
        file=paper,
        registered_by=made.secretary,
        registered_at=now,
    )
    DecreeMember.objects.create(decree=decree, person=leader, function=TeamFunction.LEADER)
    Assignment.objects.bulk_create(
        Assignment(application=a, decree=decree, starts=now, by=made.secretary)
        for a in applications
    )
    Grant.objects.bulk_create(
        Grant(
            application=a,
            person=leader,
            capacity=Capacity.TEAM_LEADER,
            starts=now,
            source=f"decree:{decree.pk}",
        )
        for a in applications
    )
