"""Two centre admins at once: what one changes the other does not overwrite unseen."""

import pytest

from directory.actors import Actor
from directory.domain.roster import Changed, import_roster, plan_of, read_in, take_in
from directory.domain.units import amend_unit, create_unit
from directory.enums import RoleKind, UnitClass, UnitType
from directory.errors import Refused
from directory.models import Region, RosterFile, Unit
from tests.directory.factories import make_holder, make_unit
from tests.directory.roster.books import UNIT, book
from tests.support.racing import second_waits

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def taken(actor: Actor) -> tuple[RosterFile, str]:
    roster = take_in(actor=actor, name="a.xlsx", data=book([UNIT]), encoding="utf-8")
    read_in(roster)
    roster.refresh_from_db()
    return roster, plan_of(roster).digest(roster.sha256)


def test_the_same_code_from_two_admins_comes_in_once() -> None:
    one, other = (Actor(make_holder(RoleKind.CENTRE_ADMIN)) for _ in range(2))
    roster, digest = taken(other)
    raised = second_waits(
        lambda: create_unit(
            actor=one,
            work_unit_code=UNIT["Kode satker"],
            name="Nama dari yang Pertama",
            unit_type=UnitType.IMMIGRATION_OFFICE,
            region=Region.objects.get(pk="bali"),
        ),
        lambda: import_roster(actor=other, roster=roster, digest=digest, mailed=False),
    )
    assert isinstance(raised, Refused | Changed)
    assert Unit.objects.get().name == "Nama dari yang Pertama"


def test_a_name_that_is_corrected_meanwhile_is_not_overwritten() -> None:
    one, other = (Actor(make_holder(RoleKind.CENTRE_ADMIN)) for _ in range(2))
    unit = make_unit(work_unit_code=UNIT["Kode satker"], name="Nama Lama", region="bali")
    roster, digest = taken(other)
    raised = second_waits(
        lambda: amend_unit(
            actor=one,
            unit=unit,
            name="Nama dari yang Pertama",
            unit_class=UnitClass.I,
            latitude=None,
            longitude=None,
        ),
        lambda: import_roster(actor=other, roster=roster, digest=digest, mailed=False),
    )
    assert isinstance(raised, Changed)
    assert Unit.objects.get().name == "Nama dari yang Pertama"


def test_the_same_list_twice_at_once_is_imported_once() -> None:
    admin = Actor(make_holder(RoleKind.CENTRE_ADMIN))
    roster, digest = taken(admin)

    def act() -> object:
        return import_roster(actor=admin, roster=roster, digest=digest, mailed=False)

    assert isinstance(second_waits(act, act), Refused)
    assert Unit.objects.count() == 1
