"""The page of a finding in a real browser: keys, zoom, slider; with scripts and without."""

from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page, expect

from directory.actors import Actor
from directory.enums import RoleKind
from directory.models import Person
from tests.directory.factories import make_holder
from tests.support.browsing import NewPage, SignIn
from tests.verification.evidence.test_finding_desk import changed_pdf, drawn, picture
from tests.verification.evidence.test_findings import a_finding
from tests.verification.evidence.world import Team, checked, make_application, make_team
from verification.domain.twin_looks import look
from verification.models import Finding, FindingDecision

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = (360, 1280)
VIEW = "#berkas .p2-sheet__picture"


@dataclass(frozen=True)
class Desk:
    """A team with a twin of another unit, a PDF that was changed, and two plain questions."""

    team: Team
    twin: Finding
    document: Finding
    plain: Finding


@pytest.fixture
def desk() -> Desk:
    application, other = make_application(), make_application()
    team = make_team(application)
    checked(other, picture())
    version = checked(application, picture((10, 14, 505, 500)))
    document = checked(application, changed_pdf(), name="surat.pdf")
    drawn()
    return Desk(
        team=team,
        twin=version.findings.get(other__isnull=False),
        document=document.findings.get(kind="earlier_version"),
        plain=a_finding(application),
    )


def address(finding: Finding) -> str:
    return reverse("verification:finding", args=[finding.pk])


def complaints(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{v['id']}: {[n['html'][:150] for n in v['nodes']]}" for v in found]


def test_a_finding_is_decided_with_keys_alone(
    new_page: NewPage, sign_in: SignIn, desk: Desk
) -> None:
    page = new_page()
    sign_in(page, desk.team.leader)
    page.goto(address(desk.twin))
    page.keyboard.press("2")
    expect(page.get_by_role("radio", name="Minta penjelasan UPT")).to_be_checked()
    page.keyboard.press("a")
    expect(page.locator("select[name=ready]")).to_have_value("ask.when_where")
    page.keyboard.press("s")
    page.wait_for_url(f"**{address(desk.document)}")
    decision = FindingDecision.objects.get()
    assert (decision.finding, decision.verdict) == (desk.twin, "ask")
    assert decision.reason.startswith("Kapan, di mana")
    page.keyboard.press("n")
    page.wait_for_url(f"**{address(desk.plain)}")
    page.keyboard.press("p")
    page.wait_for_url(f"**{address(desk.document)}")


def test_letters_typed_into_a_field_are_letters(
    new_page: NewPage, sign_in: SignIn, desk: Desk
) -> None:
    page = new_page()
    sign_in(page, desk.team.leader)
    page.goto(address(desk.twin))
    page.keyboard.press("w")
    reason = page.get_by_label("Alasan")
    expect(reason).to_be_focused()
    page.keyboard.type("snap 1+2 bro")
    expect(reason).to_have_value("snap 1+2 bro")
    assert page.get_by_role("radio", name="Tidak ada masalah").is_checked() is False
    assert not FindingDecision.objects.exists()
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    expect(page.get_by_role("radio", name="Tidak ada masalah")).to_be_checked()


def test_keys_can_be_switched_off_for_good(new_page: NewPage, sign_in: SignIn, desk: Desk) -> None:
    page = new_page()
    sign_in(page, desk.team.leader)
    page.goto(address(desk.twin))
    page.get_by_label("Pintasan aktif").uncheck()
    page.goto(address(desk.plain))
    expect(page.get_by_label("Pintasan aktif")).not_to_be_checked()
    page.keyboard.press("1")
    expect(page.get_by_role("radio", name="Tidak ada masalah")).not_to_be_checked()


def test_the_picture_is_enlarged_and_turned_in_place(
    new_page: NewPage, sign_in: SignIn, desk: Desk
) -> None:
    page = new_page()
    sign_in(page, make_holder(RoleKind.CENTRE_VERIFIER))
    page.goto(address(desk.twin))
    before = page.locator(VIEW).bounding_box()
    page.keyboard.press("+")
    after = page.locator(VIEW).bounding_box()
    assert before is not None
    assert after is not None
    assert after["width"] == pytest.approx(2 * before["width"], rel=0.1)
    page.keyboard.press("r")
    expect(page.locator(VIEW)).to_have_attribute("viewBox", "0 0 486 495")
    page.get_by_role("link", name="Seluruhnya").click()
    expect(page.locator(VIEW)).to_have_attribute("viewBox", "0 0 495 486")
    assert "besar" not in page.url
    page.locator("#geser").fill("20")
    expect(page.locator("[data-wiped]")).to_have_attribute("width", "99")


def test_outlines_are_switched_off_and_on(new_page: NewPage, sign_in: SignIn, desk: Desk) -> None:
    page = new_page(java_script_enabled=False)
    sign_in(page, desk.team.leader)
    page.goto(address(desk.document))
    outline = page.locator(f"{VIEW} .p2-mark-1")
    expect(outline).to_be_visible()
    page.get_by_label("1. PDF menyimpan versi sebelumnya").uncheck()
    expect(outline).to_be_hidden()


def test_everything_is_done_without_scripts(new_page: NewPage, sign_in: SignIn, desk: Desk) -> None:
    page = new_page(java_script_enabled=False)
    sign_in(page, desk.team.leader)
    page.goto(address(desk.twin))
    expect(page.get_by_text("Pintasan papan ketik")).to_be_hidden()
    page.get_by_role("link", name="Putar").click()
    expect(page.locator(VIEW)).to_have_attribute("viewBox", "0 0 486 495")
    page.get_by_role("button", name="Perlihatkan bagian yang sama").click()
    drawn()
    page.reload()
    page.get_by_role("slider").fill("80")
    page.get_by_role("button", name="Terapkan").click()
    expect(page.locator("[data-wiped]")).to_have_attribute("width", "396")
    page.get_by_role("radio", name="Tidak ada masalah").check()
    page.get_by_label("Kalimat siap pakai").select_option("no_issue.shared")
    page.get_by_role("button", name="Simpan keputusan").click()
    expect(page.get_by_text("Keputusan tercatat.")).to_be_visible()
    assert page.url.endswith(address(desk.document))


def test_a_page_that_is_being_drawn_appears_by_itself(
    new_page: NewPage, sign_in: SignIn, desk: Desk
) -> None:
    page = new_page()
    sign_in(page, desk.team.leader)
    page.goto(address(desk.twin))
    page.get_by_role("button", name="Perlihatkan bagian yang sama").click()
    expect(page.get_by_text("sedang disiapkan")).to_be_visible()
    drawn()
    expect(page.get_by_role("slider")).to_be_visible(timeout=10_000)


@pytest.mark.slow
@pytest.mark.parametrize("language", ["id", "en"])
def test_it_is_accessible_and_fits(
    new_page: NewPage, sign_in: SignIn, desk: Desk, language: str
) -> None:
    centre = make_holder(RoleKind.CENTRE_VERIFIER)
    people = (desk.team.leader, centre)
    Person.objects.filter(pk__in=[p.pk for p in people]).update(language=language)
    look(finding_id=desk.twin.pk, by=Actor(desk.team.leader))
    drawn()
    faults: list[str] = []
    for person in people:
        page = new_page(locale=f"{language}-ID")
        sign_in(page, person)
        for finding in (desk.twin, desk.document, desk.plain):
            page.goto(address(finding))
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 800})
                wide = page.locator("html").evaluate("page => page.scrollWidth")
                faults += [f"{finding.kind} {width}: {wide} wide"] if wide > width else []
                faults += [f"{finding.kind} {width}: {each}" for each in complaints(page)]
    assert faults == []


def test_pictures_state_their_sizes(new_page: NewPage, sign_in: SignIn, desk: Desk) -> None:
    """On a slow line nothing moves while pictures come in."""
    page = new_page()
    sign_in(page, desk.team.leader)
    page.route("**/gambar/**", lambda route: route.abort())
    page.goto(address(desk.document))
    empty = page.locator("#putuskan-judul").bounding_box()
    heights = [box.bounding_box() for box in page.locator(".p2-sheet__picture").all()]
    assert all(box is not None and box["height"] > 100 for box in heights)
    page.unroute("**/gambar/**")
    page.reload()
    page.wait_for_load_state("networkidle")
    assert page.locator("#putuskan-judul").bounding_box() == empty
