"""Arrays of scores, and what one coefficient over them came to. No Django here.

A matrix of scores has a row a unit and a column a juror; NaN stands where a juror has no sheet of
a unit, because of a conflict of interest or because the unit was not theirs.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]


class Why(StrEnum):
    """Why a coefficient cannot be told."""

    FEW_UNITS = "few_units"  # fewer than two units with at least two sheets
    FEW_JURORS = "few_jurors"  # fewer than two jurors
    APART = "apart"  # jurors in groups that share no unit
    NO_REST = "no_rest"  # no degree of freedom is left for chance
    ALL_ALIKE = "all_alike"  # every score is the same
    FEW_OF_ONE = "few_of_one"  # a juror with too few units


@dataclass(frozen=True)
class Estimate:
    """A coefficient with the bounds of its bootstrap interval, or the reason there is none.

    `units` and `sheets` are how many of them it rests on. The bounds are None where fewer than
    nine in ten resamples have the coefficient.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    units: int = 0
    sheets: int = 0
    why: Why | None = None


def shared(scores: Matrix) -> Matrix:
    """Only the units that at least two jurors scored: agreement can be seen in no other."""
    return np.asarray(scores[np.sum(~np.isnan(scores), axis=1) >= 2])
