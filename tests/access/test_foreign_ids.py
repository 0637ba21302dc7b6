"""Everybody replays what they may do with the ids of somebody else's things, all known to them."""

import logging
import re
from collections.abc import Iterator
from uuid import uuid4

import pytest

from tests.access import table
from tests.access.table import Line
from tests.access.undone import undone
from tests.access.visitors import FILES, NAME, Visitors
from tests.access.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
UUIDS = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# Whoever sees all has nothing foreign; these see one unit, one region, or what a grant names.
NEAR = ("head", "operator", "secretariat", "leader", "juror")
REACHED = {"ok", "go", "refused", "blocked", "stale"}
LINES = [line for line in table.lines() if any("$" in text for text in line.given.values())]


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def _mentioned(line: Line) -> set[str]:
    return {name for text in line.given.values() for name in NAME.findall(text)}


def _foreign(name: str, world: World) -> str | None:
    """What the stranger has instead: "far.item" for "scoring.item", "far" for "scoring"."""
    owner, _dot, thing = name.partition(".")
    if owner == "far":
        return None
    others = [f"far.{name}"]
    if owner in world.applications:
        others.append(f"far.{thing}" if thing else "far")
    known = [each for each in others if world.knows(each)]
    return next((each for each in known if UUIDS.search(world.value(each))), None)


@pytest.mark.parametrize("line", LINES, ids=str)
def test_the_ids_of_a_stranger_lead_nowhere(visitors: Visitors, line: Line) -> None:
    for name in _mentioned(line):
        other = _foreign(name, visitors.world)
        if other is None:
            continue
        for method, words in line.answers.items():
            for person in (each for each in NEAR if words[each] in REACHED):
                swap = {name: other}
                with undone():
                    body = visitors.body(line) if method == "POST" else None
                    got = visitors.ask(person, method, visitors.url(line, swap), body)
                assert (person, method, other, got.word) == (person, method, other, "hidden")
                assert got.denied, f"{person} {method} {other}: no line in the log"
                assert not got.wrote


@pytest.mark.parametrize("line", LINES, ids=str)
def test_ids_of_nothing_lead_nowhere(visitors: Visitors, line: Line) -> None:
    url = visitors.url(line)
    if not UUIDS.search(url):
        return
    url = UUIDS.sub(lambda _found: str(uuid4()), url)
    for method, words in line.answers.items():
        for person in ("head", "leader", "juror", "admin", "auditor"):
            expected = {"method"} if words[person] == "method" else {"hidden", "refused"}
            got = visitors.ask(person, method, url, visitors.body(line) if method == "POST" else {})
            assert got.word in expected, f"{person} {method}: {got.word}"
            assert not got.wrote


@pytest.mark.parametrize("line", [each for each in table.lines() if each.body], ids=str)
def test_ids_of_a_stranger_in_a_form_change_nothing(visitors: Visitors, line: Line) -> None:
    """A form may name things as well: who cannot see them cannot have them written to."""
    texts = [text for value in line.body.values() for text in _texts(value)]
    for name in {found for text in texts for found in NAME.findall(text)}:
        other = None if f"${name}" in FILES else _foreign(name, visitors.world)
        if other is None:
            continue
        for person in (each for each in NEAR if line.answers["POST"][each] == "go"):
            with undone():
                body = visitors.body(line, {name: other})
                got = visitors.ask(person, "POST", visitors.url(line), body)
            assert got.word in {"blocked", "hidden", "refused"}, f"{person} {other}: {got.word}"
            assert not got.wrote


def _texts(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else [str(value)]
