import pytest

from directory.actors import Actor
from directory.domain.accounts import Details
from directory.domain.erasing import NotAnAdmin, erase_person, responsible
from directory.domain.people import amend_person, deactivate_person, invite_person
from directory.enums import RoleKind
from directory.errors import Refused
from directory.models import Person
from record.domain import ledger
from record.domain.erasing import ERASED, NothingToErase, Why
from record.models import Commitment, LedgerEntry
from tests.directory.factories import make_holder, make_role

SITI = Details(name="Siti Ñawa, S.H.", email="siti@contoh.go.id", nip="198001012005011001")


def test_an_erased_person_is_a_number_and_the_chain_still_verifies(admin: Actor) -> None:
    person = invite_person(actor=admin, details=SITI)
    others = set(Commitment.objects.values_list("pk", flat=True))
    other = invite_person(actor=admin, details=Details(name="Budi", email="budi@contoh.go.id"))
    theirs = set(Commitment.objects.values_list("pk", flat=True)) - others
    amend_person(
        actor=admin, person=person, details=Details(name="Siti N.", email="siti@contoh.go.id")
    )
    deactivate_person(actor=admin, person=person)
    erase_person(person=person, why=Why.ASKED, by=admin)
    row = Person.objects.get(pk=person.pk)
    assert (row.name, row.nip, row.rank) == (ERASED, None, "")
    assert "siti" not in row.email
    assert set(Commitment.objects.values_list("pk", flat=True)) == theirs
    assert Person.objects.get(pk=other.pk).name == "Budi"
    assert ledger.verify() == []
    event = LedgerEntry.objects.latest("seq")
    assert (event.kind, event.subject) == ("person_erased", f"person:{person.pk}")
    assert len(event.body.split('"digests":[')[1].split("]")[0].split(",")) == 5


def test_two_people_can_be_erased(admin: Actor) -> None:
    for number in (1, 2):
        details = Details(name="X", email=f"x{number}@contoh.go.id")
        person = invite_person(actor=admin, details=details)
        deactivate_person(actor=admin, person=person)
        erase_person(person=person, why=Why.RETENTION, by=admin)
    assert Person.objects.filter(name=ERASED).count() == 2


def test_nobody_in_office_and_nobody_twice(admin: Actor) -> None:
    person = invite_person(actor=admin, details=SITI)
    make_role(RoleKind.AUDITOR, person=person)
    with pytest.raises(Refused):
        erase_person(person=person, why=Why.ASKED, by=admin)
    deactivate_person(actor=admin, person=person)
    erase_person(person=person, why=Why.ASKED, by=admin)
    with pytest.raises(NothingToErase):
        erase_person(person=person, why=Why.ASKED, by=admin)


@pytest.mark.parametrize("kind", [RoleKind.AUDITOR, RoleKind.JURY_CHAIR, RoleKind.UNIT_HEAD])
def test_a_centre_admin_alone_answers_for_an_erasure(kind: RoleKind, admin: Actor) -> None:
    assert admin.person is not None
    assert responsible(admin.person.email.upper()) == admin
    with pytest.raises(NotAnAdmin):
        responsible(make_holder(kind).email)
    with pytest.raises(NotAnAdmin):
        responsible("nobody@contoh.go.id")
