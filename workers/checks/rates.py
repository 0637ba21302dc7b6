"""How far a rate of counted files can be trusted: the interval of Clopper and Pearson."""

from collections.abc import Callable
from functools import lru_cache
from math import exp, fsum, lgamma, log

_HALVINGS = 60


@lru_cache(maxsize=4096)
def interval(hits: int, tries: int, level: float = 0.95) -> tuple[float, float]:
    """Return the exact confidence interval of a rate of which `hits` of `tries` were seen.

    Without any try it is 0 to 1. Raises ValueError for counts that cannot be.
    """
    if not 0 <= hits <= tries:
        raise ValueError(f"{hits} of {tries}")
    tail = (1 - level) / 2
    return _lowest(hits, tries, tail), 1 - _lowest(tries - hits, tries, tail)


def _lowest(hits: int, tries: int, tail: float) -> float:
    """The lowest rate under which so many hits, or more, are not rarer than `tail`."""
    if hits == 0:
        return 0.0
    if hits <= tries - hits:
        return _solved(lambda rate: 1 - _sum(0, hits - 1, tries, rate), tail)
    return _solved(lambda rate: _sum(hits, tries, tries, rate), tail)


def _sum(first: int, last: int, tries: int, rate: float) -> float:
    """The chance of `first` to `last` hits; by logarithms, for tens of thousands of tries."""
    yes, no = log(rate), log(1 - rate)
    return fsum(
        exp(
            lgamma(tries + 1)
            - lgamma(hits + 1)
            - lgamma(tries - hits + 1)
            + hits * yes
            + (tries - hits) * no
        )
        for hits in range(first, last + 1)
    )


def _solved(rising: Callable[[float], float], value: float) -> float:
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if not 0 < middle < 1:
            break
        low, high = (middle, high) if rising(middle) < value else (low, middle)
    return (low + high) / 2
