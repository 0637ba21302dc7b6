import pytest

from directory.actors import Actor
from directory.enums import RoleKind
from tests.directory.factories import make_holder


@pytest.fixture
def admin(db: None) -> Actor:
    return Actor(make_holder(RoleKind.CENTRE_ADMIN))
