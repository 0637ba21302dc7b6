"""From several jurors to one number, with how far they were apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from criteria.domain.arithmetic import joined, quotient, total
from criteria.errors import ScoringError


@dataclass(frozen=True, slots=True)
class Aggregate:
    """Several numbers in one. `value` is the mean or the median, as the instrument says;
    `spread` is the largest less the smallest.
    """

    value: Decimal
    mean: Decimal
    median: Decimal
    spread: Decimal
    n: int
    formula: str


def aggregate(numbers: Sequence[Decimal], *, method: str) -> Aggregate:
    """Aggregate by "mean" or "median". Raises ScoringError when there is nothing to aggregate."""
    if not numbers:
        raise ScoringError("nothing to aggregate")
    ordered = sorted(numbers)
    mean = quotient(total(ordered), Decimal(len(ordered)))
    median = _median(ordered)
    by_mean = f"{joined(ordered)} ÷ {len(ordered)}"
    return Aggregate(
        value=median if method == "median" else mean,
        mean=mean,
        median=median,
        spread=total([ordered[-1], ordered[0].copy_negate()]),
        n=len(ordered),
        formula=joined(ordered, "; ") if method == "median" else by_mean,
    )


def _median(ordered: Sequence[Decimal]) -> Decimal:
    middle = ordered[(len(ordered) - 1) // 2 : len(ordered) // 2 + 1]
    return quotient(total(middle), Decimal(len(middle)))
