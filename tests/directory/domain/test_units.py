from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from directory.actors import Actor
from directory.domain.units import amend_unit, close_unit, create_unit
from directory.enums import RoleKind, UnitClass, UnitType
from directory.errors import NotAllowed, Refused
from directory.queries.roles import today
from record.models import LedgerEntry
from tests.directory.factories import make_holder, make_region, make_unit


def details(**changes: Any) -> dict[str, Any]:
    return {
        "work_unit_code": "692308",
        "name": "Lapas Kelas IIA Contoh",
        "unit_type": UnitType.PRISON,
        "unit_class": UnitClass.IIA,
        "region": make_region("riau"),
        "latitude": Decimal("0.533333"),
        "longitude": Decimal("101.450000"),
        **changes,
    }


def test_a_unit_is_entered(admin: Actor) -> None:
    unit = create_unit(actor=admin, **details())
    entry = LedgerEntry.objects.get()
    assert (entry.kind, entry.subject) == ("unit_created", f"unit:{unit.pk}")
    assert '"692308"' in entry.body
    assert '"0.533333"' in entry.body
    assert "Lapas" not in entry.body


def test_a_code_is_used_once_and_a_closed_unit_keeps_its_own(admin: Actor) -> None:
    unit = create_unit(actor=admin, **details())
    close_unit(actor=admin, unit=unit, on=today())
    with pytest.raises(Refused):
        create_unit(actor=admin, **details(name="Lain"))


def test_a_unit_closes_on_its_day(admin: Actor) -> None:
    tomorrow = today() + timedelta(days=1)
    unit = close_unit(actor=admin, unit=make_unit(), on=tomorrow)
    assert unit.is_open(today())
    assert not unit.is_open(tomorrow)
    assert LedgerEntry.objects.get().kind == "unit_closed"


def test_a_closed_unit_is_not_closed_again(admin: Actor) -> None:
    unit = make_unit(closed_on=today())
    with pytest.raises(Refused):
        close_unit(actor=admin, unit=unit, on=today() + timedelta(days=9))


def test_name_class_and_place_are_corrected(admin: Actor) -> None:
    unit = make_unit()
    amended = amend_unit(
        actor=admin,
        unit=unit,
        name="Rutan Kelas IIB Contoh",
        unit_class=UnitClass.IIB,
        latitude=None,
        longitude=None,
    )
    amended.refresh_from_db()
    assert (amended.name, amended.unit_class) == ("Rutan Kelas IIB Contoh", "IIB")
    assert amended.work_unit_code == unit.work_unit_code


@pytest.mark.parametrize("kind", [RoleKind.REGION_SECRETARIAT, RoleKind.UNIT_HEAD])
@pytest.mark.django_db
def test_nobody_else_may(kind: RoleKind) -> None:
    actor = Actor(make_holder(kind))
    with pytest.raises(NotAllowed):
        create_unit(actor=actor, **details())
    with pytest.raises(NotAllowed):
        close_unit(actor=actor, unit=make_unit(), on=today())
