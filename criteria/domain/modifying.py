"""Points added to or taken from a unit's total, where the instrument has modifiers."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from criteria.domain.arithmetic import Step, joined, settled, shown, total
from criteria.errors import ScoringError
from criteria.instrument import Instrument

LEAST, MOST = Decimal(0), Decimal(100)
ADDITION, DEDUCTION, EITHER = "addition", "deduction", "either"


@dataclass(frozen=True, slots=True)
class Points:
    """One modifier as it counts for a unit; `points` of the total, below zero for a deduction."""

    code: str
    points: Decimal


@dataclass(frozen=True, slots=True)
class Modified:
    """The total with its modifiers, 0 to 100, unrounded."""

    exact: Decimal | None
    steps: tuple[Step, ...] = ()


def modified(exact: Decimal, modifiers: Sequence[Points]) -> Modified:
    """Add all points at once, then keep the total between 0 and 100: no order matters."""
    if not modifiers:
        return Modified(exact)
    ordered = sorted(modifiers, key=lambda each: (each.code, each.points))
    together = total([exact, *(each.points for each in ordered)])
    kept = min(max(settled(together), LEAST), MOST)
    numbers = [exact, *(each.points for each in ordered)]
    steps = (
        *(Step("modifier", each.code, shown(each.points), each.points) for each in ordered),
        Step("modified", "", f"0 ≤ {joined(numbers)} ≤ 100", kept),
    )
    return Modified(kept, steps)


def points_for(instrument: Instrument, *, code: str, direction: str) -> Points:
    """What entering a modifier means for a unit, by the instrument's size.

    `direction` is "deduction" or "addition"; it must be the modifier's effect unless that may be
    either. Raises ScoringError where modifiers are off, there is none of that code with a size, or
    it does not go that way.
    """
    found = next((item for item in instrument.modifiers.usable if item.code == code), None)
    if found is None or found.size is None:
        raise ScoringError(f"{code!r} is no modifier that counts")
    if direction not in (ADDITION, DEDUCTION) or found.effect not in (EITHER, direction):
        raise ScoringError(f"{code!r} is no {direction}")
    return Points(code, found.size if direction == ADDITION else found.size.copy_negate())
