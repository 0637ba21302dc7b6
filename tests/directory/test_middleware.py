import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone, translation

from directory.enums import Language, RoleKind, Zone
from directory.middleware import roles_asked_once
from directory.queries.roles import holds, today
from tests.directory.factories import make_holder, make_person, signed_in

pytestmark = pytest.mark.django_db


def language_of(client: Client, **headers: str) -> str:
    return client.get(reverse("directory:forgotten"), headers=headers)["Content-Language"]


def test_a_guest_reads_indonesian_whatever_the_browser_speaks() -> None:
    assert language_of(Client(), **{"accept-language": "en-US,en"}) == "id"


def test_a_guest_may_choose_english() -> None:
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert language_of(client) == "en"


@pytest.mark.parametrize("cookie", ["fr", "", "x" * 1000, "../en"])
def test_an_unknown_language_is_indonesian(cookie: str) -> None:
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = cookie
    assert language_of(client) == "id"


def test_a_person_reads_their_own_language_and_clock() -> None:
    person = make_person(language=Language.ENGLISH, time_zone=Zone.WIT)
    client = signed_in(person)
    answer = client.get(reverse("directory:account"))
    assert answer["Content-Language"] == "en"
    assert " WIT" in answer.content.decode()


def test_nothing_of_one_reader_stays_for_the_next() -> None:
    signed_in(make_person(language=Language.ENGLISH, time_zone=Zone.WIT)).get(
        reverse("directory:account")
    )
    assert translation.get_language() == settings.LANGUAGE_CODE
    assert timezone.get_current_timezone_name() == settings.TIME_ZONE


@pytest.mark.parametrize(("method", "seen"), [("GET", "held"), ("HEAD", "held"), ("POST", "over")])
def test_a_role_that_ends_meanwhile_is_noticed_by_what_acts(method: str, seen: str) -> None:
    person = make_holder(RoleKind.AUDITOR)

    def page(request: HttpRequest) -> HttpResponse:
        assert holds(person, RoleKind.AUDITOR)
        person.roles.update(ends=today())
        return HttpResponse("held" if holds(person, RoleKind.AUDITOR) else "over")

    answer = roles_asked_once(page)(RequestFactory().generic(method, "/"))
    assert isinstance(answer, HttpResponse)
    assert answer.content.decode() == seen
