"""What the search is given, and how it is shown; who finds what: tests/config/test_search.py."""

import pytest
from django.test import Client
from django.urls import reverse

from directory.enums import RoleKind
from directory.search import AROUND, MOST, excerpt
from tests.directory.factories import make_holder, make_unit, signed_in

pytestmark = pytest.mark.django_db
SEARCH = "directory:search"


def page(browser: Client, text: str) -> str:
    answer = browser.get(reverse(SEARCH), {"text": text})
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_guest_is_sent_to_sign_in() -> None:
    assert Client().get(reverse(SEARCH)).headers["Location"].startswith("/masuk/")


@pytest.mark.parametrize("text", ["", "a", "ab", "\x00abc", "x" * 101])
def test_what_cannot_be_looked_for_is_told(text: str) -> None:
    assert "govuk-error-message" in page(signed_in(make_holder(RoleKind.AUDITOR)), text)


@pytest.mark.parametrize("text", ["%%%", "___", "' OR 1=1 --", "<b>tebal</b>", "\\\\\\", "🦆🦆🦆"])
def test_signs_are_letters_like_others(text: str) -> None:
    make_unit()
    found = page(signed_in(make_holder(RoleKind.AUDITOR)), text)
    assert "Tidak ada yang ditemukan." in found
    assert "<b>tebal</b>" not in found


def test_names_are_found_in_any_case_and_codes_by_their_beginning() -> None:
    unit = make_unit(name="Rutan Kelas IIB Contoh", work_unit_code="654321")
    browser = signed_in(make_holder(RoleKind.AUDITOR))
    for text in ("rutan kelas", "RUTAN", "6543", "654321"):
        assert reverse("directory:unit", args=[unit.pk]) in page(browser, text)
    assert reverse("directory:unit", args=[unit.pk]) not in page(browser, "54321")


def test_a_long_list_says_that_there_is_more() -> None:
    for number in range(MOST + 1):
        make_unit(name=f"Bapas Panjang {number:02}")
    found = page(signed_in(make_holder(RoleKind.AUDITOR)), "Panjang")
    assert found.count("Bapas Panjang") == MOST
    assert "Masih ada yang lain." in found


def test_the_excerpt_stands_around_what_was_found() -> None:
    text = "a" * 200 + "Ramah" + "b" * 200
    before, found, after = excerpt(text, "ramah")
    assert found == "Ramah"
    assert before == "… " + "a" * AROUND
    assert after == "b" * AROUND + " …"


@pytest.mark.parametrize(("text", "wanted"), [("İstanbul", "i̇stanbul"), ("kata", "lain")])
def test_an_excerpt_of_what_is_not_there_is_its_beginning(text: str, wanted: str) -> None:
    assert "".join(excerpt(text, wanted)).startswith(text[0])
