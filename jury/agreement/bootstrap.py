"""Bootstrap intervals: units are drawn anew, with a seed that anybody can repeat."""

from collections.abc import Callable
from functools import lru_cache

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
    found = statistic(resamples(units, seed))
    known = found[np.isfinite(found)]
    if len(known) < DEFINED * len(found):
        return None, None
    low, high = np.quantile(known, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)


@lru_cache(maxsize=1)
def resamples(units: int, seed: str) -> Matrix:
    """How often each unit is drawn in each resample: resamples x units, not to be written to.

    The same numbers as `scipy.stats.bootstrap` draws with this generator, which a test compares;
    importing it takes two seconds and 50 MB. One panel's figures ask for the same resamples four
    times in a row: they depend on nothing but the arguments, so the last ones are kept.
    """
    draw = np.random.Generator(np.random.PCG64(int(seed, 16)))
    counts = counted(draw.integers(0, units, (RESAMPLES, units)), units)
    counts.setflags(write=False)
    return counts


def counted(rows: NDArray[np.int64], units: int) -> Matrix:
    """How often each unit was drawn: rows of drawn numbers become rows of counts."""
    offset = rows + units * np.arange(len(rows))[:, None]
    flat = np.bincount(offset.ravel(), minlength=units * len(rows))
    return flat.reshape(len(rows), units).astype(float)
