"""What axe finds wrong with a page."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize

PHONE: ViewportSize = {"width": 360, "height": 740}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What is in order is not sent over: on a long table that took longer than to look.
OPTIONS = {"runOnly": RULES, "resultTypes": ["violations"], "xpath": False, "ancestry": False}
# Half a button under a bar that stays at the window's edge is scrolled out from there: no fault of
# its size. A window as high as the page has no such edge.
HEIGHT = "Math.min(document.documentElement.scrollHeight, 16000)"


def complaints(page: Page) -> list[str]:
    size = page.viewport_size or PHONE
    page.set_viewport_size({"width": size["width"], "height": page.evaluate(HEIGHT)})
    try:
        return _found(page)
    finally:
        page.set_viewport_size(size)


def _found(page: Page) -> list[str]:
    # Half a megabyte of script; a page that is looked at in two widths has it already.
    axe = Axe("0") if page.evaluate("'axe' in window") else Axe()
    found = axe.run(page, options=OPTIONS).response["violations"]
    return [f"{rule['id']}: {node['html']}" for rule in found for node in rule["nodes"]]


def assert_usable(page: Page) -> None:
    """Nothing stands in anybody's way, and on a phone nothing is wider than its screen."""
    assert complaints(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
