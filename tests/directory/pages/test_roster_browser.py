"""A list imported on a phone, without scripts, by somebody who needs the page to be accessible."""

from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from directory.enums import RoleKind
from directory.models import Unit
from tests.directory.factories import make_holder, make_unit
from tests.directory.roster.books import PERSON, UNIT, book
from tests.e2e.components.access import PHONE, assert_usable
from tests.support.browsing import NewPage, SignIn
from tests.support.waiting import until

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.timeout(180),
    pytest.mark.django_db(transaction=True),
]
SECONDS = 30_000  # milliseconds for a worker on a busy machine


def send(page: Page, file: Path, data: bytes) -> None:
    file.write_bytes(data)
    page.goto(reverse("directory:send_roster"))
    assert_usable(page)
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Periksa daftar").click()


def reload_until(page: Page, words: str) -> None:
    """What somebody without scripts does: load the page again until it is there."""

    def there() -> bool:
        again = page.get_by_role("link", name="Muat ulang")
        if again.count():
            again.click()
        return words in page.content()

    until(there, seconds=SECONDS / 1000, what=words, step=0.5)


def test_a_list_is_corrected_and_imported_on_a_phone(
    new_page: NewPage, sign_in: SignIn, worker: object, tmp_path: Path
) -> None:
    make_unit(work_unit_code="692308", name="Nama Lama", region="bali")
    page = new_page(viewport=PHONE)
    sign_in(page, make_holder(RoleKind.CENTRE_ADMIN))
    send(page, tmp_path / "a.xlsx", book([{**UNIT, "Kanwil": "Atlantis"}], [PERSON]))
    expect(page.get_by_text("Kanwil ini tidak dikenal.")).to_be_visible(timeout=SECONDS)
    assert_usable(page)
    send(page, tmp_path / "b.xlsx", book([UNIT], [PERSON]))
    expect(page.get_by_text("Nama Lama →")).to_be_visible(timeout=SECONDS)
    assert_usable(page)
    page.get_by_role("button", name="Simpan semua perubahan").click()
    expect(page.get_by_text("3 perubahan disimpan.")).to_be_visible(timeout=SECONDS)
    assert_usable(page)
    assert Unit.objects.get().name == UNIT["Nama UPT"]


def test_a_list_is_imported_without_scripts(
    new_page: NewPage, sign_in: SignIn, worker: object, tmp_path: Path
) -> None:
    page = new_page(java_script_enabled=False, viewport=PHONE)
    sign_in(page, make_holder(RoleKind.CENTRE_ADMIN))
    file = tmp_path / "a.xlsx"
    file.write_bytes(book([UNIT]))
    page.goto(reverse("directory:send_roster"))
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Periksa daftar").click()
    reload_until(page, "Simpan semua perubahan")
    page.get_by_role("button", name="Simpan semua perubahan").click()
    reload_until(page, "1 perubahan disimpan.")
    assert Unit.objects.count() == 1
