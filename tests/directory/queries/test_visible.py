from datetime import timedelta

import pytest

from directory.enums import RoleKind
from directory.models import Person, Role, Unit
from directory.queries.roles import today
from directory.queries.visible import visible_people, visible_roles, visible_units
from tests.directory.factories import make_holder, make_person, make_role, make_unit

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.mark.parametrize("kind", [RoleKind.CENTRE_ADMIN, RoleKind.AUDITOR])
def test_the_centre_sees_all(kind: RoleKind) -> None:
    reader = make_holder(kind)
    make_role(RoleKind.UNIT_HEAD, ends=today())
    make_person()
    assert visible_people(reader).count() == Person.objects.count()
    assert visible_units(reader).count() == Unit.objects.count() == 1
    assert visible_roles(reader).count() == Role.objects.count()


def test_a_secretariat_sees_its_region_alone() -> None:
    reader = make_holder(RoleKind.REGION_SECRETARIAT, region="bali")
    ours = make_unit(region="bali")
    make_unit(region="aceh")
    head = make_holder(RoleKind.UNIT_HEAD, unit=ours)
    chief = make_holder(RoleKind.REGION_HEAD, region="bali")
    make_holder(RoleKind.UNIT_HEAD, unit=make_unit(region="aceh"))
    make_holder(RoleKind.JUROR)
    make_person()
    assert set(visible_people(reader)) == {reader, head, chief}
    assert list(visible_units(reader)) == [ours]


def test_who_moved_away_is_seen_no_longer_and_who_comes_is_seen_already() -> None:
    reader = make_holder(RoleKind.REGION_SECRETARIAT, region="bali")
    ours = make_unit(region="bali")
    make_holder(RoleKind.UNIT_HEAD, unit=ours, ends=today())
    coming = make_holder(RoleKind.UNIT_HEAD, unit=ours, starts=today() + DAY)
    assert set(visible_people(reader)) == {reader, coming}


def test_of_a_person_with_roles_elsewhere_only_those_here_are_seen() -> None:
    reader = make_holder(RoleKind.REGION_SECRETARIAT, region="bali")
    here = make_role(RoleKind.UNIT_HEAD, unit=make_unit(region="bali"))
    make_role(RoleKind.UNIT_HEAD, person=here.person, unit=make_unit(region="aceh"))
    make_role(RoleKind.JUROR, person=here.person)
    assert list(visible_roles(reader).filter(person=here.person)) == [here]


@pytest.mark.parametrize(
    "kind",
    sorted(set(RoleKind) - {RoleKind.CENTRE_ADMIN, RoleKind.AUDITOR, RoleKind.REGION_SECRETARIAT}),
)
def test_nobody_else_sees_anything(kind: RoleKind) -> None:
    reader = make_holder(kind)
    make_unit()
    assert not visible_people(reader).exists()
    assert not visible_units(reader).exists()
    assert not visible_roles(reader).exists()


def test_sight_ends_with_the_role() -> None:
    unit = make_unit(region="bali")
    role = make_role(RoleKind.REGION_SECRETARIAT, region="bali")
    assert list(visible_units(role.person)) == [unit]
    Role.objects.filter(pk=role.pk).update(ends=today())
    assert not visible_units(role.person).exists()
