"""Everything that is told about the agreement of one panel, from its counted sheets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from criteria.domain.sheets import NOT_ASSESSABLE, SheetScore, points_of
from criteria.instrument import Instrument
from jury.agreement.alpha import alpha_interval, alpha_ordinal
from jury.agreement.arrays import judged, rules_of
from jury.agreement.figures import Estimate, Matrix
from jury.agreement.icc import icc, of_means, of_one
from jury.agreement.leave_out import changes_without, totals_of
from jury.agreement.severity import Severities, severities
from jury.agreement.spread import Spread, spreads


@dataclass(frozen=True)
class Sheet:
    """One counted sheet: what it comes to, and the answers it came from."""

    score: SheetScore
    answers: Mapping[str, str]


@dataclass(frozen=True)
class Report:
    """The figures of a panel. `spreads` and `changes` have a row for each of its units in the
    order given, `changes` a column for each of its jurors: how many places the unit would go down
    in the season without that juror, None where it would have no total, or has none.
    """

    spreads: list[Spread | None]
    changes: list[list[int | None]]
    of_means: Estimate
    of_one: Estimate
    totals: Estimate
    rungs: Estimate
    severities: Severities


def report(
    instrument: Instrument,
    *,
    season: Sequence[Mapping[int, Sheet]],
    added: Sequence[Decimal],
    inside: Sequence[int],
    jurors: Sequence[int],
    seed: str,
) -> Report:
    """Compute the figures of the units `inside` and of the `jurors` who scored them.

    `season` has the sheets of every ranked unit by the number of their juror, `added` the points
    of its modifiers. `seed` is the closing's root. Nothing here changes a score.
    """
    width = 1 + max((j for sheets in season for j in sheets), default=-1)
    scores = [{j: sheet.score for j, sheet in sheets.items()} for sheets in season]
    everything = judged(instrument, scores, jurors=width, added=added)
    rules = rules_of(instrument)
    totals = totals_of(everything, rules)[np.ix_(list(inside), list(jurors))]
    changes = changes_without(everything, rules, list(jurors))[list(inside)]
    ordered = _rungs(instrument, [season[number] for number in inside], jurors)
    return Report(
        spreads=spreads(totals),
        changes=[[None if np.isnan(c) else int(c) for c in row] for row in changes.tolist()],
        of_means=icc(totals, form=of_means, seed=seed),
        of_one=icc(totals, form=of_one, seed=seed),
        totals=alpha_interval(totals, seed=seed),
        rungs=alpha_ordinal(ordered, seed=seed),
        severities=severities(totals),
    )


def _rungs(
    instrument: Instrument, units: Sequence[Mapping[int, Sheet]], jurors: Sequence[int]
) -> Matrix:
    """Each answer as its share of the scale's points: units x indicators x jurors."""
    row = {indicator.code: number for number, indicator in enumerate(instrument.indicators)}
    share = {
        (code, answer.code): float(points_of(scale, answer.code) / scale.max_points)
        for code in row
        for scale in [instrument.juror_scale_of(code)]
        for answer in scale.answers
    }
    column = {juror: number for number, juror in enumerate(jurors)}
    found = np.full((len(units), len(row), len(jurors)), np.nan)
    for number, sheets in enumerate(units):
        for juror, sheet in sheets.items():
            for code, answer in sheet.answers.items():
                if answer != NOT_ASSESSABLE:
                    found[number, row[code], column[juror]] = share[code, answer]
    return found
