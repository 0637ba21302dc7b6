"""The register of decrees: what it takes, what it refuses, what ending and replacing do."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from award.enums import SeasonState, State
from award.errors import NotAllowed, Refused
from award.models import Grant, Season
from award.queries.visible import visible_to
from directory.actors import Actor
from directory.enums import RoleKind, UnitType
from directory.queries.roles import today
from record.models import LedgerEntry
from tests.directory.factories import make_holder, make_region, make_role, make_unit
from tests.verification.situations import (
    BY_CENTRE,
    Region3,
    Scene,
    draft_of,
    end_role_now,
    make_application,
    make_decree,
    make_season,
    pdf,
    put,
    reload,
)
from verification.domain.decree_checks import problems_of
from verification.domain.decree_draft import Named
from verification.domain.decrees import end_decree, register_decree, replace_decree
from verification.enums import Issuer, TeamFunction
from verification.models import Assignment, Decree, DecreeMember
from verification.queries.team import decree_of, membership

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Region3:
    return Region3()


@pytest.fixture
def season() -> Season:
    return make_season()


def refusal(place: Region3, season: Season, **fields: Any) -> str:
    with pytest.raises(Refused) as refused:
        make_decree(place, season, **fields)
    return str(refused.value)


def test_a_decree_is_kept_with_its_members_and_entered_in_the_ledger(
    place: Region3, season: Season
) -> None:
    decree = make_decree(place, season, number="  W.15-1   HM ")
    assert decree.number == "W.15-1 HM"
    assert [m.function for m in decree.members.all()] == ["leader", "secretary", "member"]
    entry = LedgerEntry.objects.get(subject=f"decree:{decree.pk}")
    assert entry.kind == "decree_registered"
    assert str(place.verifiers[0].pk) in entry.body
    assert place.verifiers[0].name not in entry.body


def test_its_days_are_those_of_the_regions_zone(season: Season) -> None:
    place = Region3(make_region("papua"))
    decree = make_decree(place, season)
    assert decree.valid_from.utcoffset() == timedelta(hours=9)
    assert decree.valid_until - decree.valid_from == timedelta(days=101)


def test_the_instrument_names_the_issuer(place: Region3, season: Season) -> None:
    assert "dari Kanwil" in refusal(place, season, issuer=Issuer.CENTRE)
    by_centre = make_season(BY_CENTRE)
    assert "Eselon I" in refusal(place, by_centre, issuer=Issuer.REGION)
    assert make_decree(place, by_centre, issuer=Issuer.CENTRE)


def test_a_number_is_used_once_in_a_region(place: Region3, season: Season) -> None:
    make_decree(place, season, number="W.15-9.HM", units=(make_unit(),))
    assert "sudah terdaftar" in refusal(place, season, number="w.15-9.hm")
    assert make_decree(Region3(make_region("papua")), season, number="W.15-9.HM")


@pytest.mark.parametrize("number", ["", "   ", "W" * 81, "W\x0715"])
def test_a_number_is_a_short_line(place: Region3, season: Season, number: str) -> None:
    assert "nomor SK" in refusal(place, season, number=number)


@pytest.mark.parametrize(
    ("days", "says"),
    [
        ({"dated": 1, "starts": 1}, "di masa depan"),
        ({"dated": -2, "starts": -3}, "sebelum tanggal SK"),
        ({"starts": 5, "last_day": 4}, "berakhir sebelum dimulai"),
        ({"last_day": -1}, "sudah berakhir"),
    ],
)
def test_days_out_of_order(place: Region3, season: Season, days: dict[str, int], says: str) -> None:
    given = {name: today() + timedelta(days=day) for name, day in days.items()}
    assert says in refusal(place, season, **given)


def test_a_team_has_one_leader_and_enough_people(place: Region3, season: Season) -> None:
    a, b, c = place.verifiers
    member, leader = TeamFunction.MEMBER, TeamFunction.LEADER
    nobody_leads = tuple(Named(person=p, function=member) for p in (a, b, c))
    assert "satu ketua" in refusal(place, season, members=nobody_leads)
    all_lead = tuple(Named(person=p, function=leader) for p in (a, b, c))
    assert "satu ketua" in refusal(place, season, members=all_lead)
    assert "sedikitnya 3 orang" in refusal(place, season, people=[a, b])
    twice = tuple(Named(person=p, function=f) for p, f in ((a, leader), (b, member), (b, member)))
    assert "lebih dari sekali" in refusal(place, season, members=twice)


def test_members_are_verifiers_of_this_region(place: Region3, season: Season) -> None:
    elsewhere = make_holder(RoleKind.REGION_VERIFIER, region="papua")
    said = refusal(place, season, people=[*place.verifiers, elsewhere])
    assert f"{elsewhere.name} bukan verifikator" in said
    end_role_now(place.verifiers[2])
    assert f"{place.verifiers[2].name} bukan verifikator" in refusal(place, season)


def test_a_member_of_an_assessed_unit_is_refused(place: Region3, season: Season) -> None:
    unit = make_unit()
    make_role(RoleKind.UNIT_OPERATOR, person=place.verifiers[1], unit=unit)
    assert "UPT yang dinilai" in refusal(place, season)
    assert "UPT yang dinilai" in refusal(place, season, units=(unit,))
    assert make_decree(place, season, units=(make_unit(),))


def test_somebody_of_a_unit_that_is_not_assessed_may_be_a_member(
    place: Region3, season: Season
) -> None:
    unit = make_unit(unit_type=UnitType.IMMIGRATION_DETENTION)
    make_role(RoleKind.UNIT_OPERATOR, person=place.verifiers[1], unit=unit)
    assert make_decree(place, season)
    assert "tidak dinilai" in refusal(place, season, units=(unit,))


def test_two_decrees_of_a_region_do_not_overlap(place: Region3, season: Season) -> None:
    first = make_decree(place, season)
    assert f"SK {first.number}" in refusal(place, season)
    after = first.last_day + timedelta(days=1)
    later = {"starts": after, "last_day": after + timedelta(days=9)}
    assert make_decree(place, season, **later)


def test_two_decrees_do_not_name_the_same_unit(place: Region3, season: Season) -> None:
    make_decree(place, season)
    one, other = make_unit(), make_unit()
    named = make_decree(place, season, units=(one,))
    assert f"SK {named.number}" in refusal(place, season, units=(other, one))
    assert make_decree(place, season, units=(other,))


def test_only_the_regions_secretariat_and_the_centre_register(
    place: Region3, season: Season
) -> None:
    draft = draft_of(place, season)
    strangers = [
        place.head,
        place.verifiers[0],
        make_holder(RoleKind.REGION_SECRETARIAT, region="papua"),
        make_holder(RoleKind.AUDITOR),
    ]
    for stranger in strangers:
        with pytest.raises(NotAllowed):
            register_decree(draft=draft, file=pdf(), by=Actor(stranger))
    assert not Decree.objects.exists()
    admin = make_holder(RoleKind.CENTRE_ADMIN)
    assert register_decree(draft=draft, file=pdf(), by=Actor(admin))


def test_a_finished_season_takes_no_decree(place: Region3, season: Season) -> None:
    Season.objects.filter(pk=season.pk).update(
        state=SeasonState.ARCHIVED, decision_number="M.1", decision_date=today()
    )
    season.refresh_from_db()
    assert "sudah selesai" in refusal(place, season)


def test_the_database_keeps_one_leader_and_never_changes_a_member() -> None:
    scene = Scene()
    with pytest.raises(IntegrityError), transaction.atomic():
        DecreeMember.objects.create(
            decree=scene.decree, person=scene.place.verifier(), function=TeamFunction.LEADER
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        scene.decree.members.filter(function="member").update(function="secretary")


def test_ending_a_decree_ends_sight_and_team_and_no_state() -> None:
    scene = Scene()
    assert visible_to(scene.leader).exists()
    ended = end_decree(
        decree_id=scene.decree.pk, reason="Ketua pindah", by=Actor(scene.place.secretariat)
    )
    assert reload(scene.application).state == State.UNDER_VERIFICATION
    assert decree_of(scene.application) is None
    assert membership(scene.leader, scene.application) is None
    assert not visible_to(scene.leader).exists()
    assert not Assignment.objects.filter(ends=None).exists()
    assert ended.valid_until == ended.ended_at
    body = LedgerEntry.objects.get(kind="decree_ended").body
    assert "Ketua pindah" not in body


def test_ending_needs_a_reason_and_happens_once() -> None:
    scene = Scene()
    by = Actor(scene.place.secretariat)
    with pytest.raises(Refused, match="Alasan"):
        end_decree(decree_id=scene.decree.pk, reason=" ", by=by)
    with pytest.raises(NotAllowed):
        end_decree(decree_id=scene.decree.pk, reason="x", by=Actor(scene.place.head))
    end_decree(decree_id=scene.decree.pk, reason="x", by=by)
    with pytest.raises(Refused, match="sudah berakhir"):
        end_decree(decree_id=scene.decree.pk, reason="x", by=by)


def test_a_replacement_takes_over_team_and_sight() -> None:
    scene = Scene()
    finished = scene.add()
    put(finished, State.NOT_PASSED)
    newcomer = scene.place.verifier()
    people = [scene.secretary, scene.member, newcomer]
    new = replace_decree(
        decree_id=scene.decree.pk,
        draft=draft_of(scene.place, scene.season, people=people),
        file=pdf("baru"),
        reason="Ketua pindah",
        by=Actor(scene.place.secretariat),
    )
    assert decree_of(scene.application) == new
    assert new.replaces == scene.decree
    member = membership(scene.secretary, scene.application)
    assert member is not None
    assert member.function == TeamFunction.LEADER
    assert not visible_to(scene.leader).exists()
    assert list(visible_to(newcomer)) == [scene.application]
    assert Grant.objects.filter(source=f"decree:{new.pk}").count() == 3


def test_a_replacement_that_does_not_fit_changes_nothing() -> None:
    scene = Scene()
    make_role(
        RoleKind.UNIT_OPERATOR,
        person=scene.member,
        unit=scene.application.unit,
        starts=today() - timedelta(days=300),
        ends=today() - timedelta(days=30),
    )
    given: dict[str, Any] = {
        "file": pdf("baru"),
        "reason": "x",
        "by": Actor(scene.place.secretariat),
    }
    with pytest.raises(Refused, match="belum lama bertugas"):
        replace_decree(
            decree_id=scene.decree.pk, draft=draft_of(scene.place, scene.season), **given
        )
    starts = today() + timedelta(days=1)
    with pytest.raises(Refused, match="berlaku hari ini"):
        replace_decree(
            decree_id=scene.decree.pk,
            draft=draft_of(scene.place, scene.season, starts=starts),
            **given,
        )
    other = Region3(make_region("papua"))
    with pytest.raises((Refused, NotAllowed)):
        replace_decree(decree_id=scene.decree.pk, draft=draft_of(other, scene.season), **given)
    assert decree_of(scene.application) == scene.decree
    assert Decree.objects.count() == 1


def test_all_that_is_wrong_is_told_at_once(place: Region3, season: Season) -> None:
    draft = draft_of(place, season, issuer=Issuer.CENTRE, number="", people=place.verifiers[:1])
    assert len(problems_of(draft)) == 3


def test_a_decree_of_another_application_shows_nothing() -> None:
    scene = Scene()
    other = make_application(scene.season)
    assert list(visible_to(scene.leader)) == [scene.application]
    assert decree_of(other) is None
