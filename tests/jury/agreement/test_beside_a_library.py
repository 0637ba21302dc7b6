"""Alpha beside that of NLTK, which was written by others from the same definition.

NLTK has no interval and no ordinal distance, and takes a second for a season's one figure, of which
a bootstrap needs 2,000: it is held against, not used.
"""

from collections import Counter
from collections.abc import Callable

import numpy as np
import pytest
from nltk.metrics.agreement import AnnotationTask

from jury.agreement.alpha import alpha_interval, alpha_ordinal
from jury.agreement.figures import Matrix

SEED = "5e" * 32
Distance = Callable[[float, float], float]


def with_gaps(values: Matrix, seed: int) -> Matrix:
    """A third of the cells is empty; some units are left with one sheet or none."""
    gaps = np.random.default_rng(seed + 100).random(values.shape) < 1 / 3
    return np.where(gaps, np.nan, values)


def alpha_of_nltk(rows: Matrix, distance: Distance) -> float:
    """By coder, item and label; what has one label alone cannot be compared and is left out."""
    data = [
        (f"juror {juror}", f"unit {unit}", float(row[juror]))
        for unit, row in enumerate(rows)
        for juror in np.flatnonzero(~np.isnan(row))
        if np.sum(~np.isnan(row)) > 1
    ]
    return float(AnnotationTask(data, distance=distance).alpha())


def ordinal_distance(rows: Matrix) -> Distance:
    """Krippendorff's distance of ordered values: how many judgements lie between them."""
    pairable = [row[~np.isnan(row)] for row in rows if np.sum(~np.isnan(row)) > 1]
    number = Counter(float(value) for row in pairable for value in row)

    def distance(a: float, b: float) -> float:
        low, high = sorted((a, b))
        between = sum(n for value, n in number.items() if low <= value <= high)
        return (between - (number[low] + number[high]) / 2) ** 2

    return distance


@pytest.mark.parametrize("seed", range(5))
def test_alpha_of_totals(seed: int) -> None:
    draw = np.random.default_rng(seed)
    totals = draw.normal(70, 9, (25, 1)) + draw.normal(0, 5, (25, 5))
    rows = with_gaps(totals, seed)
    found = alpha_interval(rows, seed=SEED).value
    assert found == pytest.approx(alpha_of_nltk(rows, lambda a, b: (a - b) ** 2), abs=1e-9)


@pytest.mark.parametrize("seed", range(5))
def test_alpha_of_ordered_answers(seed: int) -> None:
    draw = np.random.default_rng(seed)
    rungs = np.clip(draw.integers(0, 4, (25, 1)) + draw.integers(-1, 2, (25, 5)), 0, 3)
    rows = with_gaps(rungs.astype(float), seed)
    found = alpha_ordinal(rows[:, None, :], seed=SEED).value
    assert found == pytest.approx(alpha_of_nltk(rows, ordinal_distance(rows)), abs=1e-9)
