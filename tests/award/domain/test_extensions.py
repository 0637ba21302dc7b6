"""More time: in a running season for all, afterwards for a unit that was sent back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from award.domain.extensions import extend
from award.enums import DateKind, SeasonState, State
from award.errors import NotAllowed, Refused
from award.models import Extension
from award.queries.calendar import due
from directory.actors import Actor
from directory.enums import RoleKind
from directory.models import Person, Region, Unit
from jury.enums import ConflictKind, ConflictSource
from jury.models import Conflict
from tests.directory.factories import make_holder, make_unit, signed_in
from tests.verification.situations import Scene, make_application

pytestmark = pytest.mark.django_db
LATER = timedelta(days=90)


@pytest.fixture
def admin() -> Person:
    return make_holder(RoleKind.CENTRE_ADMIN)


def decided(state: State) -> Scene:
    """A decided season in which the scene's application stands in `state`."""
    scene = Scene(state=state)
    scene.season.state = SeasonState.DECIDED
    scene.season.save()
    return scene


def give(
    scene: Scene, by: Person, *, unit: Unit | None = None, region: Region | None = None
) -> Extension:
    return extend(
        season_id=scene.season.pk,
        kind=DateKind.EVIDENCE_DUE,
        until=timezone.now() + LATER,
        reason="Banjir.",
        by=Actor(by),
        unit=unit,
        region=region,
    )


def test_a_unit_sent_back_after_the_decision_gets_more_time(admin: Person) -> None:
    scene = decided(State.EVIDENCE_OPEN)
    given = give(scene, admin, unit=scene.application.unit)
    assert due(scene.application, DateKind.EVIDENCE_DUE) == given.until


def test_afterwards_nobody_else_gets_more(admin: Person) -> None:
    scene = decided(State.EVIDENCE_OPEN)
    ended = make_application(scene.season, state=State.AWARDED)
    for reach in ({}, {"region": scene.application.region}, {"unit": ended.unit}):
        with pytest.raises(Refused, match="satu UPT yang dibuka kembali"):
            give(scene, admin, **reach)
    assert not Extension.objects.exists()


def test_where_all_has_ended_there_is_no_time_to_give(admin: Person) -> None:
    scene = decided(State.AWARDED)
    for unit in (scene.application.unit, make_unit(), None):
        with pytest.raises(Refused, match="periode yang berjalan"):
            give(scene, admin, unit=unit)


def test_the_form_is_shown_where_it_can_be_used(admin: Person) -> None:
    for state, shown in ((State.EVIDENCE_OPEN, True), (State.AWARDED, False)):
        page = reverse("award:season", args=[decided(state).season.year])
        content = signed_in(admin).get(page).content.decode()
        assert ("Perpanjang batas waktu" in content) is shown


@pytest.mark.parametrize("kind", [RoleKind.CENTRE_VERIFIER, RoleKind.REGION_HEAD])
def test_only_a_centre_admin_gives_time(kind: RoleKind) -> None:
    scene = Scene()
    with pytest.raises(NotAllowed):
        give(scene, make_holder(kind), unit=scene.application.unit)


def test_who_has_a_conflict_gives_that_unit_no_time_of_its_own(admin: Person) -> None:
    scene = Scene()
    Conflict.objects.create(
        person=admin,
        unit=scene.application.unit,
        kind=ConflictKind.FAMILY,
        source=ConflictSource.DECLARED,
        declared_at=timezone.now(),
    )
    with pytest.raises(NotAllowed, match="benturan kepentingan"):
        give(scene, admin, unit=scene.application.unit)
    assert not Extension.objects.exists()
    assert give(scene, admin, unit=scene.add().unit)
    assert give(scene, admin, region=scene.application.region)
