"""A refusal tells a unit and its Kanwil the same before a closing, after it and once it is decided.

The forms are sent without a page that offers them: with the versions that could be guessed, and
with those of long ago.
"""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from directory.enums import RoleKind
from directory.models import Person
from tests.directory.factories import make_holder, signed_in
from tests.jury.worlds import Jury
from tests.noninterference.crawl import TOKENS

pytestmark = pytest.mark.django_db
CODE = "fac-visitors-01"
LARGEST = 20
# What a unit's head could send: the address, its arguments after the application, what is in it.
OF_UNIT = [
    ("award:autosave", [], {f"version-{CODE}": "1", f"value-{CODE}": "ada"}),
    ("award:autosave", [], {f"version-{CODE}": "0", f"value-{CODE}": "ada"}),
    ("award:ask", [CODE], {"text": "Apa kabar?"}),
    ("award:walk", ["withdraw"], {"version": "9999", "reason": "Mundur."}),
    ("award:walk", ["forward"], {"version": "9999"}),
]
Seen = tuple[int, bytes]


def sent(browser: Client, route: str, args: list[object], data: dict[str, str]) -> Seen:
    """The status and what stands on the page, or the message to a script."""
    answer = browser.post(reverse(route, args=args), data)
    body = answer.content.partition(b"<main")[2].partition(b"</main>")[0] or answer.content
    for token, instead in TOKENS:
        body = token.sub(instead, body)
    return answer.status_code, body


def same_all_the_way(world: Jury, ask: Callable[[], object]) -> object:
    """Ask while it is scored, closed and decided; fail where an answer is another."""
    world.score()
    before = ask()
    world.close()
    assert ask() == before
    world.decide()
    assert ask() == before
    return before


def test_forms_of_a_unit_that_are_too_late() -> None:
    world = Jury()
    browser = signed_in(world.head())
    seen = same_all_the_way(
        world,
        lambda: [sent(browser, r, [world.application.pk, *a], d) for r, a, d in OF_UNIT],
    )
    assert b"Penilaian juri" in str(seen).encode()


@pytest.mark.parametrize("who", ["unit", "region"])
def test_the_version_cannot_be_guessed(who: str) -> None:
    """Each act grows it, under embargo too: it would tell that there was one."""
    world = Jury()
    region = world.application.region
    people: dict[str, tuple[Person, str]] = {
        "unit": (world.head(), "withdraw"),
        "region": (make_holder(RoleKind.REGION_HEAD, region=region), "forward"),
    }
    person, edge = people[who]
    browser, args = signed_in(person), [world.application.pk, edge]
    tried = range(LARGEST)
    same_all_the_way(
        world,
        lambda: [sent(browser, "award:walk", args, {"version": str(v)}) for v in tried],
    )
    assert world.application.version in tried
