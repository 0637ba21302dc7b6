"""A list is imported as a whole, or not at all."""

import time

import pytest
from django.utils import timezone

from directory.actors import CLOCK, Actor
from directory.domain.people import invite_entered
from directory.domain.roster import Changed, import_roster, plan_of, read_in, take_in
from directory.enums import RoleKind
from directory.errors import NotAllowed, Refused
from directory.models import Person, Role, RosterFile, Unit
from record.domain.ledger import verify
from record.models import Job, LedgerEntry
from tests.directory.factories import make_holder, make_person
from tests.directory.roster.books import PERSON, UNIT, book, comma

UNITS = 870


def taken(actor: Actor, data: bytes) -> tuple[RosterFile, str]:
    roster = take_in(actor=actor, name="daftar.xlsx", data=data, encoding="utf-8")
    read_in(roster)
    roster.refresh_from_db()
    return roster, plan_of(roster).digest(roster.sha256)


def many() -> bytes:
    units = [{**UNIT, "Kode satker": f"{n:06}"} for n in range(100_000, 100_000 + UNITS)]
    people = [
        {
            "Surel": f"kepala{n}@contoh.go.id",
            "Nama": f"Kepala {n}",
            "NIP": f"{n:018}",
            "Peran": "Kepala UPT",
            "Kode satker": f"{n:06}",
        }
        for n in range(100_000, 100_000 + UNITS)
    ]
    return book(units, people)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_870_units_and_their_heads_come_in_within_a_minute(admin: Actor) -> None:
    data = many()
    began = time.process_time()
    roster, digest = taken(admin, data)
    planned = time.process_time()
    plan = import_roster(actor=admin, roster=roster, digest=digest, mailed=True)
    done = time.process_time()
    print(f"870 units: plan {planned - began:.1f} s, import {done - planned:.1f} s of CPU")  # noqa: T201
    assert plan.changes == 3 * UNITS
    assert (Unit.objects.count(), Role.objects.filter(kind="unit_head").count()) == (UNITS, UNITS)
    assert Job.objects.filter(kind="send_invitation").count() == UNITS
    assert verify() == []
    again, _ = taken(admin, data)
    assert (plan_of(again).changes, plan_of(again).unchanged) == (0, 3 * UNITS)
    assert done - began < 60


def test_nobody_else_may(db: None) -> None:
    for actor in (Actor(make_holder(RoleKind.REGION_SECRETARIAT)), CLOCK):
        with pytest.raises(NotAllowed):
            take_in(actor=actor, name="a", data=comma([UNIT]), encoding="utf-8")
    assert not RosterFile.objects.exists()


def test_who_lost_the_right_meanwhile_imports_nothing(admin: Actor) -> None:
    roster, digest = taken(admin, book([UNIT]))
    Role.objects.filter(person=admin.person).delete()
    with pytest.raises(NotAllowed):
        import_roster(actor=admin, roster=roster, digest=digest, mailed=False)
    assert not Unit.objects.exists()


def test_a_refusal_in_the_middle_leaves_nothing(
    admin: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    roster, digest = taken(admin, book([UNIT], [PERSON]))

    def refuse(**_given: object) -> None:
        raise Refused(["tidak"])

    monkeypatch.setattr("directory.domain.roster.give_role", refuse)
    before = LedgerEntry.objects.count()
    with pytest.raises(Refused):
        import_roster(actor=admin, roster=roster, digest=digest, mailed=True)
    assert not Unit.objects.exists()
    assert not Person.objects.filter(email=PERSON["Surel"]).exists()
    assert not Job.objects.filter(kind="send_invitation").exists()
    assert LedgerEntry.objects.count() == before
    assert RosterFile.objects.get().applied_at is None


def test_another_digest_is_refused(admin: Actor) -> None:
    roster, _ = taken(admin, book([UNIT]))
    with pytest.raises(Changed):
        import_roster(actor=admin, roster=roster, digest="0" * 64, mailed=False)
    assert not Unit.objects.exists()


def test_a_list_is_read_once_and_not_imported_before(admin: Actor) -> None:
    roster = take_in(actor=admin, name="a", data=comma([UNIT]), encoding="utf-8")
    with pytest.raises(Refused):
        import_roster(actor=admin, roster=roster, digest="0" * 64, mailed=False)
    read_in(roster)
    first = RosterFile.objects.get()
    assert (bytes(first.data), len(first.tables)) == (b"", 1)
    read_in(roster)
    assert RosterFile.objects.get().read_at == first.read_at


def test_what_cannot_be_read_is_not_kept(admin: Actor) -> None:
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    roster = take_in(actor=admin, name="a.xls", data=old, encoding="utf-8")
    with pytest.raises(Refused):
        read_in(roster)
    assert not RosterFile.objects.exists()


def test_only_who_waits_for_a_link_is_sent_the_first(admin: Actor) -> None:
    entered, left, has_one = (make_person(password=None) for _ in range(3))
    Person.objects.filter(pk=left.pk).update(is_active=False)
    Person.objects.filter(pk=has_one.pk).update(invited_at=timezone.now())
    settled = make_person()
    people = (entered, left, has_one, settled)
    assert [invite_entered(actor=admin, person_id=each.pk) for each in people] == [
        True,
        False,
        False,
        False,
    ]
    assert not invite_entered(actor=admin, person_id=entered.pk)
    assert [job.subject for job in Job.objects.filter(kind="send_invitation")] == [str(entered.pk)]
    with pytest.raises(NotAllowed):
        invite_entered(actor=Actor(settled), person_id=entered.pk)
