from datetime import datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from directory.domain.links import INVITATION, RESET, LinkTokens
from directory.models import Person
from directory.pages.forms.sign_in import NewPasswordForm
from record.models import Job
from tests.directory.factories import PASSWORD, make_person, signed_in

pytestmark = pytest.mark.django_db
NEW = "payung teduh di hutan"


def open_link(client: Client, links: LinkTokens, person: Person) -> tuple[str, HttpResponse]:
    """Follow the mailed link; the token moves into the session and out of the address bar."""
    answer = client.get(urlsplit(links.address(person)).path, follow=True)
    assert isinstance(answer, HttpResponse)
    return answer.wsgi_request.path, answer


def send(client: Client, path: str, password: str = NEW, again: str | None = None) -> HttpResponse:
    answer = client.post(path, {"new_password1": password, "new_password2": again or password})
    assert isinstance(answer, HttpResponse)
    return answer


def test_an_invitation_leads_to_a_first_password() -> None:
    person, client = make_person(password=None), Client()
    path, page = open_link(client, INVITATION, person)
    assert "Selamat datang" in page.content.decode()
    answer = send(client, path)
    assert answer["Location"] == reverse("directory:sign_in")
    person.refresh_from_db()
    assert person.check_password(NEW)


@pytest.mark.parametrize("links", [INVITATION, RESET])
def test_a_link_works_once(links: LinkTokens) -> None:
    person = make_person()
    address = urlsplit(links.address(person)).path
    client = Client()
    path, _ = open_link(client, links, person)
    send(client, path)
    again = Client().get(address, follow=True)
    assert "Tautan tidak berlaku" in again.content.decode()
    # Neither can the same window send its form a second time.
    send(client, path, "kata sandi pencuri")
    person.refresh_from_db()
    assert person.check_password(NEW)


def test_who_is_deactivated_while_their_link_is_looked_at_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    person, client = make_person(), Client()
    path, _ = open_link(client, RESET, person)
    validated = NewPasswordForm.clean

    def late(form: NewPasswordForm) -> object:
        Person.objects.filter(pk=person.pk).update(is_active=False)
        return validated(form)

    monkeypatch.setattr(NewPasswordForm, "clean", late)
    assert "Kata sandi tidak tersimpan" in send(client, path).content.decode()


def test_an_old_invitation_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    person, client = make_person(password=None), Client()
    address = urlsplit(INVITATION.address(person)).path
    wait = INVITATION.lifetime + timedelta(minutes=1)
    monkeypatch.setattr(INVITATION, "_now", lambda: datetime.now() + wait)  # noqa: DTZ005
    page = client.get(address, follow=True)
    assert "Undangan sudah dipakai atau lewat masanya" in page.content.decode()


def test_an_inactive_person_cannot_use_a_link() -> None:
    person = make_person(is_active=False)
    _, page = open_link(Client(), RESET, person)
    assert "Tautan tidak berlaku" in page.content.decode()


def test_a_link_with_rubbish_is_refused() -> None:
    for code, token in (("x", "y-z"), ("AAAA", "set-password"), ("%00", "y-z")):
        page = Client().get(f"/kata-sandi/baru/{code}/{token}/")
        assert "Tautan tidak berlaku" in page.content.decode()


@pytest.mark.parametrize(
    ("password", "again"),
    [
        ("pendek", None),
        ("123456789123", None),
        (NEW, "lain sama sekali"),
        ("x" * 129, None),
        ("orang-sandi@contoh.go.id", None),
    ],
)
def test_a_weak_password_is_refused(password: str, again: str | None) -> None:
    person, client = make_person(email="orang-sandi@contoh.go.id"), Client()
    path, _ = open_link(client, RESET, person)
    answer = send(client, path, password, again)
    assert answer.status_code == 200
    assert "Ada yang perlu diperbaiki" in answer.content.decode()
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


@pytest.mark.parametrize(
    "password", ["semuahurufkecil", "dengan spasi di sini", "密码密码密码密码密码密码"]
)
def test_length_is_enough_without_composition_rules(password: str) -> None:
    person, client = make_person(), Client()
    path, _ = open_link(client, RESET, person)
    send(client, path, password)
    person.refresh_from_db()
    assert person.check_password(password)


def test_asking_for_a_link_tells_nobody_who_exists() -> None:
    person = make_person()
    url = reverse("directory:forgotten")
    answers = [Client().post(url, {"username": name}) for name in (person.email, "tidak@ada.go.id")]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {
        (302, reverse("directory:reset_sent"))
    }
    assert Job.objects.get().subject == str(person.pk)
    assert Client().get(answers[0]["Location"]).status_code == 200


def test_a_change_needs_the_old_password_and_signs_other_devices_out() -> None:
    person = make_person()
    here, elsewhere = signed_in(person), signed_in(person)
    url, account = reverse("directory:change_password"), reverse("directory:account")
    new = {"new_password1": NEW, "new_password2": NEW}
    wrong = here.post(url, {"old_password": "salah sama sekali", **new})
    assert wrong.status_code == 200
    assert "Kata sandi sekarang tidak cocok" in wrong.content.decode()
    assert here.post(url, {"old_password": PASSWORD, **new})["Location"] == account
    assert here.get(account).status_code == 200
    assert elsewhere.get(account).status_code == 302


def test_a_guest_cannot_change_a_password() -> None:
    answer = Client().get(reverse("directory:change_password"))
    assert answer["Location"].startswith(reverse("directory:sign_in"))
