"""Sight is granted, not guessed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from award.domain.audience import team_people
from award.enums import Capacity, State
from award.models import Application, Grant
from award.queries.visible import visible_to
from directory.enums import RoleKind
from directory.models import Person
from directory.queries.roles import today
from tests.award.stages import head_of
from tests.directory.factories import make_holder, make_person, make_region, make_role
from tests.verification.situations import Region3, Scene, end_role_now, make_application

pytestmark = pytest.mark.django_db


def sees(person: Person) -> set[object]:
    return set(visible_to(person).values_list("pk", flat=True))


@pytest.fixture
def scene() -> Scene:
    return Scene()


@pytest.fixture
def other(scene: Scene) -> Application:
    """An application beside it, in the same Kanwil, without that team."""
    return make_application(scene.season)


def test_unit_region_and_centre(scene: Scene, other: Application) -> None:
    one, both = {scene.application.pk}, {scene.application.pk, other.pk}
    assert sees(head_of(scene.application)) == one
    assert sees(make_holder(RoleKind.UNIT_OPERATOR, unit=scene.application.unit)) == one
    assert sees(scene.place.head) == both
    assert sees(scene.place.secretariat) == both
    for kind in ("centre_admin", "centre_verifier", "jury_chair", "jury_secretary", "auditor"):
        assert sees(make_holder(RoleKind(kind))) == both


def test_a_verifier_sees_what_the_decree_gives(scene: Scene, other: Application) -> None:
    assert sees(scene.member) == {scene.application.pk}
    assert sees(scene.place.verifier()) == set()


def test_nobody_sees_anything_by_being_signed_in(scene: Scene) -> None:
    assert sees(make_person()) == set()
    assert sees(make_holder(RoleKind.JUROR)) == set()


def test_elsewhere_and_yesterday(scene: Scene) -> None:
    elsewhere = Region3(make_region("papua"))
    assert sees(elsewhere.head) == set()
    ended = make_role(RoleKind.REGION_HEAD, region=scene.place.region, ends=today()).person
    coming = make_role(
        RoleKind.REGION_HEAD, region=scene.place.region, starts=today() + timedelta(days=1)
    ).person
    assert sees(ended) == sees(coming) == set()


def test_an_inactive_person_sees_nothing(scene: Scene) -> None:
    Person.objects.filter(pk=scene.place.head.pk).update(is_active=False)
    assert sees(Person.objects.get(pk=scene.place.head.pk)) == set()


@pytest.mark.parametrize(
    ("starts", "ends", "seen"),
    [(-2, None, 1), (-2, 2, 1), (-2, -1, 0), (1, None, 0)],
)
def test_a_grant_holds_from_and_to(scene: Scene, starts: int, ends: int | None, seen: int) -> None:
    juror, now = make_holder(RoleKind.JUROR), timezone.now()
    Grant.objects.create(
        application=scene.application,
        person=juror,
        capacity=Capacity.JUROR,
        starts=now + timedelta(hours=starts),
        ends=None if ends is None else now + timedelta(hours=ends),
        source="seat:test",
    )
    assert len(sees(juror)) == seen


def test_a_grant_counts_while_its_person_is_what_it_was_given_for(scene: Scene) -> None:
    region = scene.application.region
    assert scene.member in team_people(scene.application)
    end_role_now(scene.member)
    assert sees(scene.member) == set()
    assert scene.member not in team_people(scene.application)
    assert sees(scene.leader) == {scene.application.pk}
    elsewhere = "papua" if region.pk != "papua" else "bali"
    make_role(RoleKind.REGION_VERIFIER, person=scene.member, region=make_region(elsewhere))
    assert sees(scene.member) == set()
    make_role(RoleKind.REGION_VERIFIER, person=scene.member, region=region, starts=today())
    assert sees(scene.member) == {scene.application.pk}


def test_it_is_asked_of_the_day_that_is_asked_about(scene: Scene) -> None:
    Grant.objects.update(starts=timezone.now() - timedelta(days=9))
    end_role_now(scene.member)
    before = visible_to(scene.member, timezone.now() - timedelta(days=2))
    assert set(before) == {scene.application}


def test_states_hide_nothing_by_themselves(scene: Scene) -> None:
    application = make_application(scene.season, state=State.LAPSED)
    assert application.pk in sees(scene.place.head)
