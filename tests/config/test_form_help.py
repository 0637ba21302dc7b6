"""The sentences beside forms, and whose guide they lead to."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from django.utils.translation import override

from config.form_help import FORM_HELP
from config.form_help.beside import beside
from config.guides import BY_SLUG
from directory.enums import RoleKind
from tests.config.test_guides import LABEL, english
from tests.directory.factories import make_holder, signed_in
from tests.support.messages import ROOT, sources, texts_of

LONGEST = 200  # letters: a sentence or two
USED = re.compile(r'{% form_help "([^"]+)" %}')
# Shared pages give the help of their own address.
OWN_ADDRESS = "{% form_help %}"


def templates() -> list[str]:
    return [path.read_text() for path in ROOT.glob("*/pages/templates/*/*.html")]


def test_help_is_short_and_in_both_languages() -> None:
    for route, points in FORM_HELP.items():
        assert 1 <= len(points) <= 4, route
        for point in points:
            said = str(point)
            with override("en"):
                assert str(point) != said, said
            assert len(said) <= LONGEST, said


def test_help_calls_buttons_what_they_are_called() -> None:
    pages = [path for path in sources() if path.parent.name not in ("guides", "form_help")]
    known = {key.msgid for path in pages for key, _plural in texts_of(path)}
    for points in FORM_HELP.values():
        for point in points:
            labels = LABEL.findall(str(point))
            assert set(labels) <= known, "a button or page was renamed: mend the help"
            with override("en"):
                assert LABEL.findall(str(point)) == [english(label) for label in labels]


def test_no_page_asks_for_help_that_is_not_there() -> None:
    assert {route for text in templates() for route in USED.findall(text)} <= set(FORM_HELP)
    assert any(OWN_ADDRESS in text for text in templates())


@pytest.mark.django_db
def test_help_leads_to_the_guide_of_ones_own_role(client: Client) -> None:
    page = client.get("/masuk/").content.decode()
    told = page.split("data-form-help")[1].split("</details>")[0]
    assert "/bantuan/umum/" in told
    assert "lima kali salah" in told
    browser = signed_in(make_holder(RoleKind.AUDITOR))
    told = browser.get("/akun/").content.decode().split("data-form-help")[1].split("</details>")[0]
    assert re.findall(r"/bantuan/([a-z-]+)/", told) == ["auditor"]


@pytest.mark.django_db
def test_the_work_list_leads_to_the_guide_of_ones_own_role() -> None:
    page = signed_in(make_holder(RoleKind.JUROR)).get("/kerja/").content.decode()
    told = page.split("Panduan untuk peran Anda")[1].split("</p>")[0]
    assert re.findall(r"/bantuan/([a-z-]+)/", told) == ["juri"]


def test_where_there_is_no_help_nobody_is_asked_for_roles() -> None:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    assert beside(request, "award:work") == {"route": "award:work", "points": (), "guides": ()}
    assert beside(None, "directory:sign_in")["guides"] == [BY_SLUG["umum"]]
