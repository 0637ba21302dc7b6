"""Draws the pictures of the guides and the README: `make pictures`.

Not a test's name, so that no run draws them. One picture for each role's main page, and the unit's
pages as a phone shows them.
"""

import io
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, ViewportSize

from tests.e2e.crawl import visit
from tests.e2e.roles import ROLES, Role
from tests.e2e.world import World
from tests.support.browsing import NewPage, SignIn

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FOLDER = Path(__file__).resolve().parents[2] / "config/static/guide"
LARGEST = 150_000  # bytes
COLOURS = 128
DESK: ViewportSize = {"width": 1280, "height": 860}
PHONE: ViewportSize = {"width": 360, "height": 740}
# The page that shows best what a role does.
SHOWN = {
    "anybody": "jury:results_season",
    "unit-drafting": "award:criterion",
    "unit-evidence": "verification:indicator",
    "unit-result": "jury:result",
    "secretariat": "verification:teams",
    "team": "verification:desk",
    "region-head": "award:applications",
    "centre-admin": "award:season",
    "centre-verifier": "verification:board",
    "jury-secretary": "jury:panel",
    "jury-chair": "jury:ranking",
    "juror": "jury:sheet_criterion",
    "auditor": "record:ledger",
}
# On phones, with the part of the page that the picture begins with.
ON_PHONES: dict[str, str | None] = {"unit-drafting": None, "unit-evidence": ".p2-upload"}


@pytest.mark.timeout(600)
def test_draw(world: World, new_page: NewPage, sign_in: SignIn) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for role in ROLES:
        page = new_page(viewport=DESK)
        person = role.person(world)
        if person is not None:
            sign_in(page, person)
        _find(page, role)
        _draw(page, role.name)
        if role.name in ON_PHONES:
            page.set_viewport_size(PHONE)
            if part := ON_PHONES[role.name]:
                page.locator(part).first.evaluate("part => part.scrollIntoView()")
            _draw(page, f"{role.name}-phone")
        page.context.close()


def _find(page: Page, role: Role) -> None:
    for route in visit(page, only=role.main):
        if route == SHOWN[role.name]:
            page.wait_for_load_state("networkidle")
            return
    raise AssertionError(f"nothing leads {role.name} to {SHOWN[role.name]}")


def _draw(page: Page, name: str) -> None:
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    few = picture.quantize(COLOURS, dither=Image.Dither.NONE)
    out = io.BytesIO()
    few.save(out, "PNG", optimize=True)
    assert out.tell() < LARGEST, f"{name}: {out.tell()} bytes"
    (FOLDER / f"{name}.png").write_bytes(out.getvalue())
