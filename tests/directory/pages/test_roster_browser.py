"""A list imported on a phone, without scripts, by somebody who needs the page to be accessible."""

from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from directory.enums import RoleKind
from directory.models import Unit
from tests.directory.factories import make_holder, make_unit
from tests.directory.roster.books import PERSON, UNIT, book
from tests.e2e.components.access import complaints
from tests.support.browsing import NewPage, SignIn

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def assert_usable(page: Page) -> None:
    assert complaints(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def send(page: Page, file: Path, data: bytes) -> None:
    file.write_bytes(data)
    page.goto(reverse("directory:send_roster"))
    assert_usable(page)
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Periksa daftar").click()


def test_a_list_is_corrected_and_imported_on_a_phone(
    new_page: NewPage, sign_in: SignIn, tmp_path: Path
) -> None:
    make_unit(work_unit_code="692308", name="Nama Lama", region="bali")
    page = new_page(viewport={"width": 360, "height": 740})
    sign_in(page, make_holder(RoleKind.CENTRE_ADMIN))
    send(page, tmp_path / "a.xlsx", book([{**UNIT, "Kanwil": "Atlantis"}], [PERSON]))
    expect(page.get_by_text("Kanwil ini tidak dikenal.")).to_be_visible()
    assert_usable(page)
    send(page, tmp_path / "b.xlsx", book([UNIT], [PERSON]))
    expect(page.get_by_text("Nama Lama →")).to_be_visible()
    assert_usable(page)
    page.get_by_role("button", name="Simpan semua perubahan").click()
    expect(page.get_by_text("3 perubahan disimpan.")).to_be_visible()
    assert Unit.objects.get().name == UNIT["Nama UPT"]


def test_a_list_is_imported_without_scripts(
    new_page: NewPage, sign_in: SignIn, tmp_path: Path
) -> None:
    page = new_page(java_script_enabled=False)
    sign_in(page, make_holder(RoleKind.CENTRE_ADMIN))
    file = tmp_path / "a.xlsx"
    file.write_bytes(book([UNIT]))
    page.goto(reverse("directory:send_roster"))
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Periksa daftar").click()
    page.get_by_role("button", name="Simpan semua perubahan").click()
    expect(page.get_by_text("1 perubahan disimpan.")).to_be_visible()
    assert Unit.objects.count() == 1
