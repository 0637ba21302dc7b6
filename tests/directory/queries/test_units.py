from datetime import timedelta

import pytest

from directory.enums import RoleKind, UnitType
from directory.queries.roles import today
from directory.queries.units import open_units, unit_list
from tests.directory.factories import make_holder, make_unit

pytestmark = pytest.mark.django_db


def test_a_list_is_narrowed_by_words_region_type_and_state() -> None:
    admin = make_holder(RoleKind.CENTRE_ADMIN)
    prison = make_unit(name="Lapas Bali", region="bali", unit_type=UnitType.PRISON)
    office = make_unit(work_unit_code="987654", region="aceh")
    closed = make_unit(closed_on=today())
    closing = make_unit(closed_on=today() + timedelta(days=1))
    assert list(unit_list(admin, text="lapas")) == [prison]
    assert list(unit_list(admin, text="9876")) == [office]
    assert list(unit_list(admin, region="bali")) == [prison]
    assert list(unit_list(admin, unit_type=UnitType.PRISON)) == [prison]
    assert list(unit_list(admin, state="closed")) == [closed]
    assert set(unit_list(admin, state="open")) == {prison, office, closing} == set(open_units())
