import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from directory.models import Person
from record.domain.receipts import receipt_of
from record.domain.work import recorded
from record.models import LedgerEntry
from tests.directory.factories import make_person, signed_in

pytestmark = pytest.mark.django_db
LIST, CHECK = reverse("record:receipts"), reverse("record:check_receipt")


def act(person: Person, kind: str = "objection_filed") -> LedgerEntry:
    with recorded(actor=f"person:{person.pk}") as work:
        work.event(kind, subject="application:1", facts={"digest": "a" * 64})
    return LedgerEntry.objects.latest("seq")


def test_a_person_finds_their_own_acts_and_keeps_a_receipt() -> None:
    person = make_person()
    entry, other = act(person), act(make_person())
    page = signed_in(person).get(LIST).content.decode()
    assert "Keberatan diajukan" in page
    assert reverse("record:receipt", args=[entry.seq]) in page
    assert reverse("record:receipt", args=[other.seq]) not in page
    answer = signed_in(person).get(reverse("record:receipt", args=[entry.seq]))
    assert answer.content.decode() == receipt_of(entry)
    assert "attachment" in answer["Content-Disposition"]


def test_the_receipt_of_anothers_act_does_not_exist() -> None:
    other = act(make_person())
    mine = act(make_person(), kind="role_given")  # not an act receipts are given for
    person = Person.objects.get(pk=mine.actor.removeprefix("person:"))
    for seq in (other.seq, mine.seq, 99):
        assert signed_in(person).get(reverse("record:receipt", args=[seq])).status_code == 404


def test_without_a_key_there_are_none(settings: Settings) -> None:
    person = make_person()
    entry = act(person)
    settings.CHECKPOINT_KEY = ""
    client = signed_in(person)
    address = reverse("record:receipt", args=[entry.seq])
    assert address not in client.get(LIST).content.decode()
    assert client.get(address).status_code == 404


def test_a_stranger_checks_a_receipt(client: Client) -> None:
    text = receipt_of(act(make_person()))
    page = client.post(CHECK, {"text": text}).content.decode()
    assert "Cocok dengan buku besar" in page
    assert "Keberatan diajukan" in page
    assert "a" * 64 in page.split("seperti tersimpan")[1]


@pytest.mark.parametrize("bent", [True, False])
def test_what_does_not_fit_is_told(client: Client, *, bent: bool) -> None:
    text = receipt_of(act(make_person())).replace("aaaa", "bbbb", int(bent))
    page = client.post(CHECK, {"text": text if bent else "nonsense"}).content.decode()
    assert "bukan tanda terima dari aplikasi ini" in page


def test_nothing_typed_is_asked_for(client: Client) -> None:
    assert "Tidak cocok" not in client.post(CHECK, {"text": ""}).content.decode()
    assert client.get(CHECK).status_code == 200
