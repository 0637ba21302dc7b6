"""Krippendorff's alpha: agreement beyond chance, with empty cells as they are.

After K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011),
repository.upenn.edu/asc_papers/43. The packages that have it are under the GPL.
"""

import numpy as np

from jury.agreement.bootstrap import Statistic, interval
from jury.agreement.figures import Estimate, Matrix, Why, shared


def alpha_interval(scores: Matrix, *, seed: str) -> Estimate:
    """Alpha with squared differences, of totals; `scores` is units x jurors."""
    rows = shared(scores)
    there = ~np.isnan(rows)
    if not there.any():
        return Estimate(None, why=Why.FEW_UNITS)
    filled = np.where(there, rows - np.nanmean(rows), 0.0)
    sheets, sums = there.sum(axis=1).astype(float), filled.sum(axis=1)
    squares = (filled**2).sum(axis=1)
    apart = 2 * (sheets * squares - sums**2) / (sheets - 1)

    def coefficient(counts: Matrix) -> Matrix:
        n = counts @ sheets
        expected = 2 * (n * (counts @ squares) - (counts @ sums) ** 2)
        return _alpha((counts @ apart) * (n - 1), expected)

    return _estimate(coefficient, units=len(rows), sheets=int(sheets.sum()), seed=seed)


def alpha_ordinal(rungs: Matrix, *, seed: str) -> Estimate:
    """Alpha of ordered values; `rungs` is units x indicators x jurors.

    Each indicator of a unit is one thing judged; the interval draws whole units, since the
    indicators of one unit hang together.
    """
    units = len(rungs)
    per_unit = rungs.reshape(units, -1, rungs.shape[-1])
    values = np.unique(per_unit[~np.isnan(per_unit)])
    counts_of = (per_unit[..., None] == values).sum(axis=2).astype(float)
    given = counts_of.sum(axis=-1)
    counts_of[given < 2] = 0
    paired = np.where(given < 2, 0, given)
    pairs = _coincidences(counts_of, paired)
    marginals = counts_of.sum(axis=1)

    def coefficient(counts: Matrix) -> Matrix:
        n_of = counts @ marginals
        observed = (counts @ pairs.reshape(units, -1)).reshape(-1, len(values), len(values))
        middle = np.cumsum(n_of, axis=1) - n_of / 2
        distance = (middle[:, :, None] - middle[:, None, :]) ** 2
        n = n_of.sum(axis=1)
        expected = np.einsum("rc,rk,rck->r", n_of, n_of, distance)
        return _alpha(np.einsum("rck,rck->r", observed, distance) * (n - 1), expected)

    some = int(np.sum(marginals.sum(axis=1) > 0))
    return _estimate(coefficient, units=some, sheets=int(paired.sum()), seed=seed, drawn=units)


def _coincidences(counts_of: Matrix, given: Matrix) -> Matrix:
    """Pairs of values within a thing judged, each weighed 1 / (m - 1), summed by unit."""
    weight = np.divide(1.0, given - 1, out=np.zeros_like(given), where=given > 1)
    both = np.einsum("ui,uic,uik->uck", weight, counts_of, counts_of)
    same = np.einsum("ui,uic->uc", weight, counts_of)
    return np.asarray(both - np.eye(counts_of.shape[-1]) * same[:, None, :])


def _alpha(observed: Matrix, expected: Matrix) -> Matrix:
    """1 - Do / De; NaN where all values are the same, for then there is nothing to agree on."""
    nothing = expected <= 1e-9 * np.maximum(observed, 1)
    return np.where(nothing, np.nan, 1 - observed / np.where(nothing, 1, expected))


def _estimate(
    coefficient: Statistic, *, units: int, sheets: int, seed: str, drawn: int = 0
) -> Estimate:
    if units < 2:
        return Estimate(None, units=units, sheets=sheets, why=Why.FEW_UNITS)
    number = drawn or units
    value = float(coefficient(np.ones((1, number)))[0])
    if not np.isfinite(value):
        return Estimate(None, units=units, sheets=sheets, why=Why.ALL_ALIKE)
    low, high = interval(coefficient, units=number, seed=seed)
    return Estimate(value, low, high, units, sheets)
