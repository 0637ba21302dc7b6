"""The same order is the same play, and every play has something of everything."""

from collections import Counter
from hashlib import sha256

import pytest

from tests.workers.rehearsal.orders import instrument, order, plan
from workers.rehearsal.planning.filing import PlannedFile, made
from workers.rehearsal.planning.forging import EXPECTED, Forgery
from workers.rehearsal.planning.order import problems, room_for
from workers.rehearsal.planning.plan import WITHOUT_FILES, Fate, chance


def files(**given: int) -> list[PlannedFile]:
    return [file for unit in plan(**given).units for file in unit.files]


def test_the_same_order_gives_the_same_plan_and_another_seed_another() -> None:
    assert plan(seed=7) == plan(seed=7)
    assert plan(seed=7).digest() == plan(seed=7).digest()
    assert plan(seed=7).digest() != plan(seed=8).digest()


def test_how_many_workers_there_are_changes_nothing() -> None:
    assert plan(workers=1).digest() == plan(workers=4).digest()


def test_the_bytes_of_a_file_are_the_same_whenever_they_are_made() -> None:
    for file in files(units=4, files=5):
        assert made(file) == made(file)


def test_no_two_honest_files_are_the_same() -> None:
    digests = Counter(sha256(made(f)).hexdigest() for f in files(units=6, files=9) if f.honest)
    assert set(digests.values()) == {1}


@pytest.mark.parametrize(("units", "count"), [(1, 1), (2, 1), (5, 3), (20, 10), (6, 54)])
def test_each_unit_hands_in_as_many_as_were_ordered_and_no_slot_overflows(
    units: int, count: int
) -> None:
    asked = instrument()
    for unit in plan(units=units, files=count).units:
        assert len(unit.files) == (0 if unit.fate in WITHOUT_FILES else count)
        slots = Counter(file.indicator for file in unit.files)
        for code, used in slots.items():
            assert used <= asked.indicator(code).evidence.count_max
        numbers = [(file.indicator, file.number) for file in unit.files]
        assert len(set(numbers)) == len(numbers)


def test_a_unit_can_be_filled_to_the_last_slot() -> None:
    asked = instrument()
    most = min(room_for(asked, kind) for kind in asked.unit_types)
    assert not list(problems(order(files=most), asked))
    fullest = max(len(unit.files) for unit in plan(units=3, files=most).units)
    assert fullest == most


def test_every_kind_of_forgery_and_every_fate_is_there_in_a_season_of_twenty() -> None:
    found = plan()
    assert {unit.fate for unit in found.units} == set(Fate)
    kinds = {file.forged for unit in found.units for file in unit.files if file.forged}
    assert kinds == set(Forgery) == set(EXPECTED)
    for unit in found.units:
        if unit.fate == Fate.DISQUALIFIED:
            assert any(not file.honest for file in unit.files)


def test_a_forgery_is_made_from_what_its_kind_says() -> None:
    for file in files(units=20, files=10):
        if file.source is None:
            assert file.forged is None or not (file.forged.borrowed or file.forged.changes_own)
            continue
        assert file.forged is not None
        assert file.source.honest
        assert (file.source.unit != file.unit) == file.forged.borrowed
        assert made(file) != made(file.source) or file.forged == Forgery.SAME_FILE


@pytest.mark.parametrize("seed", range(10))
def test_nothing_is_forged_from_a_file_that_never_comes(seed: int) -> None:
    found = plan(units=22, files=40, seed=seed)
    late = {unit.number for unit in found.units if unit.fate == Fate.EVIDENCE_LATE}
    sources = [(f.unit, f.source) for unit in found.units for f in unit.files]
    lent = {source.unit for mine, source in sources if source and source.unit != mine}
    assert late
    assert lent
    assert not late & lent


def test_only_what_its_files_show_is_answered_as_in_place() -> None:
    asked = instrument()
    for unit in plan(units=6, files=9).units:
        shown = {file.indicator for file in unit.files if file.enough}
        for code, value in unit.answers.items():
            unmet = asked.indicator(code).scale.unmet
            assert value in (unmet, asked.indicator(code).scale.answers[1].code) or code in shown
            if code not in shown:
                assert value == unmet


def test_a_question_to_chance_has_its_own_answer() -> None:
    first = chance(order(seed=3), "marks", 1, 2).random()
    assert first == chance(order(seed=3), "marks", 1, 2).random()
    assert first != chance(order(seed=3), "marks", 2, 1).random()


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"units": 0}, "--units"),
        ({"units": 2001}, "--units"),
        ({"files": 0}, "--files"),
        ({"files": 1999}, "--files: under this instrument a unit can hand in at most"),
        ({"jurors": 0}, "--jurors"),
        ({"jurors": 2}, "--jurors: this instrument wants 3 for each unit"),
        ({"workers": 0}, "--workers"),
        ({"seed": -1}, "--seed"),
    ],
)
def test_an_order_that_cannot_be_played_is_told_with_its_reason(
    given: dict[str, int], told: str
) -> None:
    lines = list(problems(order(**given), instrument()))
    assert any(line.startswith(told) for line in lines), lines


def test_an_order_that_can_be_played_has_no_problems() -> None:
    assert not list(problems(order(), instrument()))
