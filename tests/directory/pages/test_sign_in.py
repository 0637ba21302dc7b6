import re
import time
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from structlog.testing import capture_logs

from directory.actors import Actor
from directory.domain.passwords import set_password
from directory.domain.people import deactivate_person
from directory.enums import RoleKind
from directory.models import Person
from tests.directory.factories import PASSWORD, make_holder, make_person, signed_in

pytestmark = pytest.mark.django_db
LIMIT: int = settings.AXES_FAILURE_LIMIT


def attempt(
    username: str,
    password: str = PASSWORD,
    *,
    client: Client | None = None,
    address: str = "10.0.0.1",
) -> HttpResponse:
    client = client or Client()
    data = {"username": username, "password": password}
    answer = client.post(reverse("directory:sign_in"), data, REMOTE_ADDR=address)
    assert isinstance(answer, HttpResponse)
    return answer


def is_in(answer: HttpResponse) -> bool:
    return answer.status_code == 302 and settings.SESSION_COOKIE_NAME in answer.cookies


def text_of(answer: HttpResponse, *typed: str) -> str:
    """The page without what differs anyway: the token, the clock and what was typed."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
    text = re.sub(r"<time.*?</time>", "", text, flags=re.DOTALL)
    for word in typed:
        text = text.replace(word, "")
    return text


@pytest.mark.parametrize(
    "typed",
    ["siti@contoh.go.id", " Siti@Contoh.GO.ID ", "198001012005011001", "19800101 200501 1 001"],
)
def test_address_and_nip_both_open(typed: str) -> None:
    make_person(email="siti@contoh.go.id", nip="198001012005011001")
    assert is_in(attempt(typed))


def test_wrong_inactive_invited_and_unknown_get_the_same_answer() -> None:
    invited, inactive = make_person(password=None), make_person(is_active=False)
    known = make_person()
    answers = {
        text_of(attempt(name, password), name)
        for name, password in [
            (known.email, "salah sama sekali"),
            (inactive.email, PASSWORD),
            (invited.email, PASSWORD),
            ("tidak@ada.go.id", PASSWORD),
            ("111111111111111111", PASSWORD),
        ]
    }
    assert len(answers) == 1
    assert "tidak cocok" in answers.pop()


def test_an_unknown_name_costs_the_same_work(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    person, invited = make_person(), make_person(password=None)

    def cost(name: str) -> float:
        begun = time.process_time()
        attempt(name, "salah sama sekali")
        return time.process_time() - begun

    known = cost(person.email)
    assert known > 0.05
    for name in (invited.email, "tidak@ada.go.id"):
        assert 0.4 < cost(name) / known < 2.5


def test_the_right_password_is_refused_while_locked_out() -> None:
    person = make_person()
    answers = [attempt(person.email, "salah sama sekali") for _ in range(LIMIT)]
    assert [answer.status_code for answer in answers] == [200] * (LIMIT - 1) + [429]
    locked = attempt(person.email)
    assert locked.status_code == 429
    assert "Tunggu 15 menit" in locked.content.decode()


def test_the_lock_opens_by_itself_and_trying_on_does_not_prolong_it() -> None:
    person = make_person()
    for _ in range(LIMIT):
        attempt(person.email, "salah sama sekali")
    begun = AccessAttempt.objects.get().attempt_time
    attempt(person.email, "salah sama sekali")
    assert AccessAttempt.objects.get().attempt_time == begun
    AccessAttempt.objects.update(attempt_time=begun - timedelta(minutes=16))
    assert is_in(attempt(person.email))


def test_other_addresses_and_other_people_are_not_locked_out() -> None:
    person, colleague = make_person(), make_person()
    for _ in range(LIMIT):
        attempt(person.email, "salah sama sekali")
    assert is_in(attempt(person.email, address="10.0.0.2"))
    assert is_in(attempt(colleague.email))


def test_nip_and_address_count_as_one_account() -> None:
    person = make_person(nip="198001012005011001")
    for number in range(LIMIT):
        attempt(person.email if number % 2 else "198001012005011001", "salah sama sekali")
    assert attempt(person.email).status_code == 429


def test_an_unknown_name_is_locked_out_alike() -> None:
    answers = [attempt("tidak@ada.go.id") for _ in range(LIMIT)]
    assert answers[-1].status_code == 429


def test_success_forgets_the_failures() -> None:
    person = make_person()
    for _ in range(2):
        for _ in range(LIMIT - 1):
            attempt(person.email, "salah sama sekali")
        assert is_in(attempt(person.email))


def test_a_new_password_by_mail_ends_the_lockout() -> None:
    person = make_person()
    for _ in range(LIMIT):
        attempt(person.email, "salah sama sekali")
    set_password(person=person, password="payung teduh di hutan", way="reset")
    assert is_in(attempt(person.email, "payung teduh di hutan"))


def test_the_table_of_failures_keeps_nothing_that_was_typed() -> None:
    attempt("kata-sandi-saya-di-kotak-salah", "rahasia sekali ini")
    row = AccessAttempt.objects.get()
    stored = " ".join(str(value) for value in vars(row).values())
    assert "kata-sandi" not in stored
    assert "rahasia" not in stored


@pytest.mark.parametrize(
    "typed", ["x\nsigned_in person=admin", "x\r\n{}", "x\u2028y", "a\0b", "%0Ax"]
)
def test_nothing_typed_reaches_the_log(typed: str) -> None:
    with capture_logs() as logs:
        attempt(typed)
        for _ in range(LIMIT):
            attempt(typed.replace("\0", ""))
    assert {entry["event"] for entry in logs} <= {"sign_in_refused", "sign_in_locked"}
    for entry in logs:
        for value in entry.values():
            assert str(value).isprintable()
            assert typed not in str(value)


def test_who_came_and_from_where_is_in_the_log() -> None:
    person = make_person()
    with capture_logs() as logs:
        attempt(person.email, "salah sama sekali", address="10.9.8.7")
        attempt(person.email, address="10.9.8.7")
    assert [entry["event"] for entry in logs] == ["sign_in_refused", "signed_in"]
    assert logs[0]["account"] == f"person:{person.pk}"
    assert {entry["address"] for entry in logs} == {"10.9.8.7"}


def test_a_deactivated_person_is_out_on_the_next_request() -> None:
    admin, person = Actor(make_holder(RoleKind.CENTRE_ADMIN)), make_person()
    client = signed_in(person)
    assert client.get(reverse("directory:account")).status_code == 200
    deactivate_person(actor=admin, person=person)
    assert client.get(reverse("directory:account")).status_code == 302
    Person.objects.filter(pk=person.pk).update(is_active=True)
    assert client.get(reverse("directory:account")).status_code == 302


def test_an_account_switched_off_in_any_way_is_out() -> None:
    person = make_person()
    client = signed_in(person)
    Person.objects.filter(pk=person.pk).update(is_active=False)
    assert client.get(reverse("directory:account")).status_code == 302


def test_signing_out_needs_a_post() -> None:
    client = signed_in(make_person())
    url = reverse("directory:sign_out")
    assert client.get(url).status_code == 405
    assert client.get(reverse("directory:account")).status_code == 200
    assert client.post(url).status_code == 302
    assert client.get(reverse("directory:account")).status_code == 302


def test_forms_without_the_token_are_refused() -> None:
    client = Client(enforce_csrf_checks=True)
    assert attempt("a@b.go.id", client=client).status_code == 403


@pytest.mark.parametrize(
    "target", ["https://jahat.example/", "//jahat.example", "javascript:alert(1)"]
)
def test_after_sign_in_nobody_is_sent_elsewhere(target: str) -> None:
    person = make_person()
    data = {"username": person.email, "password": PASSWORD, "next": target}
    answer = Client().post(reverse("directory:sign_in"), data)
    assert answer["Location"] == reverse(settings.LOGIN_REDIRECT_URL)


def test_who_wanted_a_page_comes_to_it() -> None:
    person, wanted = make_person(), reverse("directory:account")
    client = Client()
    asked = client.get(wanted)
    answer = client.post(asked["Location"], {"username": person.email, "password": PASSWORD})
    # The form repeats the query's wish in a hidden field; the query alone does too.
    assert answer["Location"] == wanted
