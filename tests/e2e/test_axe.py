"""Pages break no rule of accessibility, scroll sideways on no phone, and log no error.

Every page is looked at to which links lead somebody of each role, in both languages and widths.
"""

from collections.abc import Collection

import pytest
from playwright.sync_api import Page

from directory.models import Person
from tests.e2e.components.access import complaints
from tests.e2e.crawl import visit
from tests.e2e.roles import MORE, ROLES, Role
from tests.e2e.world import World
from tests.support.browsing import NewPage, SignIn

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DESK, PHONE = 1280, 360
# What a page is made of: the same route with the same parts need not be looked at twice.
PARTS = """[...new Set([...document.querySelectorAll('body *')].map(
    (part) => `${part.tagName} ${part.className} ${part.getAttribute('role')}`))].sort().join()"""


# axe judges the parts, which both languages share: the words of the second are looked at where
# there is least room for them.
AXE = {"id": (DESK, PHONE), "en": (PHONE,)}


class Look:
    """Looks at pages in one language at both widths and keeps what is wrong."""

    def __init__(self, language: str, axe: Collection[int]) -> None:
        self.language, self.axe = language, axe
        self.faults: list[str] = []
        self.seen: set[str] = set()

    def at(self, page: Page, name: str) -> None:
        shape = f"{name} {page.evaluate(PARTS)}"
        if shape in self.seen:
            return
        self.seen.add(shape)
        for width in (DESK, PHONE):
            page.set_viewport_size({"width": width, "height": 800})
            where = f"{name} {page.url} ({self.language}, {width})"
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                self.faults.append(f"{where}: {wide} pixels wide")
            if width in self.axe:
                self.faults += [f"{where}: {each}" for each in complaints(page)]

    def listen(self, page: Page) -> None:
        page.on(
            "console",
            lambda said: self.faults.append(said.text) if said.type == "error" else None,
        )


def browser_of(role: Role, world: World, new_page: NewPage, sign_in: SignIn, look: Look) -> Page:
    page = new_page(locale=f"{look.language}-ID", viewport={"width": DESK, "height": 800})
    look.listen(page)
    person = role.person(world)
    if person is not None:
        Person.objects.filter(pk=person.pk).update(language=look.language)
        sign_in(page, person)
    return page


@pytest.mark.slow
@pytest.mark.timeout(1500)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_page_of_each_role(
    world: World, new_page: NewPage, sign_in: SignIn, language: str
) -> None:
    look = Look(language, AXE[language])
    for role in [*ROLES, *MORE]:
        page = browser_of(role, world, new_page, sign_in, look)
        opened = set()
        for route in visit(page):
            opened.add(route)
            look.at(page, route)
        page.context.close()
        assert opened >= role.main, f"nothing leads {role.name} to {role.main - opened}"
    assert look.faults == []
