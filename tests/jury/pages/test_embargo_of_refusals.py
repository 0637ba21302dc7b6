"""A refusal tells a unit and its Kanwil the same before a closing, after it and once it is decided.

The forms are sent without a page that offers them: with the versions that could be guessed, and
with those of long ago.
"""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from directory.actors import Actor
from directory.enums import RoleKind
from directory.models import Person
from jury.domain.modifiers import answer_modifier, decide_modifier
from tests.directory.factories import make_holder, signed_in
from tests.jury.modified import modified_world, register
from tests.jury.worlds import Jury
from tests.noninterference.crawl import TOKENS
from tests.verification.situations import Region3, make_decree
from verification.models import Assignment

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


def same_all_the_way(world: Jury, ask: Callable[[], list[Seen]]) -> list[Seen]:
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


def test_a_second_answer_about_a_modifier() -> None:
    world = modified_world()
    entry = register(world)
    answer_modifier(modifier_id=entry.pk, answer="Sudah dibuka.", by=Actor(world.head()))
    decide_modifier(modifier_id=entry.pk, applied=False, reason="Bukan.", by=Actor(world.chair))
    browser = signed_in(world.head())
    again = {"answer": "Lagi."}
    seen = same_all_the_way(
        world, lambda: [sent(browser, "jury:modifier_answer", [entry.pk], again)]
    )
    assert b"Jawaban sudah diberikan" in str(seen).encode()


def test_a_team_for_what_was_forwarded() -> None:
    world = Jury()
    place = Region3(region=world.application.region)
    decree = make_decree(place, world.season)
    browser = signed_in(place.secretariat)

    def ask() -> list[Seen]:
        chosen = [f"{world.application.pk}:{version}" for version in range(LARGEST)]
        data = {"decree": str(decree.pk)}
        return [sent(browser, "verification:teams", [], data | {"application": c}) for c in chosen]

    assert {status for status, _body in same_all_the_way(world, ask)} == {422}
    assert not Assignment.objects.exists()
