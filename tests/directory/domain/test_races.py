"""Two who change one account or one unit's roles at the same moment, on PostgreSQL."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.actors import Actor
from directory.domain.accounts import Details
from directory.domain.passwords import set_password
from directory.domain.people import deactivate_person
from directory.domain.roles import give_role
from directory.domain.roster import import_roster, plan_of, read_in, take_in
from directory.domain.staffing import name_acting_head
from directory.enums import ActingKind, RoleKind
from directory.errors import Refused
from directory.models import Person, Role, Unit
from directory.queries.roles import today
from tests.directory.factories import make_person, make_unit
from tests.directory.roster.books import PERSON, book
from tests.support.racing import second_waits

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
NEW = "payung teduh di hutan"


def test_no_password_is_set_while_the_account_is_deactivated(admin: Actor) -> None:
    person = make_person()
    refused = second_waits(
        lambda: deactivate_person(actor=admin, person=person),
        lambda: set_password(person=person, password=NEW, way="reset"),
    )
    assert isinstance(refused, Refused)
    assert not Person.objects.get(pk=person.pk).has_usable_password()


def naming(admin: Actor, unit: Unit, person: Person) -> None:
    name_acting_head(
        actor=admin,
        unit=unit,
        who=Details(name=person.name, email=person.email),
        acting_as=ActingKind.PLH,
        first=today(),
        last=today(),
        letter="SP-1",
    )


def giving(admin: Actor, unit: Unit, person: Person) -> None:
    give_role(
        actor=admin,
        person=person,
        kind=RoleKind.UNIT_HEAD,
        unit=unit,
        starts=today(),
        ends=today() + timedelta(days=1),
        acting=True,
    )


def importing(admin: Actor, unit: Unit, person: Person) -> None:
    line = {
        **PERSON,
        "Kode satker": unit.work_unit_code,
        "Surel": person.email,
        "Plt/Plh": "ya",
    }
    roster = take_in(actor=admin, name="a.xlsx", data=book(people=[line]), encoding="utf-8")
    read_in(roster)
    roster.refresh_from_db()
    plan = plan_of(roster)
    digest = plan.digest(roster.sha256)
    import_roster(actor=admin, roster=roster, digest=digest, mailed=False)


@pytest.mark.parametrize("act", [naming, giving, importing])
def test_all_who_make_an_acting_head_lock_the_unit_before_the_person(
    admin: Actor, act: Callable[[Actor, Unit, Person], None]
) -> None:
    unit, person = make_unit(), make_person()
    with CaptureQueriesContext(connection) as asked:
        act(admin, unit, person)
    locking = [query["sql"] for query in asked if "FOR NO KEY UPDATE" in query["sql"]]
    tables = [sql.split(" FROM ")[1].split()[0].strip('"') for sql in locking]
    assert Role.objects.get(acting=True).unit == unit
    assert tables.index(Unit._meta.db_table) < tables.index(Person._meta.db_table)
