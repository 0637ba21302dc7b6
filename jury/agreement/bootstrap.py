"""Bootstrap intervals: units are drawn anew, with a seed that anybody can repeat."""

import warnings
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from jury.agreement.figures import Matrix

RESAMPLES = 2000
LEVEL = 0.95
DEFINED = 0.9
Statistic = Callable[[Matrix], Matrix]


def interval(
    statistic: Statistic, *, units: int, seed: str
) -> tuple[float, float] | tuple[None, None]:
    """The percentile interval of 95 percent of a statistic of counts (resamples x units).

    `seed` is hexadecimal: the root over the sealed sheets, so it was fixed before a score was
    seen. None where more than a tenth of the resamples leave the statistic undefined.
    """
    # Two seconds of import, which no other page needs.
    from scipy.stats import DegenerateDataWarning, bootstrap  # noqa: PLC0415

    def drawn(rows: Matrix, axis: int = -1) -> Matrix:
        return statistic(counted(np.atleast_2d(rows).astype(np.int64), units))

    with warnings.catch_warnings():
        # Undefined resamples are counted below.
        warnings.simplefilter("ignore", DegenerateDataWarning)
        found = bootstrap(
            (np.arange(units, dtype=float),),
            drawn,
            n_resamples=RESAMPLES,
            vectorized=True,
            method="percentile",
            rng=np.random.Generator(np.random.PCG64(int(seed, 16))),
        ).bootstrap_distribution
    known = found[np.isfinite(found)]
    if len(known) < DEFINED * len(found):
        return None, None
    low, high = np.quantile(known, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)


def counted(rows: NDArray[np.int64], units: int) -> Matrix:
    """How often each unit was drawn: rows of drawn numbers become rows of counts."""
    offset = rows + units * np.arange(len(rows))[:, None]
    flat = np.bincount(offset.ravel(), minlength=units * len(rows))
    return flat.reshape(len(rows), units).astype(float)
