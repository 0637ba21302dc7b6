"""What keeps a panel open, read at once, is what the edge's guards say one by one."""

from types import SimpleNamespace
from typing import cast

import pytest

from award.domain.transitions import obstacles, obstacles_together
from award.queries.instruments import indicators_of
from directory.actors import Actor
from directory.enums import RoleKind
from jury.enums import ConflictKind, ConflictSource
from tests.directory.factories import make_holder
from tests.jury.worlds import Jury, put_sealed
from tests.verification.situations import Scene, add_file
from verification.domain.findings import raise_finding
from verification.enums import Severity

pytestmark = pytest.mark.django_db


def in_the_way(world: Jury, by: Actor) -> list[str] | None:
    return obstacles_together(applications=world.applications, edge="close_scoring", by=by)


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
    found = in_the_way(world, by) or []
    assert len(found) == 2
    assert set(found) == one_by_one(world, by)
    assert not any(whole.unit.name in line for line in found)


def test_a_finding_that_nobody_decided_is_named_of_its_application() -> None:
    world = Jury(units=2)
    first, second = world.applications
    for number in range(len(world.jurors)):
        for each in world.applications:
            put_sealed(world.panel, world.seat(number), each)
    assert in_the_way(world, Actor(world.chair)) == []
    of_second = cast(Scene, SimpleNamespace(application=second, leader=world.admin))
    version = add_file(of_second, indicators_of(second)[0].code)
    raise_finding(
        version_id=version.pk,
        text="Palsu?",
        severity=Severity.HIGH,
        by=Actor(make_holder(RoleKind.CENTRE_VERIFIER)),
    )
    found = in_the_way(world, Actor(world.chair)) or []
    assert len(found) == 1
    assert set(found) == one_by_one(world, Actor(world.chair))
    alone = obstacles_together(applications=[first], edge="close_scoring", by=Actor(world.chair))
    assert alone == []


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
    found = in_the_way(world, by) or []
    assert set(found) == one_by_one(world, by)
    assert [second.unit.name in line for line in found] == [True]


def test_nobody_else_is_told_anything() -> None:
    world = Jury(units=1)
    for person in (world.jurors[0], make_holder(RoleKind.CENTRE_ADMIN)):
        assert in_the_way(world, Actor(person)) is None
