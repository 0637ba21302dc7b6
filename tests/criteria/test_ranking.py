"""Ranks, ties, and what is said about them."""

from decimal import Decimal

import pytest

from criteria.domain.aggregation import aggregate
from criteria.domain.ranking import Entry, rank
from criteria.domain.scoring import CriterionScore, FinalScore
from criteria.errors import ScoringError
from criteria.instrument import Instrument
from tests.criteria.documents import loaded, said, small


def scored(
    total: str | None, *, exact: str | None = None, b: str | None = "50", jurors: str = "50 50"
) -> FinalScore:
    minds = aggregate([Decimal(number) for number in jurors.split()], method="mean")
    of_b = None if b is None else Decimal(b)
    return FinalScore(
        total=None if total is None else Decimal(total),
        exact_total=None if total is None else Decimal(exact or total),
        grade=None,
        missed=(),
        criteria=(CriterionScore("b", of_b, of_b, Decimal(0), met=True, jurors=minds),),
        jurors=minds,
        best_answers=Decimal(1),
        steps=(),
    )


def ranked(*scores: FinalScore, tie_break: list[str] | None = None) -> list[tuple[str, int, str]]:
    entries = [Entry(f"{number}", score) for number, score in enumerate(scores, start=1)]
    found = rank(with_tie_break(tie_break or ["exact_total", "criterion:b", "spread"]), entries)
    return [(row.key, row.rank, row.decided_by) for row in found]


def with_tie_break(rules: list[str]) -> Instrument:
    document = small()
    document["scoring"]["tie_break"] = said(rules)
    return loaded(document)


def test_by_the_printed_total() -> None:
    assert ranked(scored("70"), scored("90"), scored("80")) == [
        ("2", 1, ""),
        ("3", 2, "total"),
        ("1", 3, "total"),
    ]


def test_printed_total_goes_before_anything_unprinted() -> None:
    lower, higher = scored("70.00", exact="70.004", b="0"), scored("70.01", exact="70.005", b="0")
    assert ranked(lower, higher)[0] == ("2", 1, "")


def test_tie_break_in_the_instruments_order() -> None:
    first = scored("70", exact="70.004", b="10")
    second = scored("70", exact="70.003", b="90")
    third = scored("70", exact="70.003", b="80", jurors="60 80")
    fourth = scored("70", exact="70.003", b="80", jurors="50 90")
    assert ranked(fourth, third, second, first) == [
        ("4", 1, ""),
        ("3", 2, "exact_total"),
        ("2", 3, "criterion:b"),
        ("1", 4, "spread"),
    ]


def test_equal_in_everything_share_a_rank() -> None:
    rows = [scored("70"), scored("80"), scored("70"), scored("60"), scored("70")]
    assert ranked(*rows) == [
        ("2", 1, ""),
        ("1", 2, "total"),
        ("3", 2, "shared"),
        ("5", 2, "shared"),
        ("4", 5, "total"),
    ]


@pytest.mark.parametrize(
    ("rule", "worse", "better"),
    [
        ("median", scored("70", jurors="0 10 99"), scored("70", jurors="0 20 30")),
        ("spread", scored("70", jurors="10 90"), scored("70", jurors="49 51")),
        ("criterion:b", scored("70", b=None), scored("70", b="0")),
    ],
)
def test_each_rule(rule: str, worse: FinalScore, better: FinalScore) -> None:
    assert ranked(worse, better, tie_break=[rule]) == [("2", 1, ""), ("1", 2, rule)]


def test_forty_digits_are_compared() -> None:
    lower = "70." + "0" * 30 + "1"
    higher = "70." + "0" * 30 + "2"
    assert ranked(scored("70", exact=lower), scored("70", exact=higher))[0][0] == "2"


def test_nobody() -> None:
    assert ranked() == []


def test_unit_without_a_total_has_no_rank() -> None:
    with pytest.raises(ScoringError, match="without a total"):
        ranked(scored("70"), scored(None))


def test_unit_that_comes_twice() -> None:
    entry = Entry("1", scored("70"))
    with pytest.raises(ScoringError, match="twice"):
        rank(loaded(small()), [entry, entry])
