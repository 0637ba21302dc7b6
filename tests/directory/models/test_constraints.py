"""What the database itself refuses, on both of them."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import DataError, IntegrityError, transaction

from directory.enums import RoleKind, Scope, Zone
from directory.models import Person, Region, Role, Unit
from tests.directory.factories import make_person, make_region, make_role, make_unit

pytestmark = pytest.mark.django_db
# PostgreSQL refuses NUL before it looks at any constraint, psycopg a lone one even earlier.
REFUSALS = (IntegrityError, DataError, ValueError)


def refused(make: Any, **fields: Any) -> bool:
    try:
        with transaction.atomic():
            make(**fields)
    except REFUSALS:
        return True
    return False


@pytest.mark.parametrize("kind", list(RoleKind))
def test_a_role_fits_its_scope_and_no_other(kind: RoleKind) -> None:
    person, unit, region = make_person(), make_unit(), make_region()
    scopes: dict[Any, dict[str, Any]] = {
        Scope.UNIT: {"unit": unit},
        Scope.REGION: {"region": region},
        Scope.CENTRE: {},
        "both": {"unit": unit, "region": region},
    }
    common: dict[str, Any] = {"person": person, "kind": kind, "starts": date(2026, 1, 1)}
    taken = {
        s for s, fields in scopes.items() if not refused(Role.objects.create, **common, **fields)
    }
    assert taken == {kind.scope}


def test_an_unknown_kind_of_role_is_refused() -> None:
    person = make_person()
    assert refused(Role.objects.create, person=person, kind="king", starts=date(2026, 1, 1))


def test_a_role_does_not_end_before_it_starts() -> None:
    role = make_role(RoleKind.AUDITOR, starts=date(2026, 5, 2))
    before = Role.objects.filter(pk=role.pk)
    assert refused(before.update, ends=date(2026, 5, 1))
    assert not refused(before.update, ends=date(2026, 5, 2))


@pytest.mark.parametrize("name", ["", "a\0b", "a\nb", "a\rb", "a\x7fb", "x" * 201])
def test_a_bad_name_is_refused(name: str) -> None:
    assert refused(make_person, name=name)
    assert refused(make_unit, name=name)


@pytest.mark.parametrize("name", ["Ñ. Šiti O'Neil, S.H.", "ሰላም", "名", "x" * 200, "🙂"])
def test_a_name_has_any_letters(name: str) -> None:
    assert make_person(name=name).name == name


@pytest.mark.parametrize("nip", ["", "1" * 17, "1" * 19, "1" * 17 + "x", "1" * 18 + "\n", "١" * 18])
def test_a_nip_is_eighteen_digits(nip: str) -> None:
    assert refused(make_person, nip=nip)


def test_nips_and_addresses_are_unique_and_a_missing_nip_is_not_one() -> None:
    make_person(nip="1" * 18, email="a@contoh.go.id")
    make_person(nip=None)
    make_person(nip=None)
    assert refused(make_person, nip="1" * 18)
    assert refused(make_person, email="a@contoh.go.id")


@pytest.mark.parametrize("code", ["", "12345", "1234567", "12345x", "12345\n"])
def test_a_work_unit_code_is_six_digits(code: str) -> None:
    assert refused(make_unit, work_unit_code=code)


def test_a_work_unit_code_is_unique() -> None:
    unit = make_unit()
    assert refused(make_unit, work_unit_code=unit.work_unit_code)


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [("-6.2", None), (None, "106.8"), ("90.1", "0"), ("0", "180.1")],
)
def test_coordinates_come_in_pairs_on_this_earth(
    latitude: str | None, longitude: str | None
) -> None:
    place = {
        "latitude": latitude and Decimal(latitude),
        "longitude": longitude and Decimal(longitude),
    }
    assert refused(make_unit, **place)


def test_unknown_words_are_refused() -> None:
    unit, person = make_unit(), make_person()
    assert refused(Unit.objects.filter(pk=unit.pk).update, unit_type="castle")
    assert refused(Unit.objects.filter(pk=unit.pk).update, unit_class="IV")
    assert refused(Person.objects.filter(pk=person.pk).update, language="fr")
    assert refused(Person.objects.filter(pk=person.pk).update, time_zone="Europe/Oslo")
    assert refused(Region.objects.filter(pk="bali").update, time_zone="Europe/Oslo")
    assert not refused(Region.objects.filter(pk="bali").update, time_zone=Zone.WITA)
