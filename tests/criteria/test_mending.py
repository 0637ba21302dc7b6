"""What to mend first, counted by hand and against the scoring itself."""

from decimal import Decimal

from hypothesis import given

from criteria.domain.mending import mend_first
from criteria.domain.scoring import NOT_ASSESSABLE, final_score, score_sheet
from criteria.instrument import Instrument
from tests.criteria.documents import loaded, said, small
from tests.criteria.test_scoring_properties import Answers, instruments, sheets

PRISON = "prison"


def sheet(*answers: str) -> Answers:
    return dict(zip(["a-1", "a-2", "a-3", "b-1"], answers, strict=True))


def test_the_greatest_gain_stands_first() -> None:
    # b-1 is all of criterion b, 40 of 100; each of a's three questions is worth 20.
    found = mend_first(loaded(small()), unit_type=PRISON, sheets=[sheet("no", "part", "yes", "no")])
    assert [mend.indicator for mend in found] == ["b-1", "a-1", "a-2"]
    assert [mend.gain for mend in found] == [Decimal(40), Decimal(20), Decimal(10)]


def test_what_holds_the_award_back_comes_before_what_gains_more() -> None:
    document = small()
    document["criteria"][0]["minimum"] = said("90")
    document["criteria"][1]["minimum"] = said("0")
    found = mend_first(loaded(document), unit_type=PRISON, sheets=[sheet("no", "yes", "yes", "no")])
    assert [(mend.indicator, mend.held_back) for mend in found] == [("a-1", True), ("b-1", False)]


def test_nothing_is_to_mend_where_all_is_best_or_could_not_be_assessed() -> None:
    best = sheet("yes", "yes", NOT_ASSESSABLE, "yes")
    assert mend_first(loaded(small()), unit_type=PRISON, sheets=[best, best]) == ()


def test_jurors_who_differ_count_each() -> None:
    two = [sheet("yes", "yes", "yes", "yes"), sheet("no", "yes", "yes", "yes")]
    [mend] = mend_first(loaded(small()), unit_type=PRISON, sheets=two)
    assert (mend.indicator, mend.gain) == ("a-1", Decimal(10))


@given(instruments(), sheets(), sheets())
def test_each_gain_is_what_the_scoring_gives(
    instrument: Instrument, one: Answers, two: Answers
) -> None:
    def total(given: list[Answers]) -> Decimal:
        scored = [score_sheet(instrument, unit_type=PRISON, answers=a) for a in given]
        return final_score(instrument, sheets=scored).exact_total or Decimal(0)

    for mend in mend_first(instrument, unit_type=PRISON, sheets=[one, two], as_juror=False):
        best = max(
            instrument.scale_of(mend.indicator).answers, key=lambda answer: answer.points
        ).code
        after = [
            {**s, mend.indicator: best} if s[mend.indicator] != NOT_ASSESSABLE else s
            for s in (one, two)
        ]
        assert abs(total(after) - total([one, two]) - mend.gain) < Decimal("1e-20")
        assert mend.gain >= 0
