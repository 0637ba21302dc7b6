"""What the clock does by itself, and what it leaves alone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from award.domain.clock import tick
from award.domain.extensions import extend
from award.enums import DateKind, State
from award.models import Application
from directory.actors import Actor
from directory.enums import RoleKind
from tests.award.stages import stage_for
from tests.directory.factories import make_holder
from tests.verification.situations import Scene

pytestmark = pytest.mark.django_db


def states() -> list[str]:
    return list(Application.objects.values_list("state", flat=True))


def test_a_draft_lapses_when_its_time_and_the_grace_are_over() -> None:
    stage_for("lapse")
    assert tick() == 1
    assert states() == [State.LAPSED]
    step = Application.objects.get().steps.get(edge="lapse")
    assert (step.by, step.capacity) == (None, "clock")


def test_twice_is_once() -> None:
    stage_for("lapse")
    assert [tick(), tick()] == [1, 0]


def test_within_the_grace_nothing_lapses() -> None:
    stage = stage_for("lapse")
    grace = stage.scene.season.upload_grace_minutes
    stage.scene.season.dates.filter(kind=DateKind.SELF_ASSESSMENT_DUE).update(
        at=timezone.now() - timedelta(minutes=grace - 5)
    )
    assert tick() == 0
    assert states() == [State.DRAFT]


def test_an_extension_keeps_it_alive() -> None:
    stage = stage_for("lapse")
    extend(
        season_id=stage.scene.season.pk,
        kind=DateKind.SELF_ASSESSMENT_DUE,
        until=timezone.now() + timedelta(days=1),
        reason="Gempa.",
        unit=stage.application.unit,
        by=Actor(make_holder(RoleKind.CENTRE_ADMIN)),
    )
    assert tick() == 0


def test_waiting_for_a_team_never_lapses() -> None:
    Scene(state=State.SELF_ASSESSED, days={"self_assessment_due": -30, "evidence_due": -1})
    assert tick() == 0


def test_a_late_kanwil_does_not_eat_the_units_days() -> None:
    """The season's date is over, but the team was appointed only now."""
    Scene(state=State.EVIDENCE_OPEN, days={"evidence_due": -1})
    assert tick() == 0
    assert states() == [State.EVIDENCE_OPEN]


def test_a_repair_round_ends_and_goes_on_with_what_is_there() -> None:
    stage_for("end_repair")
    assert tick() == 1
    application = Application.objects.get()
    assert application.state == State.UNDER_VERIFICATION
    assert not application.in_repair
    assert application.open_indicators == []
