"""What earlier versions wrote is understood by this one."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from award.enums import State
from award.models import Application
from award.queries.embargo import is_published
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
