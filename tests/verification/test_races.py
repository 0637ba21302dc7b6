"""Each guard against somebody who writes at the same moment, on two connections of PostgreSQL."""

from collections.abc import Callable, Sequence

import pytest
from django.utils import timezone

from award.domain.lock import locked
from award.domain.transitions import transit
from award.enums import State
from award.errors import NotAllowed, Stale
from award.queries.visible import visible_to
from directory.actors import Actor
from directory.models import Person
from record.models import LedgerEntry, Notice
from tests.support.racing import second_waits
from tests.verification.situations import (
    Region3,
    Scene,
    draft_of,
    make_application,
    make_decree,
    make_season,
    pdf,
    reload,
)
from verification.domain.assigning import assign_team
from verification.domain.closing import Words
from verification.domain.decrees import end_decree, register_decree, replace_decree
from verification.domain.grants import open_assignments
from verification.domain.repairing import RepairAsked, return_for_repair
from verification.domain.visit_notes import observe
from verification.domain.visiting import waive_visit
from verification.enums import ClosingKind, RepairCode
from verification.models import Assignment, Decree, Visit
from verification.queries.team import decree_of

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
WORDS = Words(reasons="Belum ada.", how_again="Lengkapi.")


@pytest.fixture
def scene() -> Scene:
    return Scene()


@pytest.fixture
def closed() -> Scene:
    """Ready to be completed: values, visit, minutes with their quorum."""
    scene = Scene()
    scene.close()
    return scene


@pytest.fixture
def lost(scene: Scene) -> Scene:
    """Under verification, and its decree was ended."""
    end(scene)
    reload(scene.application)
    return scene


def complete(scene: Scene) -> None:
    transit(
        application_id=scene.application.pk,
        edge="complete_verification",
        by=Actor(scene.leader),
        expected_version=scene.application.version,
    )


def change(scene: Scene) -> None:
    scene.verify(scene.indicators[0], value="tidak", observation="Ternyata tidak ada")


def note(scene: Scene) -> None:
    observe(
        visit_id=Visit.objects.get().pk,
        indicator=scene.indicators[0],
        text="Pudar",
        by=Actor(scene.member),
    )


def waive(scene: Scene) -> None:
    waive_visit(application_id=scene.application.pk, reason="Banjir", by=Actor(scene.place.head))


def end(scene: Scene) -> None:
    end_decree(decree_id=scene.decree.pk, reason="x", by=Actor(scene.place.secretariat))


def replace(scene: Scene, people: Sequence[Person] = ()) -> None:
    replace_decree(
        decree_id=scene.decree.pk,
        draft=draft_of(scene.place, scene.season, people=people or scene.place.verifiers),
        file=pdf("baru"),
        reason="x",
        by=Actor(scene.place.secretariat),
    )


def hand_to(scene: Scene, decree: Decree) -> None:
    """Behind the application's lock, as every writer does it."""
    open_assignments(
        decree=decree,
        applications=[locked(scene.application.pk)],
        by=scene.place.secretariat,
        at=timezone.now(),
    )


def appoint(scene: Scene, decree: Decree) -> None:
    application = scene.application
    by = Actor(scene.place.secretariat)
    assign_team(applications={application.pk: application.version}, decree_id=decree.pk, by=by)


def repair(scene: Scene) -> None:
    return_for_repair(
        application_id=scene.application.pk,
        repairs={scene.indicators[0]: RepairAsked(codes=(RepairCode.TOO_FEW,))},
        by=Actor(scene.member),
        expected_version=scene.application.version,
    )


@pytest.mark.parametrize("write", [change, note, waive])
def test_completing_sees_what_was_written_at_the_same_moment(
    closed: Scene, write: Callable[[Scene], None]
) -> None:
    refused = second_waits(lambda: write(closed), lambda: complete(closed))
    assert "siapkan yang baru" in str(refused)
    assert reload(closed.application).state == State.UNDER_VERIFICATION


@pytest.mark.parametrize("write", [change, note, waive])
def test_nothing_is_written_once_it_is_completed(
    closed: Scene, write: Callable[[Scene], None]
) -> None:
    refused = second_waits(lambda: complete(closed), lambda: write(closed))
    assert "Terverifikasi" in str(refused)
    assert reload(closed.application).state == State.VERIFIED


def test_the_last_signature_and_completing(scene: Scene) -> None:
    scene.verify_all()
    scene.visit()
    minutes = scene.prepare()
    scene.sign(minutes, scene.leader)
    reload(scene.application)
    refused = second_waits(lambda: scene.sign(minutes, scene.secretary), lambda: complete(scene))
    assert refused is None
    assert reload(scene.application).state == State.VERIFIED


def test_a_value_changed_while_a_member_signs(scene: Scene) -> None:
    scene.verify_all()
    scene.visit()
    minutes = scene.prepare()
    refused = second_waits(lambda: change(scene), lambda: scene.sign(minutes, scene.member))
    assert "tidak lagi sesuai" in str(refused)


def test_a_letter_and_a_value_changed_at_the_same_moment(scene: Scene) -> None:
    scene.verify_all()
    scene.visit()
    letter = scene.prepare(ClosingKind.LETTER, words=WORDS)
    scene.sign(letter, scene.leader, scene.secretary)
    reload(scene.application)
    refused = second_waits(
        lambda: change(scene),
        lambda: transit(
            application_id=scene.application.pk,
            edge="reject_verification",
            by=Actor(scene.leader),
            expected_version=scene.application.version,
            reason="Belum",
        ),
    )
    assert "siapkan yang baru" in str(refused)


def test_a_decree_ends_while_the_leader_completes(closed: Scene) -> None:
    assert isinstance(second_waits(lambda: end(closed), lambda: complete(closed)), NotAllowed)
    assert reload(closed.application).state == State.UNDER_VERIFICATION


@pytest.mark.parametrize("write", [change, note, repair])
def test_a_decree_ends_while_the_team_writes(closed: Scene, write: Callable[[Scene], None]) -> None:
    assert isinstance(second_waits(lambda: end(closed), lambda: write(closed)), NotAllowed)


def test_two_members_ask_for_repair_at_once(scene: Scene) -> None:
    assert isinstance(second_waits(lambda: repair(scene), lambda: repair(scene)), Stale)
    assert reload(scene.application).repair_round == 1


def test_a_repair_is_asked_while_the_leader_completes(closed: Scene) -> None:
    assert isinstance(second_waits(lambda: repair(closed), lambda: complete(closed)), Stale)


def test_a_decree_ends_while_it_is_assigned() -> None:
    place, season = Region3(), make_season()
    decree, application = make_decree(place, season), make_application(season)
    by = Actor(place.secretariat)
    refused = second_waits(
        lambda: end_decree(decree_id=decree.pk, reason="x", by=by),
        lambda: assign_team(applications={application.pk: 1}, decree_id=decree.pk, by=by),
    )
    assert "tidak (lagi) berlaku" in str(refused)
    assert not Assignment.objects.exists()


def test_an_application_assigned_while_its_decree_ends_is_left_without_a_team() -> None:
    place, season = Region3(), make_season()
    decree, application = make_decree(place, season), make_application(season)
    by = Actor(place.secretariat)
    refused = second_waits(
        lambda: assign_team(applications={application.pk: 1}, decree_id=decree.pk, by=by),
        lambda: end_decree(decree_id=decree.pk, reason="x", by=by),
    )
    assert refused is None
    assert decree_of(application) is None
    assert not Assignment.objects.filter(ends=None).exists()


def test_two_secretaries_assign_at_once() -> None:
    place, season = Region3(), make_season()
    decree, application = make_decree(place, season), make_application(season)
    named = make_decree(place, season, units=(application.unit,))

    def assign(chosen: Decree) -> None:
        by = Actor(place.secretariat)
        assign_team(applications={application.pk: 1}, decree_id=chosen.pk, by=by)

    refused = second_waits(lambda: assign(decree), lambda: assign(named))
    assert isinstance(refused, Stale)
    assert decree_of(application) == decree


def test_an_application_that_got_another_team_while_its_decree_ends_keeps_it(scene: Scene) -> None:
    named = make_decree(scene.place, scene.season, units=(scene.application.unit,))
    assert second_waits(lambda: hand_to(scene, named), lambda: end(scene)) is None
    assert decree_of(scene.application) == named


def test_an_application_that_got_another_team_while_its_decree_is_replaced_keeps_it(
    scene: Scene,
) -> None:
    named = make_decree(scene.place, scene.season, units=(scene.application.unit,))
    assert second_waits(lambda: hand_to(scene, named), lambda: replace(scene)) is None
    assert decree_of(scene.application) == named
    assert list(visible_to(scene.leader)) == [scene.application]


def test_a_team_that_is_appointed_again_twice_at_once_is_told_once(lost: Scene) -> None:
    new = make_decree(lost.place, lost.season)
    assert second_waits(lambda: appoint(lost, new), lambda: appoint(lost, new)) is None
    assert LedgerEntry.objects.filter(kind="team_appointed").count() == 1
    assert Notice.objects.filter(kind="team_appointed", recipient=lost.leader).count() == 1
    assert Assignment.objects.filter(decree=new).count() == 1


def test_two_secretaries_appoint_different_teams_again_at_once(lost: Scene) -> None:
    new = make_decree(lost.place, lost.season)
    other = make_decree(lost.place, lost.season, units=(lost.application.unit,))
    refused = second_waits(lambda: appoint(lost, new), lambda: appoint(lost, other))
    assert f"Tim SK {new.number} sudah bertugas" in str(refused)
    assert decree_of(lost.application) == new


def test_two_overlapping_decrees_are_registered_at_once() -> None:
    place, season = Region3(), make_season()
    file, by = pdf(), Actor(place.secretariat)
    drafts = [draft_of(place, season), draft_of(place, season)]
    refused = second_waits(
        lambda: register_decree(draft=drafts[0], file=file, by=by),
        lambda: register_decree(draft=drafts[1], file=file, by=by),
    )
    assert "bertumpang tindih" in str(refused)
    assert Decree.objects.count() == 1


def test_a_replacement_while_the_team_writes(scene: Scene) -> None:
    people = [scene.leader, scene.secretary, scene.place.verifier()]
    refused = second_waits(
        lambda: replace(scene, people),
        lambda: scene.verify(scene.indicators[0]),
    )
    assert isinstance(refused, NotAllowed)
