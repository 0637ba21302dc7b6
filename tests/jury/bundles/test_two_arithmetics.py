"""The application's scores and ranking are those of `verify_season.py`, which shares no code with it.

Seasons are drawn with weights, minimums, modifiers, ties, gaps and answers that cannot be assessed,
units of two types and any number of sheets. No order of jurors, units or rows changes a rank.
"""

import json
from collections.abc import Iterable
from fractions import Fraction
from random import Random
from typing import NamedTuple, TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

import verify_season
from criteria.domain.modifying import Points, points_for
from criteria.domain.ranking import Entry, rank
from criteria.domain.scoring import GAP, NOT_ASSESSABLE, FinalScore, final_score, score_sheet
from criteria.instrument import Instrument
from tests.criteria.documents import Document, loaded, said, small

Answers = dict[str, str]
ROUNDINGS = ["HALF_UP", "HALF_EVEN", "HALF_DOWN", "DOWN", "UP"]
TIES = ["exact_total", "best_answers", "spread", "median", "criterion:a", "criterion:b"]
CODES = {"prison": ("a-1", "a-2", "a-3", "b-1"), "estate_office": ("a-1",)}


class Unit(NamedTuple):
    unit_type: str
    sheets: list[Answers]
    modifiers: list[Points]


class Season(NamedTuple):
    instrument: Instrument
    units: dict[str, Unit]


@st.composite
def instruments(draw: st.DrawFn) -> Instrument:
    document = small()
    weight = draw(st.integers(1, 9999))
    for criterion, hundredths in zip(document["criteria"], (weight, 10000 - weight), strict=True):
        criterion["weight"] = said(f"{hundredths // 100}.{hundredths % 100:02d}")
        criterion["minimum"] = said(str(draw(st.sampled_from([0, 40, 50, 75, 100]))))
    document["scales"][0]["answers"][1]["points"] = said(f"0.{draw(st.integers(1, 99)):02d}")
    scoring = document["scoring"]
    scoring["places"] = said(draw(st.integers(0, 4)))
    scoring["rounding"] = said("ROUND_" + draw(st.sampled_from(ROUNDINGS)))
    scoring["aggregation"] = said(draw(st.sampled_from(["mean", "median"])))
    scoring["empty_criterion"] = said(draw(st.sampled_from(["rescale", "zero"])))
    scoring["tie_break"] = said(draw(st.lists(st.sampled_from(TIES), unique=True, min_size=1)))
    _switch_on(document, draw)
    return loaded(document)


def _switch_on(document: Document, draw: st.DrawFn) -> None:
    document["modifiers"]["enabled"] = said(True)
    item = document["modifiers"]["items"][0]
    item["effect"] = said("either")
    item["size"] = said(draw(st.sampled_from(["0.01", "0.5", "2.5", "33.33", "100"])))


def sheets(unit_type: str) -> st.SearchStrategy[Answers]:
    """A few answers often, so that units are equal in part or in whole."""
    three = st.sampled_from(["yes", "yes", "part", "no", GAP, NOT_ASSESSABLE])
    two = st.sampled_from(["yes", "yes", "no", GAP, NOT_ASSESSABLE])
    return st.fixed_dictionaries({c: two if c == "b-1" else three for c in CODES[unit_type]})


@st.composite
def seasons(draw: st.DrawFn) -> Season:
    instrument = draw(instruments())
    units = {}
    for number in range(draw(st.integers(1, 8))):
        unit_type = draw(st.sampled_from(["prison", "prison", "estate_office"]))
        ways = draw(st.lists(st.sampled_from(["deduction", "addition"]), max_size=2))
        points = [points_for(instrument, code="ombudsman", direction=way) for way in ways]
        found = draw(st.lists(sheets(unit_type), min_size=1, max_size=5))
        units[f"unit-{number}"] = Unit(unit_type, found, points)
    return Season(instrument, units)


def application_scores(season: Season) -> dict[str, FinalScore]:
    return {
        key: final_score(
            season.instrument,
            sheets=[
                score_sheet(season.instrument, unit_type=unit.unit_type, answers=a, as_juror=True)
                for a in unit.sheets
            ],
            modifiers=unit.modifiers,
        )
        for key, unit in season.units.items()
    }


def application_ranks(season: Season) -> dict[str, int]:
    scores = application_scores(season)
    entries = [Entry(key=k, score=s) for k, s in scores.items() if s.total is not None]
    return {row.key: row.rank for row in rank(season.instrument, entries)}


def verifier_scores(season: Season) -> dict[str, verify_season.Score]:
    instrument = verify_season.Instrument(json.loads(season.instrument.canonical))
    return {
        key: verify_season.Score(
            instrument,
            unit.unit_type,
            unit.sheets,
            sum((Fraction(each.points) for each in unit.modifiers), Fraction(0)),
        )
        for key, unit in season.units.items()
    }


def verifier_ranks(season: Season) -> dict[str, int]:
    instrument = verify_season.Instrument(json.loads(season.instrument.canonical))
    standing = verify_season.Standing(instrument, {}, {})
    scores = verifier_scores(season)
    return standing._ranks({k: s for k, s in scores.items() if s.total is not None})


@given(seasons())
@settings(max_examples=200, deadline=None)
def test_both_rank_alike(season: Season) -> None:
    assert application_ranks(season) == verifier_ranks(season)


@given(seasons())
@settings(max_examples=200, deadline=None)
def test_both_score_alike(season: Season) -> None:
    verified = verifier_scores(season)
    for key, score in application_scores(season).items():
        other = verified[key]
        assert score.total == other.total
        assert str(score.total) == str(other.total)
        assert (score.grade.code if score.grade else "") == other.grade
        assert list(score.missed) == other.missed


T = TypeVar("T")


def mixed(season: Season, draw: Random) -> Season:
    """The same season with jurors, units, modifiers and answers in another order."""

    def shuffled(rows: Iterable[T]) -> list[T]:
        ordered = list(rows)
        return draw.sample(ordered, len(ordered))

    units = {}
    for key, unit in shuffled(season.units.items()):
        sheets = [dict(shuffled(answers.items())) for answers in shuffled(unit.sheets)]
        units[key] = Unit(unit.unit_type, sheets, shuffled(unit.modifiers))
    return Season(season.instrument, units)


@given(seasons(), st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_no_order_changes_a_rank(season: Season, draw: Random) -> None:
    other = mixed(season, draw)
    assert application_ranks(other) == application_ranks(season)
    assert verifier_ranks(other) == verifier_ranks(season)
    assert application_scores(other) == application_scores(season)


@given(seasons(), st.data())
@settings(max_examples=100, deadline=None)
def test_the_name_of_a_unit_changes_no_rank(season: Season, data: st.DataObject) -> None:
    """Names order those who share a rank on the page; they never decide one."""
    names = data.draw(st.permutations(list(season.units)))
    renamed = dict(zip(season.units, names, strict=True))
    other = Season(season.instrument, {renamed[key]: unit for key, unit in season.units.items()})
    before = application_ranks(season)
    assert application_ranks(other) == {renamed[key]: place for key, place in before.items()}
