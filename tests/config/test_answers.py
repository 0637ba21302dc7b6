"""What every answer carries, and what error pages keep to themselves."""

import logging
from collections.abc import Iterator

import dj_database_url
import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.utils import ConnectionHandler
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path, reverse
from pytest_django import Settings

from config import errors, middleware
from config.proxies import client_address
from directory.models import Person

pytestmark = pytest.mark.django_db


def test_the_policy_allows_our_own_files_and_nothing_else() -> None:
    policy = Client().get("/").headers["Content-Security-Policy"]
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    for name in ("default-src", "object-src", "base-uri", "frame-ancestors"):
        assert directives[name] == "'none'"
    assert directives["script-src"] == directives["style-src"] == "'self'"
    assert directives["form-action"] == "'self'"
    assert "unsafe" not in policy


def test_browsers_are_told_what_they_may_not_do() -> None:
    headers = Client().get("/").headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]


def test_a_request_has_an_id_of_its_own() -> None:
    first, second = (Client().get("/").headers["X-Request-ID"] for _ in range(2))
    assert first != second


@pytest.mark.parametrize(
    ("who", "kept"), [(Person(), "no-store, private"), (AnonymousUser(), None)]
)
def test_pages_of_signed_in_people_are_not_kept(
    who: Person | AnonymousUser, kept: str | None
) -> None:
    request = RequestFactory().get("/")
    request.user = who
    answer = middleware.not_kept_by_browsers(lambda _: HttpResponse())(request)
    assert answer.headers.get("Cache-Control") == kept


def test_a_form_sent_after_the_session_was_over_leads_back_to_its_page() -> None:
    away, sign_in = reverse("record:read_all_notices"), reverse("directory:sign_in")
    own = "http://testserver/pemberitahuan/?page=2"
    answer = Client().post(away, HTTP_REFERER=own)
    assert answer.headers["Location"] == f"{sign_in}?next=/pemberitahuan/%3Fpage%3D2&unsent=1"
    assert "tidak terkirim" in Client().get(answer.headers["Location"]).content.decode()
    for foreign in ("https://example.org/", "http://testserver.example.org/x", ""):
        led = Client().post(away, HTTP_REFERER=foreign).headers["Location"]
        assert led == f"{sign_in}?next=/&unsent=1"
    page = reverse("record:notices")
    assert Client().get(page).headers["Location"] == f"{sign_in}?next={page}"


def test_an_address_for_forms_says_so_when_it_is_opened() -> None:
    address = reverse("set_language")
    page = Client().get(address, HTTP_ACCEPT="text/html,*/*")
    assert (page.status_code, page.headers["Allow"]) == (405, "POST")
    assert "hanya menerima isian" in page.content.decode()
    assert Client().get(address, HTTP_ACCEPT="application/json").content == b""


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "203.0.113.9", "10.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "6.6.6.6, 203.0.113.9", "203.0.113.9"),
        (2, "6.6.6.6, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        (2, "203.0.113.9", "10.0.0.1"),
        (1, "", "10.0.0.1"),
    ],
)
def test_the_clients_address_cannot_be_written_by_the_client(
    settings: Settings, proxies: int, forwarded: str, address: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)
    assert client_address(request) == address


def _breaks(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("secret inside")


def _asks_in_vain(request: HttpRequest) -> HttpResponse:
    """A database where none answers."""
    address = dj_database_url.parse("postgresql://secret@127.0.0.1:1/none")
    ConnectionHandler({"default": address})["default"].ensure_connection()
    return HttpResponse()


urlpatterns = [
    path("", _breaks, name="home"),
    path("bantuan/", _breaks, name="help"),
    path("basis-data/", _asks_in_vain),
]
handler500 = errors.server_error


@pytest.fixture
def quiet() -> Iterator[None]:
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def test_a_fault_tells_nothing_of_the_inside(quiet: None) -> None:
    with override_settings(ROOT_URLCONF=__name__):
        answer = Client(raise_request_exception=False).get("/")
    assert answer.status_code == 500
    assert b"secret" not in answer.content
    assert b"Traceback" not in answer.content
    assert b"<html" in answer.content


def test_a_database_that_does_not_answer_is_told_as_away(quiet: None) -> None:
    with override_settings(ROOT_URLCONF=__name__):
        answer = Client(raise_request_exception=False).get("/basis-data/")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == errors.RETRY_SECONDS
    assert b"secret" not in answer.content
    assert b"<html" in answer.content


def test_a_page_that_is_not_there_says_so_in_our_frame() -> None:
    answer = Client().get("/tidak-ada/")
    assert answer.status_code == 404
    assert b"<main" in answer.content


def test_a_form_without_its_token_is_explained() -> None:
    answer = Client(enforce_csrf_checks=True).post("/bahasa/", {"language": "en"})
    assert answer.status_code == 403
    assert b"<main" in answer.content


def test_a_host_that_is_not_ours_is_refused(quiet: None) -> None:
    assert Client(headers={"Host": "evil.example"}).get("/").status_code == 400
