"""Two-way analysis of units and jurors with empty cells, from sums that add up over the units.

The model is additive: score = unit + juror + chance. Its normal equations, with the units
eliminated, are a sum over units of small matrices (one row and column a juror). A bootstrap
resample of units is therefore a row of counts times these sums, and all resamples are fitted at
once.
"""

from dataclasses import dataclass

import numpy as np

from jury.agreement.figures import Matrix

NOISE = 1e-10  # an eigenvalue so small beside the largest is zero


@dataclass(frozen=True)
class Sums:
    """The sums of units, one row a unit: with counts @ each array, those of a resample.

    `within` is the sum of squares about the unit's mean; `normal` and `right` are the normal
    equations of the jurors' effects; `inverse` is 1 / sheets, for the harmonic mean.
    """

    sheets: Matrix
    inverse: Matrix
    squares: Matrix
    within: Matrix
    normal: Matrix
    right: Matrix
    given: Matrix
    total: Matrix

    @classmethod
    def of(cls, scores: Matrix) -> "Sums":
        there = ~np.isnan(scores)
        filled = np.where(there, scores - np.nanmean(scores), 0.0)
        given = there.astype(float)
        sheets = given.sum(axis=1)
        mean = filled.sum(axis=1) / sheets
        centred = np.where(there, filled - mean[:, None], 0.0)
        outer = given[:, :, None] * given[:, None, :] / sheets[:, None, None]
        return cls(
            sheets=sheets,
            inverse=1 / sheets,
            squares=(filled**2).sum(axis=1),
            within=(centred**2).sum(axis=1),
            normal=np.eye(scores.shape[1]) * given[:, None, :] - outer,
            right=centred,
            given=given,
            total=filled,
        )

    def over(self, counts: Matrix) -> "Sums":
        """The same sums of each resample, one row a resample; `counts` is resamples x units."""
        normal = counts @ self.normal.reshape(len(self.normal), -1)
        return Sums(
            sheets=counts @ self.sheets,
            inverse=counts @ self.inverse,
            squares=counts @ self.squares,
            within=counts @ self.within,
            normal=normal.reshape(len(counts), *self.normal.shape[1:]),
            right=counts @ self.right,
            given=counts @ self.given,
            total=counts @ self.total,
        )


@dataclass(frozen=True)
class Components:
    """Variance of units, of jurors and of chance, by Henderson's third method, a row a resample.

    Without empty cells they are those of the classical table: unit = (MSB - MSE) / k,
    juror = (MSJ - MSE) / n. An estimate may be negative and is left so.
    """

    unit: Matrix
    juror: Matrix
    chance: Matrix
    sheets_each: Matrix


def effects(sums: Sums) -> Matrix:
    """The jurors' effects, which add up to zero; positive is generous."""
    return np.asarray((inverted(sums.normal) @ sums.right[..., None])[..., 0])


def inverted(normal: Matrix) -> Matrix:
    """The pseudo-inverse; what the effects have in common cannot be told and is left at zero."""
    return np.asarray(np.linalg.pinv(normal, rcond=NOISE, hermitian=True), dtype=float)


def components(sums: Sums, units: Matrix) -> Components:
    """Estimate from the sums of each resample; NaN where a resample does not have it."""
    jurors = sums.right.shape[-1]
    by_juror = np.sum(effects(sums) * sums.right, axis=-1)
    rest = np.maximum(sums.within - by_juror, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        by_unit = sums.squares - np.sum(sums.total**2 / sums.given, axis=-1) - rest
        chance = rest / (sums.sheets - units - jurors + 1)
        unit = (by_unit - (units - 1) * chance) / (sums.sheets - jurors)
        juror = (by_juror - (jurors - 1) * chance) / (sums.sheets - units)
        return Components(unit, juror, chance, units / sums.inverse)
