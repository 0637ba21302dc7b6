"""In a bundle, a closing without a score for a unit holds only where its sheets say nothing of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

import verify_season
from jury.domain.bundles import export_season
from record.domain import checkpoints
from tests.jury.bundles import mutants
from tests.jury.bundles.mutants import Row
from tests.jury.domain.test_nothing_assessed import REASON, confirm, half_empty, propose

pytestmark = pytest.mark.django_db


def problems(folder: Path) -> list[str]:
    """What the verifier says of it; one unit's sheets were put there without events."""
    key = str(checkpoints.signer().verifier)
    found = verify_season.verify(folder, key, [], []).problems
    said = [f"{place}: {what}" for place, what in found]
    return [each for each in said if "assessed" in each or "KeyError" in each]


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    world, nothing, _other = half_empty()
    confirm(world, propose(world, {nothing.pk: REASON}))
    export_season(world.season, tmp_path / "bundle")
    return tmp_path / "bundle"


def named_in(row: Row) -> list[str]:
    named: list[str] = row["not_assessable"]
    return named


def forgotten(closing: Row, sheets: list[Row]) -> None:
    named_in(closing).clear()


def added(closing: Row, sheets: list[Row]) -> None:
    others = {each["application"] for each in sheets} - set(named_in(closing))
    named_in(closing).extend(others)


def answered(closing: Row, sheets: list[Row]) -> None:
    mine = next(each for each in sheets if each["application"] in named_in(closing))
    mine["values"][next(iter(mine["values"]))] = "gap"


def test_it_fits_as_it_was_closed(bundle: Path) -> None:
    assert problems(bundle) == []
    [closing] = mutants.read(bundle, "closings")
    assert len(named_in(closing)) == 1
    assert len(closing["counted"]) == 6


@pytest.mark.parametrize("change", [forgotten, added, answered])
def test_no_other_unit_loses_its_score_so(
    bundle: Path, change: Callable[[Row, list[Row]], None]
) -> None:
    closings, sheets = mutants.read(bundle, "closings"), mutants.read(bundle, "sheets")
    change(closings[0], sheets)
    mutants.write(bundle, "closings", closings)
    mutants.write(bundle, "sheets", sheets)
    mutants.sign(bundle)
    assert problems(bundle)
