"""The world, built once for the package and undone after it."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.access.undone import undone
from tests.access.visitors import Visitors
from tests.access.world import World


@pytest.fixture(scope="package")
def visitors(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Visitors]:
    """Everybody, signed in; all of it lies in one transaction that is never committed."""
    with django_db_blocker.unblock(), undone():
        yield Visitors(World())
