"""Modifiers in a bundle: the verifier counts them as they were decided, and misses no change."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import verify_season
from award.models import Season
from jury.domain.bundles import export_season
from jury.queries.bundle_rows import modifiers
from record.domain import checkpoints
from tests.jury.bundles import mutants
from tests.jury.bundles.mutants import Row
from tests.jury.modified import apply, modified_world, register
from tests.jury.worlds import BEST

pytestmark = pytest.mark.django_db


def problems(folder: Path) -> list[str]:
    """What the verifier says of modifiers and results; the sheets were put there without events."""
    key = str(checkpoints.signer().verifier)
    found = verify_season.verify(folder, key, [], []).problems
    said = [f"{place}: {what}" for place, what in found]
    return [each for each in said if "modifier" in each or each.startswith("results")]


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    world = modified_world(units=2)
    apply(world, register(world))
    apply(world, register(world, world.applications[1]), applied=False)
    register_again = register(world, world.applications[1], number="LAHP/13")
    apply(world, register_again)
    apply(world, register_again, applied=False, by=world.other_admin)
    world.score(BEST)
    world.close()
    export_season(world.season, tmp_path / "bundle")
    return tmp_path / "bundle"


def test_they_are_counted_as_they_were_decided(bundle: Path) -> None:
    assert problems(bundle) == []
    totals = {row["total"] for row in mutants.read(bundle, "results")}
    assert totals == {"97.500000", "100.000000"}


def dropped(rows: list[Row]) -> None:
    del rows[0]


def doubled(rows: list[Row]) -> None:
    rows.append({**rows[0], "id": "another"})


def with_value(name: str, value: Any) -> Callable[[list[Row]], None]:
    def change(rows: list[Row]) -> None:
        rows[0][name] = value

    return change


@pytest.mark.parametrize(
    "change",
    [
        dropped,
        doubled,
        with_value("points", "-1"),
        with_value("points", "2.5"),
        with_value("points", "x"),
        with_value("code", "wbk_wbbm"),
        with_value("state", "rejected"),
        with_value("application", "another"),
        with_value("number", "LAHP/99"),
        with_value("date", "2020-01-01"),
        with_value("registered_by", "another"),
        with_value("decided_by", "another"),
        with_value("decided_by", None),
    ],
)
def test_no_change_passes(bundle: Path, change: Callable[[list[Row]], None]) -> None:
    rows = mutants.read(bundle, "modifiers")
    rows.sort(key=lambda row: row["state"])
    change(rows)
    mutants.write(bundle, "modifiers", rows)
    mutants.sign(bundle)
    assert problems(bundle)


def test_no_flipped_value_passes(bundle: Path) -> None:
    """Every value of every row, the words and their salts included."""
    rows = mutants.read(bundle, "modifiers")
    passed = []
    for number, row in enumerate(rows):
        for path in mutants.places(row):
            for other in (mutants.flipped, mutants.of_another_kind):
                changed = mutants.change_at(rows, number, path, other)
                mutants.write(bundle, "modifiers", changed)
                mutants.sign(bundle)
                if not problems(bundle):
                    passed.append((number, path))
    assert passed == []


def test_the_public_edition_has_no_words_and_nobody(bundle: Path) -> None:
    full = mutants.read(bundle, "modifiers")[0]
    season = Season.objects.get()
    public = next(iter(modifiers(season, full=False)))
    assert set(full) - set(public) == {"words", "registered_by", "decided_by"}
    assert full["words"]["facts"]["text"] == "Ruang tunggu ditutup selama tiga bulan."


def test_the_decision_of_one_person_alone_is_named(bundle: Path) -> None:
    """Also where the row says so, the ledger knows who registered it and who decided."""
    rows = mutants.read(bundle, "ledger")
    registered = next(row for row in rows if '"kind":"modifier_registered"' in row["body"])
    actor = registered["body"].split('"actor":"')[1].split('"')[0]
    decided = next(row for row in rows if '"kind":"modifier_decided"' in row["body"])
    other = decided["body"].split('"actor":"')[1].split('"')[0]
    decided["body"] = decided["body"].replace(other, actor)
    mutants.chained_anew(rows)
    mutants.write(bundle, "ledger", rows)
    mutants.sign(bundle)
    assert any("two people" in each for each in problems(bundle))
