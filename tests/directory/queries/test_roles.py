from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from directory.enums import RoleKind, Zone
from directory.queries.roles import (
    asked_once,
    holders,
    holds,
    holds_any,
    roles_now,
    roles_of,
    today,
)
from tests.directory.factories import make_holder, make_person, make_region, make_role, make_unit

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_a_role_holds_from_its_first_day_until_the_day_it_ends() -> None:
    starts, ends = date(2026, 3, 1), date(2026, 4, 1)
    person = make_holder(RoleKind.JUROR, starts=starts, ends=ends)
    days = [starts - DAY, starts, ends - DAY, ends]
    assert [holds(person, RoleKind.JUROR, on=day) for day in days] == [False, True, True, False]


def test_a_role_that_ends_today_holds_no_longer() -> None:
    person = make_holder(RoleKind.JUROR, ends=today())
    assert not holds(person, RoleKind.JUROR)
    assert not holders(RoleKind.JUROR).exists()
    assert not roles_of(person).exists()


def test_a_role_that_begins_tomorrow_does_not_hold_yet() -> None:
    person = make_holder(RoleKind.JUROR, starts=today() + DAY)
    assert not holds(person, RoleKind.JUROR)
    assert holds(person, RoleKind.JUROR, on=today() + DAY)


def test_a_role_without_an_end_holds() -> None:
    assert holds(make_holder(RoleKind.JUROR, ends=None), RoleKind.JUROR)


def test_an_acting_head_is_a_head() -> None:
    unit = make_unit()
    person = make_holder(RoleKind.UNIT_HEAD, unit=unit, acting=True, ends=today() + DAY)
    assert holds(person, RoleKind.UNIT_HEAD, unit=unit)


def test_a_unit_role_covers_its_own_unit_and_region_alone() -> None:
    unit, beside, far = make_unit(), make_unit(), make_unit(region="bali")
    person = make_holder(RoleKind.UNIT_HEAD, unit=unit)
    assert holds(person, RoleKind.UNIT_HEAD)
    assert holds(person, RoleKind.UNIT_HEAD, unit=unit)
    assert not holds(person, RoleKind.UNIT_HEAD, unit=beside)
    assert not holds(person, RoleKind.UNIT_HEAD, unit=far)
    assert holds(person, RoleKind.UNIT_HEAD, region=unit.region)
    assert not holds(person, RoleKind.UNIT_HEAD, region=far.region)
    assert not holds(person, RoleKind.UNIT_OPERATOR, unit=unit)


def test_a_region_role_covers_the_units_of_that_region() -> None:
    person = make_holder(RoleKind.REGION_HEAD, region="bali")
    assert holds(person, RoleKind.REGION_HEAD, region=make_region("bali"))
    assert holds(person, RoleKind.REGION_HEAD, unit=make_unit(region="bali"))
    assert not holds(person, RoleKind.REGION_HEAD, region=make_region("aceh"))
    assert not holds(person, RoleKind.REGION_HEAD, unit=make_unit(region="aceh"))


def test_a_centre_role_covers_everything() -> None:
    person = make_holder(RoleKind.AUDITOR)
    assert holds(person, RoleKind.AUDITOR, unit=make_unit())
    assert holds(person, RoleKind.AUDITOR, region=make_region("papua"))


def test_holding_one_of_several_is_enough() -> None:
    person = make_holder(RoleKind.JURY_CHAIR)
    assert holds_any(person, {RoleKind.JUROR, RoleKind.JURY_CHAIR})
    assert not holds_any(person, {RoleKind.JUROR})
    assert not holds_any(person, set())


def test_holders_are_listed_once_each() -> None:
    region, person = make_region("bali"), make_person()
    for _ in range(2):
        make_role(RoleKind.UNIT_OPERATOR, person=person, unit=make_unit(region=region))
    other = make_holder(RoleKind.UNIT_OPERATOR, unit=make_unit(region="aceh"))
    assert list(holders(RoleKind.UNIT_OPERATOR, region=region)) == [person]
    assert set(holders(RoleKind.UNIT_OPERATOR)) == {person, other}


def test_one_query_answers(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    unit, person = make_unit(), make_holder(RoleKind.REGION_HEAD)
    with django_assert_num_queries(1):
        holds(person, RoleKind.REGION_HEAD, unit=unit)
    make_role(RoleKind.UNIT_HEAD, person=person, unit=unit)
    with django_assert_num_queries(1):
        [(role.unit and role.unit.region.name, role.region) for role in roles_of(person)]


def test_asked_once_the_answers_are_the_same() -> None:
    home, other_region = make_unit(region="bali"), make_unit(region="aceh")
    beside = make_unit(region=home.region)
    scopes: dict[RoleKind, dict[str, Any]] = {
        RoleKind.UNIT_HEAD: {"unit": home},
        RoleKind.REGION_HEAD: {"region": home.region},
        RoleKind.AUDITOR: {},
    }
    people = [make_holder(kind, **scope) for kind, scope in scopes.items()] + [make_person()]
    units, regions = (None, home, beside, other_region), (None, home.region, other_region.region)
    days = (None, today() - DAY, today() + DAY)

    def answers() -> list[bool]:
        asked = product(people, scopes, units, regions, days)
        return [holds(p, k, unit=u, region=r, on=day) for p, k, u, r, day in asked]

    fresh = answers()
    with asked_once():
        assert answers() == fresh
    assert len(set(fresh)) == 2


def test_a_person_is_asked_about_once_until_the_end(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    unit, person, other = make_unit(), make_holder(RoleKind.AUDITOR), make_person()
    with asked_once(), django_assert_num_queries(2):
        assert holds(person, RoleKind.AUDITOR)
        assert holds(person, RoleKind.AUDITOR, unit=unit)
        assert [role.kind for role in roles_now(person)] == [RoleKind.AUDITOR]
        assert not holds(other, RoleKind.AUDITOR)


def test_what_was_asked_once_is_forgotten_at_its_end() -> None:
    person = make_holder(RoleKind.AUDITOR)
    with asked_once():
        assert holds(person, RoleKind.AUDITOR)
    person.roles.update(ends=today())
    assert not holds(person, RoleKind.AUDITOR)
    with asked_once():
        assert not holds(person, RoleKind.AUDITOR)


def test_the_official_day_is_the_centres_for_every_reader() -> None:
    with timezone.override(Zone.WIT.info):
        in_the_east = today()
    assert in_the_east == today()
    assert timezone.get_default_timezone_name() == Zone.WIB
