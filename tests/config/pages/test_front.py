"""The front page, the help, the language."""

import pytest
from django.conf import settings
from django.test import Client

from directory.models import Person
from tests.directory.factories import make_person

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.e2e.components.gallery")]


@pytest.fixture
def person(client: Client) -> Person:
    made = make_person()
    client.force_login(made, backend="directory.backends.PersonBackend")
    return made


def test_a_guest_reads_what_this_is(client: Client) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert "Penghargaan Pelayanan Publik Berbasis HAM" in page.content.decode()


def test_who_is_signed_in_goes_to_their_work(client: Client, person: Person) -> None:
    answer = client.get("/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/kerja/")


@pytest.mark.parametrize("path", ["/", "/bantuan/"])
def test_reading_is_all_one_can_do(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405


def test_a_guests_language_is_kept_in_a_cookie(client: Client) -> None:
    answer = client.post("/bahasa/", {"language": "en", "next": "/bantuan/"})
    assert answer.headers["Location"] == "/bantuan/"
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"
    assert '<html lang="en"' in client.get("/bantuan/").content.decode()


def test_a_persons_language_is_kept_with_the_account(client: Client, person: Person) -> None:
    client.post("/bahasa/", {"language": "en", "next": "/bantuan/"})
    assert Person.objects.get(pk=person.pk).language == "en"
    assert '<html lang="en"' in client.get("/bantuan/").content.decode()


@pytest.mark.parametrize("language", ["xx", "", "id\x00"])
def test_an_unknown_language_changes_nothing(client: Client, person: Person, language: str) -> None:
    client.post("/bahasa/", {"language": language})
    assert Person.objects.get(pk=person.pk).language == "id"


def test_the_way_back_leads_only_here(client: Client) -> None:
    answer = client.post("/bahasa/", {"language": "en", "next": "https://elsewhere.example/"})
    assert answer.headers["Location"] == "/"


def test_the_language_is_not_changed_by_a_link(client: Client) -> None:
    assert client.get("/bahasa/?language=en").status_code == 405
