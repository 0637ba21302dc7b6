"""What earlier versions wrote is understood by this one."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from award.enums import State
from award.models import Application
from award.queries.embargo import is_published
from directory.actors import Actor
from jury.domain.panels import end_seat
from jury.models import SeatAssignment
from tests.jury.worlds import Jury
from tests.verification.situations import put, reload

pytestmark = pytest.mark.django_db


def fill() -> None:
    """Do the migration's work on rows that do not know yet what of them is public."""
    Application.objects.update(published_version=None)
    import_module("jury.migrations.0003_versions_already_published").fill(
        apps, connection.schema_editor()
    )


def test_what_was_published_is_public_and_what_came_after_is_not() -> None:
    world = Jury(units=2)
    world.published(award=True)
    first, moved = (reload(application) for application in world.applications)
    put(moved, State.SCORED, version=moved.version + 1)
    fill()
    assert is_published(reload(first))
    assert not is_published(reload(moved))


def test_before_any_publication_nothing_is_public() -> None:
    world = Jury()
    world.score()
    world.close()
    world.decide()
    fill()
    assert not is_published(reload(world.application))


def test_who_sat_before_there_were_assignments_scores_what_the_panel_had() -> None:
    world = Jury(units=2)
    end_seat(seat_id=world.seat(0).pk, reason="Sakit.", by=Actor(world.secretary))
    names = ("seat", "application", "since", "until")
    rows = SeatAssignment.objects.order_by("seat", "application")
    before = [(s, a, until is None) for s, a, _since, until in rows.values_list(*names)]
    SeatAssignment.objects.all().delete()
    import_module("jury.migrations.0006_assign_the_seated").fill(apps, connection.schema_editor())
    after = [(s, a, until is None) for s, a, _since, until in rows.values_list(*names)]
    assert after == before
    ended = SeatAssignment.objects.filter(seat=world.seat(0))
    assert {row.until for row in ended} == {world.seat(0).ends}
