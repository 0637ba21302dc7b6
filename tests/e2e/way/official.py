"""Somebody at a browser of their own, who reads, clicks and types as people do."""

from pathlib import Path

from playwright.sync_api import Locator, Page, Response

from directory.models import Person
from tests.directory.factories import PASSWORD


class Official:
    """Signs in with the password and goes on from the work list."""

    def __init__(self, page: Page, person: Person) -> None:
        self.page = page
        self.person = person
        self.open("/masuk/")
        self.fill("NIP atau surel", person.email)
        self.fill("Kata sandi", PASSWORD)
        self.press("Masuk")

    def open(self, path: str) -> None:
        """Go to an address, as a bookmark or a link in a mail does."""
        self._arrived(self.page.goto(path))

    def work(self, words: str) -> None:
        """Follow the entry of the work list that says these words."""
        self.open("/kerja/")
        card = self.page.locator(".p2-card").filter(has_text=words)
        self._follow(card.get_by_role("link").first)

    def follow(self, link: str, *, inside: Locator | None = None) -> None:
        """Follow a link, also one that looks like a button."""
        place = inside or self.page
        links = place.get_by_role("link", name=link).or_(place.get_by_role("button", name=link))
        self._follow(links.first)

    def press(self, button: str, *, inside: Locator | None = None) -> None:
        """Press a button that sends a form, and arrive where it leads."""
        self._follow((inside or self.page).get_by_role("button", name=button, exact=True).first)

    def fill(self, label: str, text: str, *, inside: Locator | None = None) -> None:
        (inside or self.page).get_by_label(label, exact=True).fill(text)

    def choose(self, label: str, option: str, *, inside: Locator | None = None) -> None:
        (inside or self.page).get_by_label(label, exact=True).select_option(label=option)

    def tick(self, label: str, *, inside: Locator | None = None) -> None:
        (inside or self.page).get_by_label(label).first.check()

    def attach(self, label: str, *files: Path) -> None:
        self.page.get_by_label(label).set_input_files(list(files))

    def unfold(self, summary: str) -> None:
        self.page.locator("summary").filter(has_text=summary).click()

    def reads(self, text: str) -> bool:
        """Whether the page says that, in its own part below the header."""
        return text in self.page.locator("main").inner_text()

    def _follow(self, what: Locator) -> None:
        with self.page.expect_navigation() as going:
            what.click()
        self._arrived(going.value)

    def _arrived(self, answer: Response | None) -> None:
        said = self.page.locator("main").inner_text()
        assert answer is None or answer.status < 400, f"{answer.status}: {said}"
        size = self.page.viewport_size
        assert size is not None
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= size["width"], f"{self.page.url} is {wide} pixels wide"
