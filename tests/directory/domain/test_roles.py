from datetime import date, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from directory.actors import Actor
from directory.domain.people import deactivate_person
from directory.domain.roles import end_role, give_role
from directory.enums import RoleKind
from directory.errors import NotAllowed, Refused
from directory.models import Role
from directory.queries.roles import holders, holds, today
from record.models import LedgerEntry
from tests.directory.factories import make_holder, make_person, make_region, make_role, make_unit

DAY = timedelta(days=1)


def test_a_given_role_holds_and_stands_in_the_ledger(admin: Actor) -> None:
    person, unit = make_person(name="Rahasia Negara"), make_unit()
    role = give_role(
        actor=admin, person=person, kind=RoleKind.UNIT_HEAD, unit=unit, starts=today(), acting=True
    )
    assert holds(person, RoleKind.UNIT_HEAD, unit=unit)
    entry = LedgerEntry.objects.get()
    assert (entry.kind, entry.actor) == ("role_given", admin.ledger)
    assert entry.subject == f"person:{person.pk}"
    for word in (str(role.pk), "unit_head", str(unit.pk), today().isoformat(), '"acting":true'):
        assert word in entry.body
    assert "Rahasia" not in entry.body


@pytest.mark.parametrize("kind", [None, RoleKind.REGION_SECRETARIAT, RoleKind.AUDITOR])
@pytest.mark.django_db
def test_only_a_centre_admin_gives_and_ends_roles(kind: RoleKind | None) -> None:
    person = make_person() if kind is None else make_holder(kind)
    role = make_role(RoleKind.JUROR)
    with pytest.raises(NotAllowed):
        give_role(actor=Actor(person), person=person, kind=RoleKind.CENTRE_ADMIN, starts=today())
    with pytest.raises(NotAllowed):
        end_role(actor=Actor(person), role=role)
    assert not holds(person, RoleKind.CENTRE_ADMIN)
    assert not LedgerEntry.objects.exists()


@pytest.mark.parametrize("kind", list(RoleKind))
def test_a_scope_that_does_not_fit_is_refused(admin: Actor, kind: RoleKind) -> None:
    person = make_person()
    scopes: list[dict[str, Any]] = [
        {},
        {"unit": make_unit()},
        {"region": make_region()},
        {"unit": make_unit(), "region": make_region()},
    ]
    refusals = 0
    for scope in scopes:
        try:
            give_role(actor=admin, person=person, kind=kind, starts=today(), **scope)
        except Refused:
            refusals += 1
    assert refusals == 3
    assert person.roles.count() == 1


def test_dates_out_of_order_are_refused(admin: Actor) -> None:
    with pytest.raises(Refused):
        give_role(
            actor=admin, person=make_person(), kind=RoleKind.JUROR, starts=today(), ends=today()
        )


def test_no_role_in_a_closed_unit_nor_for_someone_inactive(admin: Actor) -> None:
    closed, gone = make_unit(closed_on=today()), make_person(is_active=False)
    for person, unit in ((make_person(), closed), (gone, make_unit())):
        with pytest.raises(Refused):
            give_role(
                actor=admin, person=person, kind=RoleKind.UNIT_HEAD, unit=unit, starts=today()
            )


@pytest.mark.parametrize(
    ("starts", "ends", "twice"),
    [
        (date(2030, 1, 1), None, True),
        (date(2029, 6, 1), date(2030, 1, 2), True),
        (date(2030, 12, 31), None, True),
        (date(2029, 1, 1), date(2030, 1, 1), False),
        (date(2031, 1, 1), None, False),
    ],
)
def test_the_same_role_is_not_held_twice_on_one_day(
    admin: Actor, starts: date, ends: date | None, *, twice: bool
) -> None:
    held = make_role(RoleKind.JUROR, starts=date(2030, 1, 1), ends=date(2031, 1, 1))
    try:
        give_role(actor=admin, person=held.person, kind=RoleKind.JUROR, starts=starts, ends=ends)
    except Refused:
        assert twice
    else:
        assert not twice


def test_a_role_ends_at_once(admin: Actor) -> None:
    role = make_role(RoleKind.JUROR)
    end_role(actor=admin, role=role)
    assert not holds(role.person, RoleKind.JUROR)
    assert holds(role.person, RoleKind.JUROR, on=today() - DAY)
    assert LedgerEntry.objects.get().kind == "role_ended"


def test_a_role_called_off_before_it_begins_never_holds_and_can_be_given_anew(
    admin: Actor,
) -> None:
    role = make_role(RoleKind.JUROR, starts=today() + DAY)
    ended = end_role(actor=admin, role=role)
    assert ended.ends == role.starts
    give_role(actor=admin, person=role.person, kind=RoleKind.JUROR, starts=today())
    assert holds(role.person, RoleKind.JUROR)


def test_a_role_is_not_ended_in_the_past_nor_twice_nor_prolonged(admin: Actor) -> None:
    role = make_role(RoleKind.JUROR, ends=today() + 5 * DAY)
    for ends in (today() - DAY, today() + 5 * DAY, today() + 6 * DAY):
        with pytest.raises(Refused):
            end_role(actor=admin, role=role, ends=ends)
    end_role(actor=admin, role=role)
    with pytest.raises(Refused):
        end_role(actor=admin, role=role)


def test_the_last_admin_stays(admin: Actor) -> None:
    role = Role.objects.get(person=admin.person)
    with pytest.raises(Refused):
        end_role(actor=admin, role=role)
    role.refresh_from_db()
    assert role.ends is None
    assert not LedgerEntry.objects.exists()
    make_holder(RoleKind.CENTRE_ADMIN)
    end_role(actor=admin, role=role)


def test_an_admin_whose_term_ends_earlier_does_not_count(admin: Actor) -> None:
    make_holder(RoleKind.CENTRE_ADMIN, ends=today() + DAY)
    role = Role.objects.get(person=admin.person)
    with pytest.raises(Refused):
        end_role(actor=admin, role=role, ends=today() + 2 * DAY)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("way", ["end", "deactivate"])
def test_two_admins_cannot_remove_each_other_at_once(way: str) -> None:
    one, two = make_role(RoleKind.CENTRE_ADMIN), make_role(RoleKind.CENTRE_ADMIN)
    barrier, refusals = Barrier(2), list[str]()

    def remove(actor: Actor, role: Role) -> None:
        barrier.wait(timeout=10)
        try:
            if way == "end":
                end_role(actor=actor, role=role)
            else:
                deactivate_person(actor=actor, person=role.person)
        except (Refused, NotAllowed) as why:
            refusals.append(str(why))
        finally:
            connection.close()

    threads = [
        Thread(target=remove, args=(Actor(one.person), two)),
        Thread(target=remove, args=(Actor(two.person), one)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert len(refusals) == 1
    assert holders(RoleKind.CENTRE_ADMIN).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_double_click_gives_one_role() -> None:
    admin, person = Actor(make_holder(RoleKind.CENTRE_ADMIN)), make_person()
    barrier = Barrier(4)

    def give() -> None:
        barrier.wait(timeout=10)
        try:
            give_role(actor=admin, person=person, kind=RoleKind.JUROR, starts=today())
        except Refused:
            pass
        finally:
            connection.close()

    threads = [Thread(target=give) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert person.roles.count() == 1
