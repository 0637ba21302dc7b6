"""Every part in every state, at both widths, with and without scripts."""

import pytest
from playwright.sync_api import Page

from directory.models import Person
from tests.e2e.components import gallery
from tests.e2e.components.access import complaints
from tests.support.browsing import NewPage, SignIn

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.e2e.components.gallery"),
]
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize(
    "path", ["/", "/galeri/", "/formulir/", "/jawaban/", "/bantuan/", "/tak-ada/"]
)
def test_a_page_is_accessible_and_fits(new_page: NewPage, path: str, size: dict[str, int]) -> None:
    page = new_page(viewport=size)
    page.goto(path)
    assert complaints(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_a_refused_form_is_accessible_and_leads_to_each_field(page: Page) -> None:
    page.goto("/formulir/")
    page.get_by_role("button", name="Simpan").click()
    page.wait_for_load_state()
    assert complaints(page) == []
    summary = page.get_by_role("alert")
    assert "Tanggal SK mendahului pengangkatan." in summary.inner_text()
    for link, field in [("Nama", "id_name"), ("Apakah tersedia?", "id_answer_0")]:
        summary.get_by_role("link", name=f"{link}: ").click()
        assert page.evaluate("document.activeElement.id") == field


def test_a_field_tells_its_hint_and_its_error(page: Page) -> None:
    page.goto("/formulir/")
    page.get_by_role("button", name="Simpan").click()
    name = page.get_by_label("Nama")
    described = (name.get_attribute("aria-describedby") or "").split()
    texts = [page.locator(f"#{each}").inner_text().replace("\n", " ") for each in described]
    assert texts == ["Seperti pada kartu identitas.", "Kesalahan: Bagian ini wajib diisi."]
    scale = page.get_by_role("group", name="Apakah tersedia?")
    assert scale.get_attribute("aria-describedby") == "id_answer_helptext id_answer_error"


def test_the_menu_opens_on_a_phone_without_scripts(new_page: NewPage) -> None:
    page = new_page(viewport=PHONE, java_script_enabled=False)
    page.goto("/")
    menu = page.get_by_role("navigation", name="Menu utama")
    assert menu.is_hidden()
    page.get_by_role("link", name="Menu", exact=True).click()
    assert menu.is_visible()
    page.get_by_role("link", name="Tutup menu").click()
    assert menu.is_hidden()


def test_an_obstructed_act_has_a_dead_button_that_says_why(page: Page) -> None:
    page.goto("/galeri/")
    button = page.get_by_role("button", name="Kirim penilaian mandiri")
    assert button.is_disabled()
    why = page.locator(f"#{button.get_attribute('aria-describedby')}").inner_text()
    assert "Indikator A-3 belum dijawab." in why
    assert page.get_by_role("button", name="Tarik pengajuan").is_enabled()


def test_checks_refresh_until_they_are_settled(page: Page, sign_in: SignIn) -> None:
    sign_in(page, Person.objects.create(email="sri@example.go.id", name="Sri Hartini"))
    page.goto("/galeri/")
    running = page.get_by_text("Pemeriksaan masih berjalan.")
    assert running.is_visible()
    running.wait_for(state="detached", timeout=8000)
    assert page.get_by_text("Antivirus").is_visible()
    assert page.locator("[hx-get]").count() == 0


def test_a_live_part_never_takes_in_the_sign_in_page(page: Page, sign_in: SignIn) -> None:
    gallery.answers[:] = [(302, {})]
    sign_in(page, Person.objects.create(email="sri@example.go.id", name="Sri Hartini"))
    page.goto("/galeri/")
    with page.expect_navigation(timeout=8000):
        pass
    assert page.get_by_role("heading", level=1).count() == 1
