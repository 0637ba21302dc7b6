"""Two people at once at the division of indicators and at a plan, on two connections."""

from datetime import date, timedelta
from typing import Any

import pytest

from directory.actors import Actor
from directory.models import Person
from directory.queries.roles import today
from tests.support.racing import second_waits
from tests.verification.situations import Scene
from verification.domain.assignment_letters import make_letter
from verification.domain.dividing import divide_evenly, give_indicators
from verification.domain.visit_plan import (
    PlanChanged,
    cancel_plan,
    change_plan,
    plan_visit,
    substitute,
)
from verification.models import AssignmentLetter, IndicatorShare, PlannedVisit
from verification.queries.shares import division_of

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def scene() -> Scene:
    return Scene()


def day(number: int) -> date:
    return today() + timedelta(days=number)


def plan(scene: Scene, *people: Person, by: Person | None = None) -> PlannedVisit:
    return plan_visit(
        application_id=scene.application.pk,
        first_day=day(3),
        last_day=day(4),
        people={person.pk for person in people},
        by=Actor(by or scene.leader),
    )


def change(scene: Scene, made: PlannedVisit, by: Person, *people: Person) -> None:
    change_plan(
        plan_id=made.pk,
        first_day=day(6),
        last_day=day(6),
        people={person.pk for person in people},
        expected_version=1,
        by=Actor(by),
    )


def test_one_indicator_is_given_to_two_members_at_once(scene: Scene) -> None:
    code, by = scene.indicators[0], Actor(scene.leader)
    page: dict[str, Any] = {
        "application_id": scene.application.pk,
        "seen": division_of(scene.application).seen,
        "by": by,
    }
    refused = second_waits(
        lambda: give_indicators(given={code: scene.member.pk}, **page),
        lambda: divide_evenly(only_free=False, **page),
    )
    assert "Pembagian berubah" in str(refused)
    assert IndicatorShare.objects.get().person == scene.member


def test_two_plan_visits_on_the_same_days_at_once(scene: Scene) -> None:
    refused = second_waits(
        lambda: plan(scene, scene.leader),
        lambda: plan(scene, scene.member, by=scene.place.secretariat),
    )
    assert "Sudah ada rencana" in str(refused)
    assert PlannedVisit.objects.count() == 1


def test_two_change_one_plan_at_once(scene: Scene) -> None:
    made = plan(scene, scene.leader, scene.member)
    refused = second_waits(
        lambda: change(scene, made, scene.leader, scene.leader),
        lambda: change(scene, made, scene.place.secretariat, scene.secretary),
    )
    assert isinstance(refused, PlanChanged)
    going = made.visitors.filter(active=True).values_list("person", flat=True)
    assert list(going) == [scene.leader.pk]


def test_a_substitute_is_sent_while_the_plan_is_given_up(scene: Scene) -> None:
    made = plan(scene, scene.member)
    refused = second_waits(
        lambda: cancel_plan(
            plan_id=made.pk, reason="Banjir", expected_version=1, by=Actor(scene.leader)
        ),
        lambda: substitute(
            plan_id=made.pk,
            absent=scene.member.pk,
            stand_in=scene.secretary.pk,
            expected_version=1,
            by=Actor(scene.place.secretariat),
        ),
    )
    assert "sudah dibatalkan" in str(refused)
    assert made.visitors.get().person == scene.member


def test_the_same_letter_is_made_twice_at_once(scene: Scene) -> None:
    made = plan(scene, scene.member)

    def write(by: Person) -> None:
        make_letter(plan_id=made.pk, number="ST-7", day=today(), expected_version=1, by=Actor(by))

    refused = second_waits(lambda: write(scene.leader), lambda: write(scene.place.secretariat))
    assert "sudah dibuat" in str(refused)
    assert AssignmentLetter.objects.count() == 1
