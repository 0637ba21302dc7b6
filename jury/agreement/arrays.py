"""From counted sheets to arrays."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

import numpy as np

from criteria.domain.sheets import SheetScore
from criteria.instrument import Instrument
from jury.agreement.leave_out import Judged, Rules


def rules_of(instrument: Instrument) -> Rules:
    """The instrument's rules of counting and order."""
    scoring = instrument.scoring
    return Rules(
        criteria=tuple(criterion.code for criterion in instrument.criteria),
        weights=tuple(float(criterion.weight) for criterion in instrument.criteria),
        rescale=scoring.empty_criterion == "rescale",
        median=scoring.aggregation == "median",
        places=scoring.places,
        rounding=scoring.rounding,
        tie_break=scoring.tie_break,
    )


def judged(
    instrument: Instrument,
    units: Sequence[Mapping[int, SheetScore]],
    *,
    jurors: int,
    added: Sequence[Decimal],
) -> Judged:
    """The sheets of each unit by the number of their juror, as arrays."""
    column = {criterion.code: c for c, criterion in enumerate(instrument.criteria)}
    shares = np.full((len(units), jurors, len(column)), np.nan)
    best = np.full((len(units), jurors), np.nan)
    applies = np.zeros((len(units), len(column)))
    for u, sheets in enumerate(units):
        for j, sheet in sheets.items():
            best[u, j] = sheet.best
            for criterion in sheet.criteria:
                applies[u, column[criterion.code]] = 1
                if criterion.share is not None:
                    shares[u, j, column[criterion.code]] = float(criterion.share)
    return Judged(shares, best, applies, np.array([float(points) for points in added]))
