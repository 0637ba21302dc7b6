"""ICC(2,k): how far the mean of so many jurors would come out the same with other jurors.

Two-way random effects, absolute agreement (Shrout and Fleiss 1979, doi 10.1037/0033-2909.86.2.420;
McGraw and Wong 1996). No permissive library has it with empty cells, so it is derived from the
analysis of variance (see docs/decisions/0012).
"""

from collections.abc import Callable

import numpy as np

from jury.agreement.bootstrap import interval
from jury.agreement.design import NOISE, Components, Sums, components
from jury.agreement.figures import Estimate, Matrix, Why, shared


def of_means(found: Components) -> Matrix:
    """ICC(2,k), of the mean of a unit's sheets; k is the harmonic mean of sheets a unit."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return found.unit / (found.unit + (found.juror + found.chance) / found.sheets_each)


def of_one(found: Components) -> Matrix:
    """ICC(2,1), of a single juror."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return found.unit / (found.unit + found.juror + found.chance)


def icc(scores: Matrix, *, form: Callable[[Components], Matrix], seed: str) -> Estimate:
    """One form of the coefficient, `of_means` or `of_one`, with its interval.

    Units with fewer than two sheets are left out. Jurors without a shared unit are left out.
    """
    rows = shared(scores)
    rows = rows[:, ~np.all(np.isnan(rows), axis=0)]
    units, sheets = len(rows), int(np.sum(~np.isnan(rows)))
    why = _why_not(rows)
    if why is not None:
        return Estimate(None, units=units, sheets=sheets, why=why)
    sums = Sums.of(rows)

    def coefficient(counts: Matrix) -> Matrix:
        return form(components(sums.over(counts), counts.sum(axis=1)))

    value = float(coefficient(np.ones((1, units)))[0])
    if not np.isfinite(value):
        return Estimate(None, units=units, sheets=sheets, why=Why.ALL_ALIKE)
    low, high = interval(coefficient, units=units, seed=seed)
    return Estimate(value, low, high, units, sheets)


def connected(scores: Matrix) -> bool:
    """Whether every juror is tied to every other by units they share, directly or through others."""
    jurors = scores.shape[1]
    normal = Sums.of(scores).normal.sum(axis=0)
    rank = np.linalg.matrix_rank(normal, rtol=NOISE, hermitian=True)
    return bool(rank == jurors - 1)


def _why_not(rows: Matrix) -> Why | None:
    if rows.shape[0] < 2:
        return Why.FEW_UNITS
    if rows.shape[1] < 2:
        return Why.FEW_JURORS
    if np.nanmax(rows) == np.nanmin(rows):
        return Why.ALL_ALIKE
    if not connected(rows):
        return Why.APART
    free = int(np.sum(~np.isnan(rows))) - rows.shape[0] - rows.shape[1] + 1
    return Why.NO_REST if free < 1 else None
