"""A double click sends a form once."""

import pytest
from playwright.sync_api import Page

from tests.e2e.components import gallery

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.e2e.components.gallery"),
]


def test_a_double_click_sends_once_and_keeps_the_button_value(page: Page) -> None:
    page.goto("/galeri/")
    page.get_by_role("button", name="Tarik pengajuan").evaluate(
        "button => { button.name = 'act'; button.value = 'withdraw'; button.click(); button.click(); }"
    )
    page.wait_for_url("**/simpan/")
    assert [sent["act"] for sent in gallery.received] == ["withdraw"]


def test_coming_back_finds_the_button_alive(page: Page) -> None:
    page.goto("/galeri/")
    button = page.get_by_role("button", name="Tarik pengajuan")
    button.click()
    page.wait_for_url("**/simpan/")
    page.go_back()
    assert button.is_enabled()
