from dataclasses import replace
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from directory.actors import Actor
from directory.domain.accounts import Details
from directory.domain.people import (
    amend_person,
    deactivate_person,
    invite_again,
    invite_person,
)
from directory.enums import Language, RoleKind, Zone
from directory.errors import NotAllowed, Refused
from directory.models import Person
from directory.queries.roles import holds, roles_of, today
from record.models import Commitment, Job, LedgerEntry
from tests.directory.factories import make_holder, make_person, make_role

SITI = Details(name="Siti Ñawa, S.H.", email="Siti@Contoh.go.id", nip="198001012005011001")


def test_an_invited_person_cannot_sign_in_and_is_mailed(admin: Actor) -> None:
    person = invite_person(actor=admin, details=SITI, language=Language.ENGLISH, time_zone=Zone.WIT)
    assert person.email == "siti@contoh.go.id"
    assert not person.has_usable_password()
    assert (person.language, person.time_zone) == ("en", "Asia/Jayapura")
    job = Job.objects.get()
    assert (job.kind, job.subject) == ("send_invitation", str(person.pk))


def test_the_ledger_has_commitments_in_the_place_of_a_name(admin: Actor) -> None:
    person = invite_person(actor=admin, details=SITI)
    amend_person(actor=admin, person=person, details=replace(SITI, rank="Penata (III/c)"))
    bodies = "".join(LedgerEntry.objects.values_list("body", flat=True))
    for secret in ("Siti", "siti", SITI.nip, "Penata"):
        assert str(secret) not in bodies
    assert Commitment.objects.count() == 3 + 1


@pytest.mark.parametrize(
    "details",
    [
        replace(SITI, nip=None, email="SITI@contoh.go.id"),
        replace(SITI, email="lain@contoh.go.id"),
    ],
)
def test_an_address_or_nip_belongs_to_one_person(admin: Actor, details: Details) -> None:
    invite_person(actor=admin, details=SITI)
    other = make_person()
    with pytest.raises(Refused):
        invite_person(actor=admin, details=details)
    with pytest.raises(Refused):
        amend_person(actor=admin, person=other, details=details)
    assert LedgerEntry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_double_click_invites_once() -> None:
    admin, barrier = Actor(make_holder(RoleKind.CENTRE_ADMIN)), Barrier(4)
    refusals = list[str]()

    def invite() -> None:
        barrier.wait(timeout=10)
        try:
            invite_person(actor=admin, details=SITI)
        except Refused as why:
            refusals.append(str(why))
        finally:
            connection.close()

    threads = [Thread(target=invite) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert len(refusals) == 3
    assert Person.objects.filter(nip=SITI.nip).count() == 1


def test_amending_keeps_password_and_language(admin: Actor) -> None:
    person = make_person(language=Language.ENGLISH)
    amended = amend_person(actor=admin, person=person, details=SITI)
    amended.refresh_from_db()
    assert amended.name == SITI.name
    assert amended.password == person.password
    assert amended.language == Language.ENGLISH


def test_only_someone_without_a_password_is_invited_again(admin: Actor) -> None:
    with pytest.raises(Refused):
        invite_again(actor=admin, person=make_person())
    waiting = make_person(password=None)
    invited = invite_again(actor=admin, person=waiting)
    assert invited.password != waiting.password
    assert Job.objects.filter(kind="send_invitation", subject=str(waiting.pk)).exists()


def test_deactivating_ends_password_and_roles_at_once(admin: Actor) -> None:
    person = make_person()
    make_role(RoleKind.JUROR, person=person)
    make_role(RoleKind.AUDITOR, person=person, starts=today() + timedelta(days=3))
    make_role(RoleKind.JURY_CHAIR, person=person, ends=today())
    gone = deactivate_person(actor=admin, person=person)
    assert not gone.is_active
    assert not gone.has_usable_password()
    assert not roles_of(person).exists()
    assert not holds(person, RoleKind.AUDITOR, on=today() + timedelta(days=4))
    assert holds(person, RoleKind.JUROR, on=today() - timedelta(days=1))
    kinds = list(LedgerEntry.objects.values_list("kind", flat=True))
    assert kinds == ["role_ended", "role_ended", "person_deactivated"]


def test_the_way_back_is_an_invitation_without_roles(admin: Actor) -> None:
    person = make_holder(RoleKind.JUROR)
    deactivate_person(actor=admin, person=person)
    back = invite_again(actor=admin, person=person)
    assert back.is_active
    assert not roles_of(back).exists()


def test_nobody_deactivates_oneself_nor_twice(admin: Actor) -> None:
    make_holder(RoleKind.CENTRE_ADMIN)
    assert admin.person is not None
    with pytest.raises(Refused):
        deactivate_person(actor=admin, person=admin.person)
    person = make_person()
    deactivate_person(actor=admin, person=person)
    with pytest.raises(Refused):
        deactivate_person(actor=admin, person=person)


@pytest.mark.parametrize("kind", [RoleKind.REGION_SECRETARIAT, RoleKind.AUDITOR])
@pytest.mark.django_db
def test_nobody_else_may(kind: RoleKind) -> None:
    actor, person = Actor(make_holder(kind)), make_person(password=None)
    with pytest.raises(NotAllowed):
        invite_person(actor=actor, details=SITI)
    with pytest.raises(NotAllowed):
        amend_person(actor=actor, person=person, details=SITI)
    with pytest.raises(NotAllowed):
        invite_again(actor=actor, person=person)
    with pytest.raises(NotAllowed):
        deactivate_person(actor=actor, person=person)
    assert not LedgerEntry.objects.exists()
