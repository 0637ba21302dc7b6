"""What must hold for any weights, answers and jurors, checked against exact fractions."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import permutations
from random import Random
from typing import NamedTuple

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from criteria.domain.ranking import Entry, rank
from criteria.domain.scoring import GAP, NOT_ASSESSABLE, FinalScore, final_score, score_sheet
from criteria.instrument import Instrument
from tests.criteria.documents import loaded, said, small

Answers = dict[str, str]
CODES = ["a-1", "a-2", "a-3", "b-1"]
ROUNDINGS = ["ROUND_HALF_UP", "ROUND_HALF_EVEN", "ROUND_HALF_DOWN", "ROUND_DOWN", "ROUND_UP"]


class Case(NamedTuple):
    instrument: Instrument
    sheets: list[Answers]


@st.composite
def instruments(draw: st.DrawFn) -> Instrument:
    document = small()
    weight = draw(st.integers(1, 9999))
    for criterion, hundredths in zip(document["criteria"], (weight, 10000 - weight), strict=True):
        criterion["weight"] = said(f"{hundredths // 100}.{hundredths % 100:02d}")
    points = draw(st.integers(1, 99))
    document["scales"][0]["answers"][1]["points"] = said(f"0.{points:02d}")
    scoring = document["scoring"]
    scoring["places"] = said(draw(st.integers(0, 4)))
    scoring["rounding"] = said(draw(st.sampled_from(ROUNDINGS)))
    scoring["aggregation"] = said(draw(st.sampled_from(["mean", "median"])))
    scoring["empty_criterion"] = said(draw(st.sampled_from(["rescale", "zero"])))
    return loaded(document)


def sheets(*, can_skip: bool = True) -> st.SearchStrategy[Answers]:
    skip = [NOT_ASSESSABLE] if can_skip else []
    three = st.sampled_from(["yes", "part", "no", GAP, *skip])
    two = st.sampled_from(["yes", "no", GAP, *skip])
    return st.fixed_dictionaries({"a-1": three, "a-2": three, "a-3": three, "b-1": two})


cases = st.builds(Case, instruments(), st.lists(sheets(), min_size=1, max_size=5))


def scored(instrument: Instrument, answers: list[Answers]) -> FinalScore:
    rows = [score_sheet(instrument, unit_type="prison", answers=row) for row in answers]
    return final_score(instrument, sheets=rows)


@given(cases)
def test_equals_the_exact_fraction_rounded_once(case: Case) -> None:
    expected = exact_total(case.instrument, case.sheets)
    score = scored(*case)
    if expected is None:
        assert score.total is None
        return
    scoring = case.instrument.scoring
    assert score.total is not None
    units = rounded_units(expected * 10**scoring.places, scoring.rounding)
    assert Fraction(score.total) == Fraction(units, 10**scoring.places)
    assert -score.total.as_tuple().exponent == scoring.places  # type: ignore[operator]


@given(cases)
def test_lies_between_0_and_100(case: Case) -> None:
    score = scored(*case)
    for number in [score.total, score.exact_total, *(c.score for c in score.criteria)]:
        assert number is None or 0 <= number <= 100


@given(instruments())
def test_best_answers_make_100_and_worst_make_0(instrument: Instrument) -> None:
    assert scored(instrument, [dict.fromkeys(CODES, "yes")] * 3).total == 100
    assert scored(instrument, [dict.fromkeys(CODES, GAP)] * 3).total == 0


@given(cases, st.sampled_from(CODES), st.data())
def test_better_answer_never_lowers_the_total(case: Case, code: str, data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(case.sheets) - 1))
    before = case.sheets[number][code]
    assume(before != NOT_ASSESSABLE)
    raised = [dict(row) for row in case.sheets]
    raised[number][code] = "part" if before in ("no", GAP) and code != "b-1" else "yes"
    lower, higher = scored(*case), scored(case.instrument, raised)
    assert lower.exact_total is not None
    assert higher.exact_total is not None
    assert lower.exact_total <= higher.exact_total
    assert lower.total is not None
    assert higher.total is not None
    assert lower.total <= higher.total


@given(cases)
@settings(max_examples=30)
def test_order_of_the_sheets_does_not_matter(case: Case) -> None:
    score = scored(*case)
    for order in permutations(case.sheets):
        assert scored(case.instrument, list(order)) == score


@given(cases, st.randoms(use_true_random=False))
def test_order_of_the_answers_does_not_matter(case: Case, shuffle: Random) -> None:
    mixed = []
    for row in case.sheets:
        codes = list(row)
        shuffle.shuffle(codes)
        mixed.append({code: row[code] for code in codes})
    assert scored(case.instrument, mixed) == scored(*case)


@given(cases)
def test_one_juror_more_of_the_same_mind_changes_no_unanimous_total(case: Case) -> None:
    once = scored(case.instrument, case.sheets[:1])
    twice = scored(case.instrument, case.sheets[:1] * 2)
    assert once.total == twice.total


units = st.dictionaries(
    st.text("0123456789", min_size=6, max_size=6),
    st.lists(sheets(can_skip=False), min_size=1, max_size=3),
    max_size=8,
)


@given(instruments(), units, st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_ranking_is_one_order_for_any_input_order(
    instrument: Instrument,
    found: Mapping[str, list[Answers]],
    shuffle: Random,
) -> None:
    entries = [Entry(key, scored(instrument, rows)) for key, rows in found.items()]
    ranked = rank(instrument, entries)
    mixed = list(entries)
    shuffle.shuffle(mixed)
    assert rank(instrument, mixed) == ranked
    assert sorted(row.key for row in ranked) == sorted(found)
    totals = [row.score.total or Decimal(0) for row in ranked]
    assert totals == sorted(totals, reverse=True)
    for place, row in enumerate(ranked, start=1):
        shared = row.decided_by == "shared"
        assert row.rank == (ranked[place - 2].rank if shared else place)


def exact_total(instrument: Instrument, answers: list[Answers]) -> Fraction | None:
    """The same count written again with fractions: no rounding anywhere."""
    parts: list[tuple[Fraction, Fraction]] = []
    known = False
    for criterion in instrument.criteria:
        shares = []
        for row in answers:
            got = [
                (criterion.scale.answer("no" if a == GAP else a).points, criterion.scale.max_points)
                for code in (i.code for i in criterion.indicators)
                if (a := row[code]) != NOT_ASSESSABLE
            ]
            if got:
                shares.append(
                    Fraction(sum((Fraction(p) for p, _ in got), Fraction(0)))
                    / sum((Fraction(m) for _, m in got), Fraction(0))
                )
        known = known or bool(shares)
        if shares or instrument.scoring.empty_criterion == "zero":
            value = together(sorted(shares), instrument.scoring.aggregation)
            parts.append((Fraction(criterion.weight), value))
    if not known:
        return None
    weights = sum((weight for weight, _ in parts), Fraction(0))
    return 100 * sum((weight * value for weight, value in parts), Fraction(0)) / weights


def together(shares: list[Fraction], method: str) -> Fraction:
    if not shares:
        return Fraction(0)
    if method == "mean":
        return sum(shares, Fraction(0)) / len(shares)
    middle = len(shares) // 2
    return shares[middle] if len(shares) % 2 else (shares[middle - 1] + shares[middle]) / 2


def rounded_units(number: Fraction, rounding: str) -> int:
    down = number.numerator // number.denominator
    rest = number - down
    half = Fraction(1, 2)
    up = {
        "ROUND_HALF_UP": rest >= half,
        "ROUND_HALF_DOWN": rest > half,
        "ROUND_HALF_EVEN": rest > half or (rest == half and down % 2 == 1),
        "ROUND_DOWN": False,
        "ROUND_UP": rest > 0,
    }[rounding]
    return down + up
