"""Ranks over arrays are those of the decimals, with every juror and without any one of them."""

from decimal import Decimal
from typing import NamedTuple

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from criteria.domain.ranking import Entry, rank
from criteria.domain.scoring import SheetScore, final_score, score_sheet
from criteria.instrument import Instrument
from jury.agreement.arrays import judged, rules_of
from jury.agreement.leave_out import changes_without, ranks, totals_of
from tests.criteria.documents import loaded, said, small
from tests.criteria.test_scoring_properties import ROUNDINGS, sheets

TIES = ["exact_total", "best_answers", "spread", "median", "criterion:a", "criterion:b"]


class Season(NamedTuple):
    instrument: Instrument
    units: list[dict[int, SheetScore]]


@st.composite
def seasons(draw: st.DrawFn) -> Season:
    document = small()
    weight = draw(st.integers(1, 99))
    document["criteria"][0]["weight"] = said(str(weight))
    document["criteria"][1]["weight"] = said(str(100 - weight))
    scoring = document["scoring"]
    scoring["places"] = said(draw(st.integers(0, 3)))
    scoring["rounding"] = said(draw(st.sampled_from(ROUNDINGS)))
    scoring["aggregation"] = said(draw(st.sampled_from(["mean", "median"])))
    scoring["empty_criterion"] = said(draw(st.sampled_from(["rescale", "zero"])))
    scoring["tie_break"] = said(
        draw(st.lists(st.sampled_from(TIES), unique=True, min_size=1, max_size=4))
    )
    instrument = loaded(document)
    given_by = st.dictionaries(st.integers(0, 3), sheets(), min_size=1, max_size=4)
    units = draw(st.lists(given_by, min_size=1, max_size=7))
    scored = [
        {j: score_sheet(instrument, unit_type="prison", answers=a) for j, a in row.items()}
        for row in units
    ]
    return Season(instrument, scored)


def decimal_ranks(season: Season, without: int | None = None) -> list[float]:
    entries = []
    for number, row in enumerate(season.units):
        kept = [sheet for juror, sheet in row.items() if juror != without]
        score = final_score(season.instrument, sheets=kept) if kept else None
        if score is not None and score.total is not None:
            entries.append(Entry(key=str(number), score=score))
    found = {row.key: float(row.rank) for row in rank(season.instrument, entries)}
    return [found.get(str(number), np.nan) for number in range(len(season.units))]


@given(seasons())
@settings(max_examples=150, deadline=None)
def test_ranks_are_those_of_the_decimals(season: Season) -> None:
    rules = rules_of(season.instrument)
    found = judged(
        season.instrument, season.units, jurors=4, added=[Decimal(0)] * len(season.units)
    )
    before = np.array(decimal_ranks(season))
    np.testing.assert_array_equal(ranks(found, rules), before)
    changes = changes_without(found, rules, [0, 1, 2, 3])
    for juror in range(4):
        after = np.array(decimal_ranks(season, without=juror))
        np.testing.assert_array_equal(changes[:, juror], after - before)


@given(seasons())
@settings(max_examples=50, deadline=None)
def test_totals_are_those_of_each_sheet(season: Season) -> None:
    found = judged(
        season.instrument, season.units, jurors=4, added=[Decimal(0)] * len(season.units)
    )
    totals = totals_of(found, rules_of(season.instrument))
    for number, row in enumerate(season.units):
        for juror in range(4):
            alone = row.get(juror)
            exact = final_score(season.instrument, sheets=[alone]).exact_total if alone else None
            expected = np.nan if exact is None else float(exact)
            np.testing.assert_allclose(totals[number, juror], expected)
