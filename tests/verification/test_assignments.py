"""Giving applications a team, and judging whether a decree fits."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from award.domain.transitions import obstacles, transit
from award.enums import Capacity, DateKind, State
from award.errors import NotAllowed, Refused, Stale
from award.given import Given
from award.models import Application, Grant
from directory.actors import Actor
from directory.enums import RoleKind
from directory.queries.roles import today
from record.models import LedgerEntry, Notice
from tests.directory.factories import make_holder, make_region, make_role, make_unit
from tests.verification.situations import (
    BY_CENTRE,
    Region3,
    Scene,
    end_role_now,
    make_application,
    make_decree,
    make_season,
    put,
    reload,
    served_at,
)
from verification.domain.assigning import assign_team
from verification.domain.decrees import end_decree
from verification.enums import Issuer
from verification.guards import decree_fits
from verification.models import Assignment, Decree
from verification.queries.standing import WITH_TEAM, waiting_for_team
from verification.queries.team import decree_of

pytestmark = pytest.mark.django_db


def assign(place: Region3, decree: Decree, *applications: Application) -> list[Application]:
    versions = {application.pk: application.version for application in applications}
    return assign_team(applications=versions, decree_id=decree.pk, by=Actor(place.secretariat))


def fits(application: Application, decree: Decree | str) -> list[str]:
    pk = decree if isinstance(decree, str) else str(decree.pk)
    return decree_fits(application, Given(by=Actor(None), at=timezone.now(), data={"decree": pk}))


def test_several_get_their_team_at_once() -> None:
    place, season = Region3(), make_season()
    decree = make_decree(place, season)
    waiting = [make_application(season) for _ in range(3)]
    assign(place, decree, *waiting)
    for application in waiting:
        assert reload(application).state == State.EVIDENCE_OPEN
        assert decree_of(application) == decree
    assert Assignment.objects.filter(decree=decree, ends=None).count() == 3
    granted = Grant.objects.filter(application=waiting[0], ends=decree.valid_until)
    assert sorted(granted.values_list("capacity", flat=True)) == [
        Capacity.TEAM_LEADER,
        Capacity.TEAM_MEMBER,
        Capacity.TEAM_SECRETARY,
    ]
    assert LedgerEntry.objects.filter(kind="application_moved").count() == 3
    told = Notice.objects.filter(kind="assign_team", recipient=place.verifiers[2])
    assert told.count() == 3


def test_all_or_none_and_each_reason_with_its_unit() -> None:
    place, season = Region3(), make_season()
    decree = make_decree(place, season)
    good, bad = make_application(season), make_application(season)
    served_at(place.verifiers[0], bad.unit, ended_days_ago=30)
    with pytest.raises(Refused) as refused:
        assign(place, decree, good, bad)
    name, unit = place.verifiers[0].name, bad.unit.name
    says = f"{unit}: {name} bertugas atau belum lama bertugas di {unit}."
    assert refused.value.reasons == [says]
    assert reload(good).state == State.SELF_ASSESSED
    assert not Assignment.objects.exists()
    assert not Grant.objects.exists()


def test_the_page_may_not_be_older_than_the_application() -> None:
    place, season = Region3(), make_season()
    decree = make_decree(place, season)
    application = make_application(season)
    put(application, State.SELF_ASSESSED, version=2)
    application.version = 1
    with pytest.raises(Stale):
        assign(place, decree, application)
    with pytest.raises(Refused, match="Pilih"):
        assign(place, decree)


def test_nobody_but_the_regions_secretariat_assigns_in_time() -> None:
    place, season = Region3(), make_season()
    decree = make_decree(place, season)
    application = make_application(season)
    people = [
        place.head,
        place.verifiers[0],
        make_holder(RoleKind.REGION_SECRETARIAT, region="papua"),
        make_holder(RoleKind.CENTRE_ADMIN),
    ]
    for person in people:
        with pytest.raises(NotAllowed):
            assign_team(applications={application.pk: 1}, decree_id=decree.pk, by=Actor(person))


def test_the_centre_assigns_once_the_date_has_passed() -> None:
    place, season = Region3(), make_season(team_due=-1)
    decree = make_decree(place, season)
    application = make_application(season)
    admin = Actor(make_holder(RoleKind.CENTRE_ADMIN))
    assign_team(applications={application.pk: 1}, decree_id=decree.pk, by=admin)
    assert reload(application).state == State.EVIDENCE_OPEN


def test_a_decree_that_ended_while_the_page_was_open_is_refused() -> None:
    place, season = Region3(), make_season()
    decree = make_decree(place, season)
    application = make_application(season)
    by = Actor(place.secretariat)
    assert (
        obstacles(application=application, edge="assign_team", by=by, decree=str(decree.pk)) == []
    )
    end_decree(decree_id=decree.pk, reason="Dicabut", by=by)
    with pytest.raises(Refused, match="tidak \\(lagi\\) berlaku"):
        assign(place, decree, application)


@pytest.mark.parametrize("given", ["", "no-id", "7d9ff0a5-6e0e-4d1b-a0a8-16f8d1a4b6b8"])
def test_a_decree_must_be_named(given: str) -> None:
    assert fits(make_application(make_season()), given) == ["Pilih SK tim verifikasi."]


def test_a_decree_not_yet_valid_or_over_does_not_fit() -> None:
    place, season = Region3(), make_season()
    application = make_application(season)
    tomorrow = today() + timedelta(days=1)
    later = make_decree(place, season, starts=tomorrow)
    assert "tidak (lagi) berlaku" in fits(application, later)[0]


def test_a_decree_of_another_region_season_or_unit_does_not_fit() -> None:
    place, season = Region3(), make_season()
    application = make_application(season)
    named = make_decree(place, season, units=(make_unit(),))
    other_season = make_decree(place, make_season())
    other_region = make_decree(Region3(make_region("papua")), season)
    for decree in (named, other_season, other_region):
        assert "tidak mencakup" in fits(application, decree)[0]
    assert fits(application, make_decree(place, season, units=(application.unit,))) == []


def test_the_issuer_is_asked_again() -> None:
    place, by_centre = Region3(), make_season(BY_CENTRE)
    decree = make_decree(place, by_centre, issuer=Issuer.CENTRE)
    application = make_application(by_centre)
    assert fits(application, decree) == []
    Decree.objects.filter(pk=decree.pk).update(issuer=Issuer.REGION)
    assert "Eselon I" in fits(application, decree)[0]


def test_members_who_are_verifiers_no_more_do_not_count() -> None:
    place, season = Region3(), make_season()
    decree = make_decree(place, season)
    application = make_application(season)
    end_role_now(place.verifiers[0])
    said = " ".join(fits(application, decree))
    assert "yang aktif 2 orang" in said
    assert "ketua" in said
    place.verifiers[1].is_active = False
    place.verifiers[1].save()
    assert "yang aktif 1 orang" in fits(application, decree)[0]


@pytest.mark.parametrize(("days", "conflict"), [(700, True), (800, False)])
def test_whoever_lately_served_in_the_unit_has_a_conflict(days: int, conflict: bool) -> None:  # noqa: FBT001
    place, season = Region3(), make_season()
    decree = make_decree(place, season)
    application = make_application(season)
    served_at(place.verifiers[2], application.unit, ended_days_ago=days)
    assert bool(fits(application, decree)) is conflict


def test_a_role_that_was_called_off_before_it_began_is_no_conflict() -> None:
    place, season = Region3(), make_season()
    decree = make_decree(place, season)
    application = make_application(season)
    make_role(
        RoleKind.UNIT_HEAD,
        person=place.verifiers[0],
        unit=application.unit,
        starts=today(),
        ends=today(),
    )
    assert fits(application, decree) == []


@pytest.mark.parametrize("state", WITH_TEAM)
def test_one_that_lost_its_team_gets_a_new_one_and_keeps_its_state(state: State) -> None:
    scene = Scene(state)
    end_decree(decree_id=scene.decree.pk, reason="x", by=Actor(scene.place.secretariat))
    new = make_decree(scene.place, scene.season)
    assign(scene.place, new, scene.application)
    assert reload(scene.application).state == state
    assert decree_of(scene.application) == new
    assert LedgerEntry.objects.filter(kind="team_appointed").count() == 1
    assert Notice.objects.filter(kind="team_appointed", recipient=scene.leader).exists()


def test_what_was_forwarded_gets_a_team_once_it_comes_back() -> None:
    scene = Scene(State.IN_SCORING)
    end_decree(decree_id=scene.decree.pk, reason="x", by=Actor(scene.place.secretariat))
    new = make_decree(scene.place, scene.season)
    with pytest.raises(Refused, match="Penilaian juri"):
        assign(scene.place, new, scene.application)
    assert decree_of(scene.application) is None
    transit(
        application_id=scene.application.pk,
        edge="return_to_region",
        by=Actor(make_holder(RoleKind.CENTRE_VERIFIER)),
        expected_version=scene.application.version,
        reason="Foto sama.",
        until=timezone.now() + timedelta(days=9),
        until_kind=DateKind.VERIFICATION_DUE,
    )
    assert reload(scene.application) in waiting_for_team()
    assign(scene.place, new, scene.application)
    assert decree_of(scene.application) == new


def test_a_team_that_works_already_is_not_appointed_again() -> None:
    scene = Scene()
    other = make_decree(scene.place, scene.season, units=(scene.application.unit,))
    assert assign(scene.place, scene.decree, scene.application) == [scene.application]
    with pytest.raises(Refused, match="sudah bertugas di sini"):
        assign(scene.place, other, scene.application)
    assert decree_of(scene.application) == scene.decree
    assert not LedgerEntry.objects.filter(kind="team_appointed").exists()


def test_a_new_team_must_fit_as_well() -> None:
    scene = Scene()
    with pytest.raises(Refused, match=r"tidak mencakup"):
        assign(scene.place, make_decree(scene.place, make_season()), scene.application)
    with pytest.raises(NotAllowed):
        assign_team(
            applications={scene.application.pk: scene.application.version},
            decree_id=scene.decree.pk,
            by=Actor(scene.leader),
        )
    scene.application.version += 1
    with pytest.raises(Stale):
        assign(scene.place, scene.decree, scene.application)


@pytest.mark.parametrize("state", [State.DRAFT, State.SCORED, State.LAPSED])
def test_other_states_take_no_team(state: State) -> None:
    place, season = Region3(), make_season()
    decree = make_decree(place, season)
    with pytest.raises(Refused, match="keadaan"):
        assign(place, decree, make_application(season, state=state))


def test_the_database_keeps_one_open_assignment() -> None:
    scene = Scene()
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.create(
            application=scene.application,
            decree=scene.decree,
            starts=timezone.now(),
            by=scene.place.secretariat,
        )
