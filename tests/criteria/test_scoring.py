"""The arithmetic, counted by hand.

The small instrument: criterion a weighs 60 and asks three questions of a prison (1, 0.5, 0), one of
an estate office; criterion b weighs 40 and asks a prison one question (2, 0).
"""

from decimal import Decimal, localcontext

import pytest

from criteria.domain.scoring import (
    GAP,
    NOT_ASSESSABLE,
    SheetScore,
    aggregate,
    final_score,
    score_sheet,
    weighted_total,
)
from criteria.errors import ScoringError
from criteria.instrument import Instrument
from tests.criteria.documents import Document, loaded, said, shipped, small


def sheet(instrument: Instrument, *answers: str, unit_type: str = "prison") -> SheetScore:
    codes = [i.code for i in instrument.indicators_for(unit_type)]
    given = dict(zip(codes, answers, strict=True))
    return score_sheet(instrument, unit_type=unit_type, answers=given)


def with_scoring(**changes: object) -> Instrument:
    document: Document = small()
    for key, value in changes.items():
        document["scoring"][key] = said(value)
    return loaded(document)


def test_share_of_the_points() -> None:
    a, b = sheet(loaded(small()), "yes", "part", "no", "yes").criteria
    assert (a.share, a.assessed, a.best) == (Decimal("0.5"), 3, 1)
    assert (b.share, b.assessed, b.best) == (Decimal(1), 1, 1)
    assert a.steps[0].formula == "(1 + 0.5 + 0) ÷ (1 + 1 + 1)"


def test_total_of_one_sheet() -> None:
    # a: (1 + 0.5 + 0) / 3 = 0.5, weighed 30; b: 2 / 2 = 1, weighed 40; together 70 of 100.
    score = final_score(
        loaded(small()), sheets=[sheet(loaded(small()), "yes", "part", "no", "yes")]
    )
    assert score.total == Decimal("70.00")
    assert [c.score for c in score.criteria] == [Decimal("50.00"), Decimal("100.00")]
    assert score.grade is not None
    assert score.grade.code == "rest"
    assert not score.laureate


def test_every_step_is_told() -> None:
    score = final_score(
        loaded(small()), sheets=[sheet(loaded(small()), "yes", "part", "no", "yes")]
    )
    assert [(s.what, s.subject, s.formula, s.result) for s in score.steps] == [
        ("mean", "a", "0.5 ÷ 1", Decimal("0.5")),
        ("rounded", "a", "100 × 0.5 → 2, ROUND_HALF_UP", Decimal("50.00")),
        ("mean", "b", "1 ÷ 1", Decimal(1)),
        ("rounded", "b", "100 × 1 → 2, ROUND_HALF_UP", Decimal("100.00")),
        ("weighted", "a", "60 × 0.5", Decimal("30.0")),
        ("weighted", "b", "40 × 1", Decimal(40)),
        ("total", "", "100 × (30 + 40) ÷ (60 + 40)", Decimal(70)),
        ("rounded", "", "70 → 2, ROUND_HALF_UP", Decimal("70.00")),
    ]


def test_three_jurors_by_mean_and_by_median() -> None:
    answers = [("yes",) * 4, ("yes", "yes", "part", "yes"), ("no", "no", "no", "no")]
    # Shares of a: 1, 5/6, 0, mean 11/18; of b: 1, 1, 0, mean 2/3.
    # 60 × 11/18 + 40 × 2/3 = 36.666… + 26.666… = 63.333…
    by_mean = with_scoring(aggregation="mean")
    score = final_score(by_mean, sheets=[sheet(by_mean, *row) for row in answers])
    assert score.total == Decimal("63.33")
    assert [c.score for c in score.criteria] == [Decimal("61.11"), Decimal("66.67")]
    # Median of a 5/6, of b 1: 50 + 40 = 90.
    by_median = with_scoring(aggregation="median")
    score = final_score(by_median, sheets=[sheet(by_median, *row) for row in answers])
    assert score.total == Decimal("90.00")
    assert score.jurors is not None
    assert (score.jurors.median, score.jurors.spread, score.jurors.n) == (
        Decimal(90),
        Decimal(100),
        3,
    )
    # Best answers: 4, 3 and 0 on three sheets.
    assert score.best_answers.quantize(Decimal("0.01")) == Decimal("2.33")


def test_gap_counts_as_the_unmet_answer() -> None:
    instrument = loaded(small())
    gap, unmet = (
        sheet(instrument, "yes", GAP, "no", "yes"),
        sheet(instrument, "yes", "no", "no", "yes"),
    )
    assert final_score(instrument, sheets=[gap]) == final_score(instrument, sheets=[unmet])


def test_what_cannot_be_assessed_is_left_out() -> None:
    instrument = loaded(small())
    row = sheet(instrument, "yes", NOT_ASSESSABLE, "part", "no")
    # a: 1.5 of 2 = 0.75, weighed 45; b: 0.
    assert final_score(instrument, sheets=[row]).total == Decimal("45.00")


@pytest.mark.parametrize(("rule", "total"), [("rescale", "50.00"), ("zero", "30.00")])
def test_criterion_nobody_could_assess(rule: str, total: str) -> None:
    # a: 0.5, weighed 30. Rescaled to its own weight 30 / 60; or of the whole 30 / 100.
    instrument = with_scoring(empty_criterion=rule)
    score = final_score(instrument, sheets=[sheet(instrument, "yes", "part", "no", NOT_ASSESSABLE)])
    assert score.total == Decimal(total)
    assert score.criteria[1].score is None
    assert score.missed == ()


def test_unit_nobody_could_assess_has_no_total() -> None:
    instrument = loaded(small())
    score = final_score(instrument, sheets=[sheet(instrument, *[NOT_ASSESSABLE] * 4)])
    assert (score.total, score.exact_total, score.grade, score.jurors) == (None, None, None, None)
    assert not score.laureate


def test_criteria_that_do_not_apply_leave_their_weight_to_the_others() -> None:
    instrument = loaded(small())
    row = sheet(instrument, "part", unit_type="estate_office")
    score = final_score(instrument, sheets=[row])
    assert score.total == Decimal("50.00")
    assert [c.code for c in score.criteria] == ["a"]
    assert score.criterion("b") is None


def test_minimum_is_held_against_what_is_printed() -> None:
    document = small()
    document["criteria"][0]["minimum"] = said("83.33")
    document["criteria"][1]["minimum"] = said("50")
    instrument = loaded(document)
    # a: 2.5 of 3 = 83.333…, printed 83.33; b: 0.
    score = final_score(instrument, sheets=[sheet(instrument, "yes", "yes", "part", "no")])
    assert [c.met for c in score.criteria] == [True, False]
    assert score.missed == ("b",)


def test_missed_minimum_takes_the_award_and_leaves_the_grade() -> None:
    document = small()
    document["criteria"][0]["minimum"] = said("60")
    document["scoring"]["grades"][0]["minimum"] = said("70")
    instrument = loaded(document)
    score = final_score(instrument, sheets=[sheet(instrument, "yes", "part", "no", "yes")])
    assert score.grade is not None
    assert (score.grade.code, score.laureate) == ("good", False)


@pytest.mark.parametrize(
    ("rounding", "places", "total"),
    [
        ("ROUND_HALF_UP", 0, "63"),
        ("ROUND_HALF_EVEN", 0, "62"),
        ("ROUND_HALF_DOWN", 0, "62"),
        ("ROUND_DOWN", 0, "62"),
        ("ROUND_UP", 0, "63"),
        ("ROUND_HALF_EVEN", 1, "62.5"),
    ],
)
def test_rounding(rounding: str, places: int, total: str) -> None:
    # With weights 75 and 25: a 1.5 of 3 = 0.5, weighed 37.5; b 1, weighed 25; together 62.5.
    document = small()
    document["criteria"][0]["weight"] = said("75")
    document["criteria"][1]["weight"] = said("25")
    document["scoring"]["rounding"] = said(rounding)
    document["scoring"]["places"] = said(places)
    instrument = loaded(document)
    score = final_score(instrument, sheets=[sheet(instrument, "yes", "part", "no", "yes")])
    assert f"{score.total}" == total


def test_tie_behind_a_third_is_a_tie() -> None:
    # a: 1 of 3, weighed 0.3015 / 3 = 0.1005 of 1, so 10.05 exactly; 1/3 itself has no end.
    document = small()
    document["criteria"][0]["weight"] = said("0.3015")
    document["criteria"][1]["weight"] = said("0.6985")
    document["scoring"]["places"] = said(1)
    instrument = loaded(document)
    score = final_score(instrument, sheets=[sheet(instrument, "yes", "no", "no", "no")])
    assert score.exact_total == Decimal("10.05")
    assert score.total == Decimal("10.1")


def test_grade_begins_at_its_minimum() -> None:
    document = small()
    document["scoring"]["grades"][0]["minimum"] = said("70")
    instrument = loaded(document)
    score = final_score(instrument, sheets=[sheet(instrument, "yes", "part", "no", "yes")])
    assert score.laureate


def test_scale_of_all_jurors() -> None:
    document = small()
    document["process"]["juror_scale"] = said("two")
    instrument = loaded(document)
    answers = {"a-1": "yes", "a-2": "no", "a-3": "no", "b-1": "no"}
    row = score_sheet(instrument, unit_type="prison", answers=answers, as_juror=True)
    assert row.criteria[0].steps[0].formula == "(2 + 0 + 0) ÷ (2 + 2 + 2)"


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"a-1": "yes"}, "missing or not applicable: a-2, a-3, b-1"),
        ({"a-1": "yes", "a-2": "no", "a-3": "no", "b-1": "no", "c-1": "no"}, "not applicable: c-1"),
        ({"a-1": "yes", "a-2": "no", "a-3": "no", "b-1": "part"}, "'part' is not on the scale two"),
    ],
)
def test_sheet_that_cannot_be_counted(answers: dict[str, str], words: str) -> None:
    with pytest.raises(ScoringError, match=words):
        score_sheet(loaded(small()), unit_type="prison", answers=answers)


def test_sheets_of_different_types_do_not_mix() -> None:
    instrument = loaded(small())
    rows = [sheet(instrument, *["yes"] * 4), sheet(instrument, "yes", unit_type="estate_office")]
    with pytest.raises(ScoringError, match="different types"):
        final_score(instrument, sheets=rows)
    with pytest.raises(ScoringError, match="no sheet"):
        final_score(instrument, sheets=[])


def test_nothing_to_aggregate() -> None:
    with pytest.raises(ScoringError):
        aggregate([], method="mean")


def test_even_number_of_jurors() -> None:
    result = aggregate([Decimal(4), Decimal(1), Decimal(2), Decimal(10)], method="median")
    assert (result.value, result.mean, result.spread) == (Decimal(3), Decimal("4.25"), Decimal(9))
    assert result.formula == "(1; 2; 4; 10)"


def test_callers_decimal_context_does_not_matter() -> None:
    instrument = loaded(small())
    rows = [sheet(instrument, "yes", "no", "no", "yes"), sheet(instrument, *["part"] * 3, "no")]
    usual = final_score(instrument, sheets=rows)
    with localcontext(prec=3):
        assert final_score(instrument, sheets=rows) == usual


def test_immigration_office_under_27_2018() -> None:
    # 13 facilities: 10 in place, 2 under way, 1 absent = 11 of 13; officers 1 of 1;
    # 4 services: compliant, compliant, fairly, poorly = 2.5 of 4.
    # 33.34 × 11/13 + 33.33 + 33.33 × 0.625 = 28.2107692… + 33.33 + 20.83125 = 82.3720192…
    instrument = shipped("permenkumham-27-2018")
    answers = ["ada"] * 10 + ["proses"] * 2 + ["tidak"] + ["ada"]
    answers += ["patuh", "patuh", "cukup_patuh", "kurang_patuh"]
    row = sheet(instrument, *answers, unit_type="immigration_office")
    score = final_score(instrument, sheets=[row])
    assert score.total == Decimal("82.37")
    assert [c.score for c in score.criteria] == [
        Decimal("84.62"),
        Decimal("100.00"),
        Decimal("62.50"),
    ]
    assert score.laureate


def test_weighing_alone() -> None:
    shares = {"a": Decimal("0.25"), "b": None}
    assert weighted_total(loaded(small()), shares=shares).exact == Decimal(25)
    assert weighted_total(loaded(small()), shares={"a": None, "b": None}).exact is None
