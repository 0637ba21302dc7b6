"""The interval of Clopper and Pearson, against figures of tables and its own definition."""

import pytest

from workers.checks.rates import interval


@pytest.mark.parametrize(
    ("hits", "tries", "low", "high"),
    [
        (0, 30, 0.0, 0.11570),
        (1, 10, 0.00253, 0.44502),
        (5, 10, 0.18709, 0.81291),
        (24, 24, 0.85753, 1.0),
        (715, 720, 0.98387, 0.99774),
        (1, 77_421, 3.27e-07, 7.1963e-05),
        (77_421, 77_421, 0.99995235, 1.0),
    ],
)
def test_the_interval_is_that_of_the_tables(hits: int, tries: int, low: float, high: float) -> None:
    found = interval(hits, tries)
    assert found == pytest.approx((low, high), rel=1e-3, abs=1e-8)


def test_nothing_tried_says_nothing() -> None:
    assert interval(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize(("hits", "tries"), [(2, 1), (-1, 3)])
def test_counts_that_cannot_be_are_refused(hits: int, tries: int) -> None:
    with pytest.raises(ValueError):
        interval(hits, tries)
