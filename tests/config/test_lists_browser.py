"""Lists, the search and the Kanwil's board in a real browser: on a phone, with and without scripts."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from award.enums import State
from directory.enums import RoleKind
from directory.models import Person
from tests.config import crowd
from tests.directory.factories import make_holder
from tests.e2e.components.access import complaints
from tests.support.browsing import NewPage, SignIn
from tests.verification.situations import Scene, make_application

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
LISTS = [
    ("award:applications", "head"),
    ("verification:region_board", "head"),
    ("verification:board", "head"),
    ("verification:decrees", "head"),
    ("directory:units", "centre_admin"),
    ("directory:people", "centre_admin"),
    ("record:ledger", "centre_admin"),
    ("record:receipts", "head"),
    ("record:notices", "head"),
]


@pytest.fixture
def scene() -> Scene:
    made = Scene()
    make_application(made.season, state=State.DRAFT, claims=False)
    crowd.notices(made.place.head, 2)
    return made


def person_of(scene: Scene, who: str) -> Person:
    return scene.place.head if who == "head" else make_holder(RoleKind(who))


def fits(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert complaints(page) == []


@pytest.mark.parametrize(("route", "who"), LISTS)
def test_a_list_fits_on_a_phone_and_breaks_no_rule(
    scene: Scene, new_page: NewPage, sign_in: SignIn, route: str, who: str
) -> None:
    person = person_of(scene, who)
    for language in ("id", "en"):
        Person.objects.filter(pk=person.pk).update(language=language)
        page = new_page()
        sign_in(page, person)
        page.goto(reverse(route) + "?order=x")  # asked for, so that its filters are open
        for width in (360, 1280):
            fits(page, width)


@pytest.mark.parametrize("scripts", ["with", "without"])
def test_a_list_is_narrowed_and_taken_away(
    scene: Scene, new_page: NewPage, sign_in: SignIn, scripts: str
) -> None:
    page = new_page(java_script_enabled=scripts == "with", viewport={"width": 360, "height": 740})
    sign_in(page, scene.place.head)
    page.goto(reverse("award:applications"))
    page.get_by_text("Cari dan saring").click()
    page.get_by_label("Nama atau kode satker").fill(scene.application.unit.work_unit_code)
    page.get_by_label("Urutkan menurut").select_option("code")
    page.get_by_role("button", name="Tampilkan").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    with page.expect_download() as told:
        page.get_by_role("link", name="XLSX").click()
    book = load_workbook(io.BytesIO(told.value.path().read_bytes()))
    rows = list(book.worksheets[0].iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in rows] == [scene.application.unit.name]


@pytest.mark.parametrize("scripts", ["with", "without"])
def test_somebody_finds_what_they_look_for(
    scene: Scene, new_page: NewPage, sign_in: SignIn, scripts: str
) -> None:
    page = new_page(java_script_enabled=scripts == "with", viewport={"width": 360, "height": 740})
    sign_in(page, scene.place.head)
    page.goto(reverse("directory:search"))
    page.get_by_label("Cari", exact=True).fill(scene.application.unit.name)
    page.get_by_role("button", name="Cari", exact=True).click()
    if scripts == "with":
        fits(page, 360)
    page.get_by_role("link", name=scene.application.unit.name).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(scene.application.unit.name)


def test_the_board_gives_the_summary(scene: Scene, new_page: NewPage, sign_in: SignIn) -> None:
    page = new_page(viewport={"width": 360, "height": 740})
    sign_in(page, scene.place.head)
    page.goto(reverse("verification:region_board"))
    expect(page.locator("tbody tr").first).to_contain_text("Belum ada kegiatan")
    with page.expect_download() as told:
        page.get_by_role("link", name="PDF").click()
    assert told.value.path().read_bytes().startswith(b"%PDF")
