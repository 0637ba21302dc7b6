"""The world of the access table, built while chance and time stand still, once for the package."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from record.models import Job
from tests.access.undone import undone
from tests.access.visitors import Visitors
from tests.access.world import World
from tests.noninterference.still import Clock, still
from tests.noninterference.worlds import Worlds
from tests.verification.evidence.world import hand_in, photo


@pytest.fixture(scope="package")
def worlds(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Worlds]:
    """Everybody signed in; all of it lies in one transaction that is never committed."""
    with django_db_blocker.unblock(), still() as chance, undone():
        visitors = Visitors(World())
        _a_file_waits(visitors.world)
        Clock.stop()
        yield Worlds(visitors, chance)


def _a_file_waits(world: World) -> None:
    """One of our files is still to be checked, after whatever else will be handed in."""
    row, by = world.applications["open"], world.people["head"]
    code = world.names["open.indicator"]
    given = hand_in(row, photo(600), indicator=code, name="menunggu.jpg", by=by)
    world.add("open.waiting", given.version.item_id)
    later = timezone.now() + timedelta(hours=1)
    Job.objects.filter(subject=str(given.version.pk)).update(created_at=later)
