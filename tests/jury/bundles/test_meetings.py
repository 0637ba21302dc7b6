"""Meetings in a bundle: no scoring is opened again but by minutes that were kept before it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import verify_season
from directory.actors import Actor
from jury.domain.bundles import export_season
from jury.domain.closing import reopen
from jury.queries.bundle_rows import meetings
from record.canonical import canonical
from record.domain import checkpoints
from record.domain.erasing import Why, erase_words
from record.models import LedgerEntry
from tests.jury.bundles import mutants
from tests.jury.bundles.mutants import Row
from tests.jury.papers import minutes_kept
from tests.jury.worlds import BEST, Jury

pytestmark = pytest.mark.django_db


def problems(folder: Path) -> list[str]:
    """What the verifier says of meetings; the sheets were put there without events."""
    key = str(checkpoints.signer().verifier)
    found = verify_season.verify(folder, key, [], []).problems
    said = [f"{place}: {what}" for place, what in found]
    return [each for each in said if "meeting" in each or "minutes" in each]


@pytest.fixture
def world() -> Jury:
    """Closed, opened again by the minutes of a meeting, closed again; a later meeting asked nothing."""
    world = Jury()
    world.score(BEST)
    world.close()
    proposal = world.propose_reopening()
    reopen(proposal_id=proposal.pk, digest=proposal.digest, by=Actor(world.secretary))
    world.close()
    minutes_kept(world.panel, Actor(world.secretary), number="BA-2")
    return world


@pytest.fixture
def bundle(world: Jury, tmp_path: Path) -> Path:
    export_season(world.season, tmp_path / "bundle")
    return tmp_path / "bundle"


def test_what_was_kept_fits(bundle: Path) -> None:
    assert problems(bundle) == []
    assert [row["number"] for row in mutants.read(bundle, "meetings")] == ["BA-1", "BA-2"]


def test_no_flipped_value_and_no_missing_row_passes(bundle: Path) -> None:
    rows = mutants.read(bundle, "meetings")
    passed: list[Any] = []
    changes: dict[Any, list[Row]] = {"first": rows[1:], "last": rows[:1], "all": []}
    for number, row in enumerate(rows):
        for path in mutants.places(row):
            for other in (mutants.flipped, mutants.of_another_kind):
                changes[number, path, other] = mutants.change_at(rows, number, path, other)
    for name, changed in changes.items():
        mutants.write(bundle, "meetings", changed)
        mutants.sign(bundle)
        passed += [] if problems(bundle) else [name]
    assert passed == []


def _told_anew(
    bundle: Path, kind: str, change: Callable[[dict[str, Any]], None], *, edge: str = ""
) -> list[str]:
    """The ledger with another body in the first entry of a kind, chained anew by the operator."""
    rows = mutants.read(bundle, "ledger")
    row = next(r for r in rows if f'"kind":"{kind}"' in r["body"] and edge in r["body"])
    body = json.loads(row["body"])
    change(body)
    row["body"] = canonical(body)
    mutants.chained_anew(rows)
    mutants.write(bundle, "ledger", rows)
    mutants.sign(bundle)
    return problems(bundle)


def _without(*names: str) -> Callable[[dict[str, Any]], None]:
    def change(body: dict[str, Any]) -> None:
        for name in names:
            del body["facts"][name]

    return change


def _with(name: str, value: str) -> Callable[[dict[str, Any]], None]:
    return lambda body: body["facts"].update({name: value})


def test_a_reopening_without_minutes_is_named(bundle: Path) -> None:
    found = _told_anew(
        bundle, "application_moved", _without("meeting", "minutes"), edge="reopen_scoring"
    )
    assert any("was opened again without the minutes of a meeting" in each for each in found)


def test_a_reopening_by_other_minutes_is_named(bundle: Path) -> None:
    change = _with("minutes", "0" * 64)
    found = _told_anew(bundle, "application_moved", change, edge="reopen_scoring")
    assert any("were not kept before it, or are others" in each for each in found)


def test_a_reopening_by_the_minutes_of_a_later_meeting_is_named(bundle: Path) -> None:
    """BA-2 was held after the reopening, about the closing that came of it."""
    later = mutants.read(bundle, "meetings")[1]

    def change(body: dict[str, Any]) -> None:
        body["facts"] |= {"meeting": later["id"], "minutes": later["minutes"]}

    found = _told_anew(bundle, "application_moved", change, edge="reopen_scoring")
    assert any("were not kept before it" in each for each in found)
    assert any("not about the closing it undoes" in each for each in found)


@pytest.mark.parametrize("name", ["meeting", "minutes"])
def test_the_act_names_the_minutes_of_its_moves(bundle: Path, name: str) -> None:
    found = _told_anew(bundle, "scoring_reopened", _with(name, "0" * 64))
    assert any("names other minutes" in each for each in found)


def test_minutes_of_another_panel_are_named(bundle: Path) -> None:
    found = _told_anew(
        bundle, "application_moved", _with("panel", "another"), edge="reopen_scoring"
    )
    assert any("minutes are of another panel" in each for each in found)


def test_what_was_said_is_erased_with_an_event_alone(
    world: Jury, bundle: Path, tmp_path: Path
) -> None:
    rows = mutants.read(bundle, "meetings")
    rows[0] |= {"text": "[dihapus]", "salt": ""}
    mutants.write(bundle, "meetings", rows)
    mutants.sign(bundle)
    assert any("no event says that it was erased" in each for each in problems(bundle))
    entry = LedgerEntry.objects.filter(kind="meeting_recorded").earliest("seq")
    erase_words(seq=entry.seq, why=Why.ASKED, actor="system")
    export_season(world.season, tmp_path / "erased")
    assert problems(tmp_path / "erased") == []
    assert mutants.read(tmp_path / "erased", "meetings")[0]["text"] == "[dihapus]"


def test_the_public_edition_has_neither_words_nor_people(world: Jury, bundle: Path) -> None:
    public = next(iter(meetings(world.season, full=False)))
    assert set(mutants.read(bundle, "meetings")[0]) - set(public) == {"by", "text", "salt"}
