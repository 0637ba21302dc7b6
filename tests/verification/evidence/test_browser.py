"""The unit's evidence in a real browser: a phone with scripts, and one without."""

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page, expect

from award.models import Application
from directory.enums import RoleKind
from record.domain.work import recorded
from tests.directory.factories import make_holder
from tests.jury.worlds import Jury
from tests.support.browsing import NewPage, SignIn
from tests.verification.evidence.world import (
    FIRST,
    SECOND,
    checked,
    claim,
    head_of,
    make_application,
    make_team,
    photo,
    run_check,
)
from verification.models import EvidenceVersion

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PHONE = {"viewport": {"width": 360, "height": 740}}


def photos(folder: Path, *seeds: int) -> list[Path]:
    files = []
    for seed in seeds:
        file = folder / f"foto-{seed}.jpg"
        file.write_bytes(photo(seed))
        files.append(file)
    return files


def slot(application: Application) -> str:
    return reverse("verification:indicator", args=[application.pk, FIRST])


def assert_accessible(page: Page) -> None:
    found: list[Any] = Axe().run(page).response["violations"]
    assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found] == []
    width = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    assert page.evaluate(width), "the page is wider than the screen"


def test_several_photos_from_a_phone_and_the_checks_as_they_end(
    new_page: NewPage, sign_in: SignIn, tmp_path: Path
) -> None:
    application = make_application()
    claim(application, FIRST)
    page = new_page(**PHONE)
    sign_in(page, head_of(application))
    page.goto(slot(application))
    page.locator("input[type=file]:not([capture])").set_input_files(photos(tmp_path, 1, 2))
    page.get_by_role("button", name="Kirim berkas").click()
    expect(page.get_by_text("2 dari 3")).to_be_visible(timeout=20_000)
    for version in EvidenceVersion.objects.all():
        run_check(version)
    expect(page.locator("#files img")).to_have_count(2, timeout=15_000)
    expect(page.get_by_text("Sudah diperiksa")).to_have_count(2)
    assert_accessible(page)


def test_the_same_without_scripts(new_page: NewPage, sign_in: SignIn, tmp_path: Path) -> None:
    application = make_application()
    claim(application, FIRST)
    page = new_page(java_script_enabled=False, **PHONE)
    sign_in(page, head_of(application))
    page.goto(slot(application))
    page.locator("input[type=file]:not([capture])").set_input_files(photos(tmp_path, 1, 2, 3))
    page.get_by_role("button", name="Kirim berkas").click()
    expect(page.get_by_text("3 berkas diterima.")).to_be_visible()
    expect(page.get_by_text("3 dari 3")).to_be_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_is_accessible(new_page: NewPage, sign_in: SignIn, width: int) -> None:
    application = make_application()
    claim(application, FIRST)
    version = checked(application, photo(1))
    broken = checked(application, photo(2)[:9000])
    checked(make_application(), photo(1))
    leader = make_team(application).leader
    finding = version.findings.get()
    unit_pages = [
        reverse("verification:evidence", args=[application.pk]),
        slot(application),
        reverse("verification:evidence_item", args=[version.item_id]),
        reverse("verification:receipt", args=[version.pk]),
    ]
    team_pages = [
        reverse("verification:evidence_item", args=[broken.item_id]),
        reverse("verification:findings", args=[application.pk]),
        reverse("verification:finding", args=[finding.pk]),
    ]
    for person, addresses in ((head_of(application), unit_pages), (leader, team_pages)):
        page = new_page(viewport={"width": width, "height": 740})
        sign_in(page, person)
        for address in addresses:
            page.goto(address)
            assert_accessible(page)


def test_long_words_and_wide_tables_on_a_phone(new_page: NewPage, sign_in: SignIn) -> None:
    application = make_application()
    page = new_page(**PHONE)
    sign_in(page, head_of(application))
    page.goto(reverse("verification:indicator", args=[application.pk, SECOND]))
    assert_accessible(page)
    assert page.get_by_text("Geser ke samping").count() == 0
    team = make_team(application)
    page = new_page(**PHONE)
    sign_in(page, team.leader)
    page.goto(reverse("verification:board"))
    # A long list is cards on a phone, the ledger too: nothing slides, so nothing says that it does.
    expect(page.get_by_role("rowheader", name=application.unit.name)).to_be_visible()
    assert page.get_by_text("Geser ke samping").count() == 0
    assert_accessible(page)
    with recorded(actor="system") as work:
        work.event("paper_made", subject="season:2026", facts={})
    page = new_page(**PHONE)
    sign_in(page, make_holder(RoleKind.CENTRE_ADMIN))
    page.goto(reverse("record:ledger"))
    expect(page.get_by_role("rowheader")).to_be_visible()
    assert page.get_by_text("Geser ke samping").count() == 0
    assert_accessible(page)


def test_a_table_that_slides_on_a_phone_says_so(new_page: NewPage, sign_in: SignIn) -> None:
    """Who has scored whom stays a table, with a column for each juror: cards would hide it."""
    jury = Jury()
    page = new_page(**PHONE)
    sign_in(page, jury.secretary)
    page.goto(reverse("jury:panel", args=[jury.panel.pk]))
    name = page.get_by_role("columnheader", name=jury.jurors[-1].name)
    expect(name).not_to_be_in_viewport()
    expect(page.get_by_text("Geser ke samping").first).to_be_visible()
    name.scroll_into_view_if_needed()
    expect(name).to_be_in_viewport()
    assert_accessible(page)


def test_one_of_two_is_refused_and_the_other_is_counted_at_once(
    new_page: NewPage, sign_in: SignIn, tmp_path: Path
) -> None:
    application = make_application()
    claim(application, FIRST)
    page = new_page(**PHONE)
    sign_in(page, head_of(application))
    page.goto(slot(application))
    broken = tmp_path / "rusak.jpg"
    broken.write_bytes(b"MZ" + bytes(500))
    files = [*photos(tmp_path, 1), broken]
    page.locator("input[type=file]:not([capture])").set_input_files(files)
    page.get_by_role("button", name="Kirim berkas").click()
    expect(page.locator("#files").get_by_text("1 dari 3 foto")).to_be_visible(timeout=20_000)
    expect(page.locator("#files").get_by_text("foto-1.jpg")).to_be_visible()
    assert page.get_by_text("1 dari 2 berkas diterima").is_visible()
