"""How far the jurors of one unit were apart."""

from dataclasses import dataclass

import numpy as np

from jury.agreement.figures import Matrix


@dataclass(frozen=True)
class Spread:
    """One unit over its sheets, 0 to 100. `deviation` is the sample's standard deviation, with
    n - 1; None below two sheets. `width` is the largest total less the smallest.
    """

    n: int
    mean: float
    median: float
    deviation: float | None
    width: float


def spreads(totals: Matrix) -> list[Spread | None]:
    """One a row; None for a unit without a sheet that has a total."""
    return [_spread(row[~np.isnan(row)]) for row in totals]


def _spread(row: Matrix) -> Spread | None:
    if not row.size:
        return None
    return Spread(
        n=row.size,
        mean=float(row.mean()),
        median=float(np.median(row)),
        deviation=float(row.std(ddof=1)) if row.size > 1 else None,
        width=float(np.ptp(row)),
    )
