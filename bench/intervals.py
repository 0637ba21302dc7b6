"""Clopper–Pearson intervals, by bisection of the binomial distribution."""

from math import comb


def interval(hits: int, tries: int, level: float = 0.95) -> tuple[float, float]:
    """Return the exact confidence interval of a rate of which `hits` of `tries` were seen."""
    tail = (1 - level) / 2
    low = 0.0 if hits == 0 else _solved(lambda p: 1 - _up_to(hits - 1, tries, p), tail)
    high = 1.0 if hits == tries else 1 - _solved(lambda p: _up_to(hits, tries, 1 - p), tail)
    return low, high


def _up_to(hits: int, tries: int, p: float) -> float:
    """The chance of at most so many hits."""
    return sum(comb(tries, k) * p**k * (1 - p) ** (tries - k) for k in range(hits + 1))


def _solved(rising, value: float) -> float:  # noqa: ANN001 a function of a rate
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if rising(middle) < value else (low, middle)
    return low
