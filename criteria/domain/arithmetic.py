"""How numbers are handled: exactly enough, rounded once, and with every step written down.

Shares such as 1/3 have no finite decimal form. Numbers are therefore carried with 50 digits and
settled to 40 before they are compared or rounded, so that one which does have a finite form
(a third of 3.015) comes out as itself and a tie in rounding is a tie. No operator is used on
them: an operator would round to whatever decimal context the caller happens to have.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import (
    ROUND_DOWN,
    ROUND_HALF_EVEN,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
    Overflow,
)
from functools import lru_cache, reduce

TRAPS = (InvalidOperation, DivisionByZero, Overflow)
CARRIED = Context(prec=50, rounding=ROUND_HALF_EVEN, Emin=-9999, Emax=9999, traps=[*TRAPS])
SETTLED = Context(prec=40, rounding=ROUND_HALF_EVEN, Emin=-9999, Emax=9999, traps=[*TRAPS])
ZERO = Decimal(0)
SHOWN_PLACES = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a calculation. `what` is "share", "mean", "median", "weighted", "total",
    "modifier", "modified" or "rounded"; `subject` is the criterion's code, that of the modifier, or
    empty for the whole; `formula` is for people.
    """

    what: str
    subject: str
    formula: str
    result: Decimal


def total(numbers: Iterable[Decimal]) -> Decimal:
    """The sum."""
    return reduce(CARRIED.add, numbers, ZERO)


def product(left: Decimal, right: Decimal) -> Decimal:
    """The product, unrounded for any numbers an instrument can hold."""
    return CARRIED.multiply(left, right)


def quotient(dividend: Decimal, divisor: Decimal) -> Decimal:
    """The quotient with 50 digits. Raises DivisionByZero."""
    return CARRIED.divide(dividend, divisor)


def settled(number: Decimal) -> Decimal:
    """The number without the noise of its last digits; use it before comparing or rounding."""
    return SETTLED.plus(number)


def rounded(number: Decimal, *, places: int, rounding: str) -> Decimal:
    """The number as it is published: so many places, by the named mode of `decimal`."""
    unit = Decimal(1).scaleb(-places, context=CARRIED)
    return settled(number).quantize(unit, rounding=rounding, context=CARRIED)


@lru_cache(maxsize=4096)
def shown(number: Decimal) -> str:
    """The number for a formula: no trailing zeros, cut with an ellipsis after six places."""
    cut = number.quantize(SHOWN_PLACES, rounding=ROUND_DOWN, context=CARRIED)
    text = f"{cut:f}".rstrip("0").rstrip(".")
    return text if cut == number else f"{cut:f}…"


def joined(numbers: Iterable[Decimal], sign: str = " + ") -> str:
    """Numbers for a formula, in brackets when there are several."""
    texts = [shown(number) for number in numbers]
    return texts[0] if len(texts) == 1 else f"({sign.join(texts)})"
