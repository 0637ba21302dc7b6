"""The coefficients against the examples their authors published, and against slow definitions."""

import numpy as np
import pytest
from scipy.stats import bootstrap, t

from jury.agreement.alpha import alpha_interval, alpha_ordinal
from jury.agreement.bootstrap import RESAMPLES, counted, interval, resamples
from jury.agreement.design import Sums, components
from jury.agreement.figures import Matrix, Why
from jury.agreement.icc import icc, of_means, of_one
from jury.agreement.severity import severities
from jury.agreement.spread import spreads

NO = np.nan
SEED = "5e" * 32
# Shrout and Fleiss 1979, table 2: six targets, four judges.
SHROUT_FLEISS = np.array(
    [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]], float
)
# Krippendorff 2011, section E: twelve units, four observers, missing data.
KRIPPENDORFF = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, NO, NO, NO],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NO, 3],
        [NO, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NO],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NO],
    ]
).T


def value(estimate_value: float | None) -> float:
    assert estimate_value is not None
    return estimate_value


def test_icc_is_that_of_shrout_and_fleiss() -> None:
    assert round(value(icc(SHROUT_FLEISS, form=of_one, seed=SEED).value), 2) == 0.29
    found = icc(SHROUT_FLEISS, form=of_means, seed=SEED)
    assert round(value(found.value), 2) == 0.62
    assert (found.units, found.sheets) == (6, 24)


def test_alpha_is_that_of_krippendorff() -> None:
    found = alpha_interval(KRIPPENDORFF, seed=SEED)
    assert round(value(found.value), 3) == 0.849
    assert (found.units, found.sheets) == (11, 40)
    ordinal = alpha_ordinal(KRIPPENDORFF[:, None, :], seed=SEED)
    assert round(value(ordinal.value), 3) == 0.815
    assert ordinal.sheets == 40


def slow_components(scores: Matrix) -> tuple[float, float, float]:
    """Henderson's third method by two ordinary regressions on dummies, one cell a row."""
    rows, columns = np.nonzero(~np.isnan(scores))
    y = scores[rows, columns]
    units = (rows[:, None] == np.arange(scores.shape[0])).astype(float)
    jurors = (columns[:, None] == np.arange(scores.shape[1])).astype(float)

    def rest(design: Matrix) -> float:
        fitted = design @ np.linalg.lstsq(design, y, rcond=None)[0]
        return float(np.sum((y - fitted) ** 2))

    n, u, j = len(y), scores.shape[0], scores.shape[1]
    both = rest(np.hstack([units, jurors]))
    chance = both / (n - u - j + 1)
    unit = (rest(jurors) - both - (u - 1) * chance) / (n - j)
    juror = (rest(units) - both - (j - 1) * chance) / (n - u)
    return unit, juror, chance


def with_gaps(seed: int, units: int = 30, jurors: int = 5) -> Matrix:
    draw = np.random.default_rng(seed)
    scores = draw.normal(70, 10, (units, 1)) + draw.normal(0, 5, jurors)
    scores = scores + draw.normal(0, 4, (units, jurors))
    scores[draw.random((units, jurors)) < 0.3] = NO
    scores[:2] = 60 + np.arange(jurors)
    return np.asarray(scores[np.sum(~np.isnan(scores), axis=1) >= 2])


@pytest.mark.parametrize("seed", range(5))
def test_icc_with_gaps_is_that_of_the_regressions(seed: int) -> None:
    scores = with_gaps(seed)
    unit, juror, chance = slow_components(scores)
    each = len(scores) / np.sum(1 / np.sum(~np.isnan(scores), axis=1))
    expected = unit / (unit + (juror + chance) / each)
    assert icc(scores, form=of_means, seed=SEED).value == pytest.approx(expected)


def slow_alpha_interval(scores: Matrix) -> float:
    kept = [row[~np.isnan(row)] for row in scores if np.sum(~np.isnan(row)) > 1]
    pooled = np.concatenate(kept)
    observed = sum(
        ((row[:, None] - row[None, :]) ** 2).sum() / (len(row) - 1) for row in kept
    ) / len(pooled)
    expected = ((pooled[:, None] - pooled[None, :]) ** 2).sum() / len(pooled) / (len(pooled) - 1)
    return float(1 - observed / expected)


@pytest.mark.parametrize("seed", range(5))
def test_alpha_with_gaps_is_that_of_all_pairs(seed: int) -> None:
    scores = with_gaps(seed)
    scores[0, 1:] = NO
    expected = slow_alpha_interval(scores)
    assert alpha_interval(scores, seed=SEED).value == pytest.approx(expected)


def test_intervals_enclose_the_value_and_repeat() -> None:
    scores = with_gaps(1)
    for found, again, other in (
        [icc(scores, form=of_means, seed=s) for s in (SEED, SEED, "ab" * 32)],
        [alpha_interval(scores, seed=s) for s in (SEED, SEED, "ab" * 32)],
        [alpha_ordinal(np.round(scores / 10)[:, None, :], seed=s) for s in (SEED, SEED, "ab" * 32)],
    ):
        assert value(found.low) < value(found.value) < value(found.high)
        assert found == again
        assert (found.low, found.high) != (other.low, other.high)


def test_a_resample_is_a_matrix_with_the_units_drawn() -> None:
    """The counted sums give what the coefficient of the drawn rows gives."""
    scores, drawn = with_gaps(3), np.random.default_rng(3).integers(0, 20, 20)
    repeated = scores[:20][drawn]
    sums = Sums.of(scores[:20]).over(counted(drawn[None, :], 20))
    found = of_means(components(sums, np.array([20.0])))[0]
    assert found == pytest.approx(value(icc(repeated, form=of_means, seed=SEED).value))


def test_the_resamples_are_those_of_scipy() -> None:
    """The interval is SciPy's percentile bootstrap, drawn without importing all its statistics."""
    worth = np.random.default_rng(5).normal(70, 10, 30)

    def mean(counts: Matrix) -> Matrix:
        return np.asarray(counts @ worth / len(worth))

    expected = bootstrap(
        (np.arange(30),),
        lambda rows, axis: worth[rows].mean(axis=axis),
        n_resamples=RESAMPLES,
        method="percentile",
        rng=np.random.Generator(np.random.PCG64(int(SEED, 16))),
    )
    assert mean(resamples(30, SEED)) == pytest.approx(expected.bootstrap_distribution)
    assert interval(mean, units=30, seed=SEED) == pytest.approx(tuple(expected.confidence_interval))


def test_an_interval_that_is_mostly_undefined_is_none() -> None:
    def rare(counts: Matrix) -> Matrix:
        return np.where(counts[:, 0] > 2, 1.0, np.nan)

    assert interval(rare, units=5, seed=SEED) == (None, None)


@pytest.mark.parametrize(
    ("scores", "why"),
    [
        (np.array([[1.0, 2.0]]), Why.FEW_UNITS),
        (np.array([[1.0, NO], [NO, 2.0], [3.0, NO]]), Why.FEW_UNITS),
        (np.full((5, 3), 70.0), Why.ALL_ALIKE),
        (np.array([[1, 2, NO, NO], [2, 3, NO, NO], [NO, NO, 5, 6], [NO, NO, 7, 9]]), Why.APART),
        (np.array([[1, 2, NO], [NO, 2, 3]]), Why.NO_REST),
    ],
)
def test_says_why_there_is_no_icc(scores: Matrix, why: Why) -> None:
    found = icc(scores, form=of_means, seed=SEED)
    assert (found.value, found.why) == (None, why)


def test_alpha_says_why_not() -> None:
    assert alpha_interval(np.full((5, 3), 70.0), seed=SEED).why is Why.ALL_ALIKE
    assert alpha_interval(np.array([[1.0, NO]]), seed=SEED).why is Why.FEW_UNITS
    assert alpha_ordinal(np.full((5, 2, 3), 1.0), seed=SEED).why is Why.ALL_ALIKE
    assert alpha_ordinal(np.full((5, 2, 3), NO), seed=SEED).why is Why.FEW_UNITS


def test_severity_compares_within_units() -> None:
    """A juror with the better units is not generous; one who gives five less is strict."""
    draw = np.random.default_rng(7)
    worth = np.linspace(50, 95, 60)
    scores = worth[:, None] + np.array([0.0, 0.0, -5.0]) + draw.normal(0, 0.5, (60, 3))
    scores[:30, 0] = NO
    found = severities(scores)
    effects = [row.effect for row in found.rows]
    assert effects == pytest.approx([5 / 3, 5 / 3, -10 / 3], abs=0.4)
    assert [row.units for row in found.rows] == [30, 60, 60]
    assert all(row.low < row.effect < row.high for row in found.rows)
    assert found.rows[2].high < 0


def test_severity_is_that_of_a_regression_on_dummies() -> None:
    scores = with_gaps(4, units=60)
    rows, columns = np.nonzero(~np.isnan(scores))
    units = (rows[:, None] == np.arange(len(scores))).astype(float)
    jurors = (columns[:, None] == np.arange(5)).astype(float)
    free = jurors[:, :4] - jurors[:, 4:]
    design, y = np.hstack([units, free]), scores[rows, columns]
    fitted = np.linalg.lstsq(design, y, rcond=None)[0]
    expected = [*fitted[-4:], -fitted[-4:].sum()]
    assert [row.effect for row in severities(scores).rows] == pytest.approx(expected)
    rest = np.sum((y - design @ fitted) ** 2) / (len(y) - design.shape[1])
    error = np.sqrt(rest * np.diag(np.linalg.inv(design.T @ design))[-4])
    first = severities(scores).rows[0]
    reach = t.ppf(0.975, len(y) - design.shape[1]) * error
    assert first.high - first.effect == pytest.approx(reach)


@pytest.mark.parametrize("units", [300, 900, 1000])
def test_severity_of_many_units_has_an_interval(units: int) -> None:
    """Noise in the smallest eigenvalue once made the square root of a negative number."""
    for seed in range(5):
        scores = np.random.default_rng(seed).normal(70, 10, (units, 5))
        assert all(row.low < row.effect < row.high for row in severities(scores).rows)


def test_severity_is_refused_where_the_design_does_not_allow_it() -> None:
    few = with_gaps(1, units=40)
    few[:, 2] = NO
    few[:9, 2] = 50
    found = severities(few)
    assert (found.rows, found.why, found.jurors) == ((), Why.FEW_OF_ONE, (2,))
    apart = np.full((40, 4), NO)
    apart[:20, :2], apart[20:, 2:] = with_gaps(1)[0, 0], 3.0
    apart[:, :] += np.random.default_rng(1).normal(0, 1, apart.shape)
    assert severities(apart).why is Why.APART
    assert severities(apart[:, :1]).why is Why.FEW_JURORS


def test_spread_of_one_unit() -> None:
    first, alone, none = spreads(np.array([[60.0, 70.0, 80.0], [50.0, NO, NO], [NO, NO, NO]]))
    assert first is not None
    assert (first.n, first.mean, first.median, first.deviation, first.width) == (3, 70, 70, 10, 20)
    assert alone is not None
    assert (alone.n, alone.deviation, alone.width) == (1, None, 0)
    assert none is None
