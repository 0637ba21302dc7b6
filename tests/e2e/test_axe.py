"""Pages break no rule of accessibility, scroll sideways on no phone, and log no error.

Every page is looked at to which links lead somebody of each role, in both languages and widths.
"""

from dataclasses import dataclass, field

import pytest
from django.conf import settings
from playwright.sync_api import Page

from directory.models import Person
from tests.e2e.components.access import complaints
from tests.e2e.crawl import visit
from tests.e2e.roles import MORE, ROLES, Role
from tests.e2e.world import World
from tests.support.browsing import NewPage, SignIn

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DESK, PHONE = 1280, 360
LANGUAGES, WIDTHS = ("id", "en"), (DESK, PHONE)
# What a page is made of: the same route with the same parts need not be looked at twice.
PARTS = """[...new Set([...document.querySelectorAll('body *')].map(
    (part) => `${part.tagName} ${part.className} ${part.getAttribute('role')}`))].sort().join()"""


@dataclass
class Reader:
    """Somebody at a browser, who reads in one language and then in the other."""

    page: Page
    person: Person | None

    def reads(self, language: str) -> None:
        """From the next page on."""
        if self.person is not None:
            Person.objects.filter(pk=self.person.pk).update(language=language)
            return
        url = self.page.context._impl_obj._options["baseURL"]
        chosen = {"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": url}
        self.page.context.add_cookies([chosen])  # type: ignore[list-item]


@dataclass
class Look:
    """Looks at pages in both languages and widths and keeps what is wrong."""

    faults: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def at(self, reader: Reader, name: str) -> None:
        page = reader.page
        shape = f"{name} {page.evaluate(PARTS)}"
        if shape in self.seen:
            return
        self.seen.add(shape)
        for language in LANGUAGES:
            if language != LANGUAGES[0]:
                reader.reads(language)
                page.reload()
            assert page.get_attribute("html", "lang") == language
            for width in WIDTHS:
                self._in_width(page, f"{name} {page.url} ({language}, {width})", width)
        reader.reads(LANGUAGES[0])

    def _in_width(self, page: Page, where: str, width: int) -> None:
        page.set_viewport_size({"width": width, "height": 800})
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            self.faults.append(f"{where}: {wide} pixels wide")
        self.faults += [f"{where}: {each}" for each in complaints(page)]

    def listen(self, page: Page) -> None:
        page.on(
            "console",
            lambda said: self.faults.append(said.text) if said.type == "error" else None,
        )


def reader_of(role: Role, world: World, new_page: NewPage, sign_in: SignIn, look: Look) -> Reader:
    page = new_page(viewport={"width": DESK, "height": 800})
    look.listen(page)
    reader = Reader(page, role.person(world))
    reader.reads(LANGUAGES[0])
    if reader.person is not None:
        sign_in(page, reader.person)
    return reader


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_every_page_of_each_role(world: World, new_page: NewPage, sign_in: SignIn) -> None:
    look = Look()
    for role in [*ROLES, *MORE]:
        reader = reader_of(role, world, new_page, sign_in, look)
        opened = set()
        for route in visit(reader.page):
            opened.add(route)
            look.at(reader, route)
        reader.page.context.close()
        assert opened >= role.main, f"nothing leads {role.name} to {role.main - opened}"
    assert look.faults == []
