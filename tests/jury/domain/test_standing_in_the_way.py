"""What keeps a panel open, read at once, is what the edge's guards say one by one."""

import pytest

from award.domain.transitions import obstacles
from directory.actors import Actor
from directory.enums import RoleKind
from jury.domain.closing import standing_in_the_way
from jury.enums import ConflictKind, ConflictSource
from tests.directory.factories import make_holder
from tests.jury.worlds import Jury, put_sealed

pytestmark = pytest.mark.django_db


def one_by_one(world: Jury, by: Actor) -> set[str]:
    found = (obstacles(application=a, edge="close_scoring", by=by) for a in world.applications)
    return {line for lines in found for line in lines or []}


def test_it_is_what_the_guards_say_of_each() -> None:
    world = Jury(units=3)
    whole, partly, _empty = world.applications
    for number in range(len(world.jurors)):
        put_sealed(world.panel, world.seat(number), whole)
    put_sealed(world.panel, world.seat(0), partly)
    by = Actor(world.chair)
    found = standing_in_the_way(world.applications, by)
    assert len(found) == 2
    assert set(found) == one_by_one(world, by)
    assert not any(whole.unit.name in line for line in found)


def test_of_a_unit_the_reader_has_a_conflict_with_nothing_is_said() -> None:
    world = Jury(units=2)
    first, second = world.applications
    world.chair.conflicts.create(
        unit=first.unit,
        kind=ConflictKind.FAMILY,
        source=ConflictSource.DECLARED,
        declared_at=first.state_since,
    )
    by = Actor(world.chair)
    found = standing_in_the_way(world.applications, by)
    assert set(found) == one_by_one(world, by)
    assert [second.unit.name in line for line in found] == [True]


def test_nobody_else_is_told_anything() -> None:
    world = Jury(units=1)
    for person in (world.jurors[0], make_holder(RoleKind.CENTRE_ADMIN)):
        assert standing_in_the_way(world.applications, Actor(person)) == []
