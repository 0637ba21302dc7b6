"""Whether a juror gives less or more than the others for the same units.

Raw means do not tell: who was given the better units has the higher mean. The additive model of
`jury.agreement.design` compares within units, which needs units in common, and enough of them.
"""

from dataclasses import dataclass

import numpy as np

from jury.agreement.bootstrap import LEVEL
from jury.agreement.design import Sums, effects, inverted
from jury.agreement.figures import Matrix, Why, shared
from jury.agreement.icc import connected

# Below this the interval of one juror is wider than the differences people argue about; a rule of
# thumb of this application, told on the page, not of the law.
UNITS_EACH = 10


@dataclass(frozen=True)
class Severity:
    """Points (0 to 100) a juror gives above the panel's middle, with a 95 percent interval."""

    juror: int
    units: int
    effect: float
    low: float
    high: float


@dataclass(frozen=True)
class Severities:
    """One a juror, or why the design does not allow it; `jurors` are those in the way."""

    rows: tuple[Severity, ...] = ()
    why: Why | None = None
    jurors: tuple[int, ...] = ()


def severities(scores: Matrix) -> Severities:
    """Estimate every juror's effect by least squares; `scores` is units x jurors."""
    rows = shared(scores)
    each = np.sum(~np.isnan(rows), axis=0)
    if rows.shape[1] < 2:
        return Severities(why=Why.FEW_JURORS)
    if few := tuple(int(j) for j in np.flatnonzero(each < UNITS_EACH)):
        return Severities(why=Why.FEW_OF_ONE, jurors=few)
    if not connected(rows):
        return Severities(why=Why.APART)
    return Severities(rows=_estimated(rows, each))


def _estimated(rows: Matrix, each: Matrix) -> tuple[Severity, ...]:
    # Half a second of import, which no other page needs. The quantile of Student's t.
    from scipy.special import stdtrit  # noqa: PLC0415

    units, jurors = rows.shape
    sums = Sums.of(rows).over(np.ones((1, units)))
    found = effects(sums)[0]
    free = int(sums.sheets[0]) - units - jurors + 1
    rest = max(float(sums.within[0] - found @ sums.right[0]), 0.0) / free
    error = np.sqrt(rest * np.diag(inverted(sums.normal[0])))
    reach = error * float(stdtrit(free, (1 + LEVEL) / 2))
    return tuple(
        Severity(juror, int(each[juror]), effect, effect - within, effect + within)
        for juror, (effect, within) in enumerate(zip(found.tolist(), reach.tolist(), strict=True))
    )
