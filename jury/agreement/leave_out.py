"""Which ranks would change without one juror. It warns; no rank is taken from here.

The official ranking is `criteria.domain.ranking`, in decimals. Here the same rules run over arrays,
because a thousand units are ranked once for every juror; numbers are cut to nine places before
they are rounded or compared, so that a tie is a tie. A test holds the two against each other.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from criteria.domain.arithmetic import rounded
from jury.agreement.figures import Matrix

CUT = 9
CRITERION = "criterion:"


@dataclass(frozen=True)
class Rules:
    """What the instrument says about counting and order; `criteria` and `weights` go together."""

    criteria: tuple[str, ...]
    weights: tuple[float, ...]
    rescale: bool
    median: bool
    places: int
    rounding: str
    tie_break: tuple[str, ...]


@dataclass(frozen=True)
class Judged:
    """Every sheet's share of each criterion (units x jurors x criteria, 0 to 1, NaN for none), how
    many best answers it has (units x jurors), which criteria apply to a unit (units x criteria),
    and the points added to each unit's total by its modifiers.
    """

    shares: Matrix
    best: Matrix
    applies: Matrix
    added: Matrix

    def without(self, juror: int) -> "Judged":
        keep = np.arange(self.best.shape[1]) != juror
        return Judged(self.shares[:, keep], self.best[:, keep], self.applies, self.added)


def totals_of(judged: Judged, rules: Rules) -> Matrix:
    """The weighted total of each sheet, 0 to 100: units x jurors, NaN where there is none."""
    return _weighed(judged.shares, judged.applies[:, None, :], rules)


def ranks(judged: Judged, rules: Rules) -> Matrix:
    """The rank of each unit from 1, shared where nothing sets units apart; NaN without a total."""
    middle = _merge(rules)
    criteria = middle(judged.shares, 1)
    exact = _weighed(criteria, judged.applies, rules)
    exact = np.clip(exact + judged.added, 0, 100)
    merits = [_printed(exact, rules)]
    merits += [_merit(rule, judged, criteria, exact, rules) for rule in rules.tie_break]
    return _placed(np.stack(merits, axis=1).round(CUT), ~np.isnan(exact))


def changes_without(judged: Judged, rules: Rules, jurors: list[int]) -> Matrix:
    """New rank less old, units x the jurors named; NaN where a unit has no total before or after.

    Positive is worse. A unit that loses its last sheet leaves the ranking, so others may rise.
    """
    before = ranks(judged, rules)
    return np.stack([ranks(judged.without(j), rules) - before for j in jurors], axis=1)


def _merge(rules: Rules) -> Callable[[Matrix, int], Matrix]:
    return _median if rules.median else _mean


def _mean(numbers: Matrix, axis: int) -> Matrix:
    there = ~np.isnan(numbers)
    count = there.sum(axis=axis)
    total = np.where(there, numbers, 0.0).sum(axis=axis)
    found: Matrix = np.divide(total, count, out=np.full(total.shape, np.nan), where=count > 0)
    return found


def _median(numbers: Matrix, axis: int) -> Matrix:
    """Sorting puts NaN last, so the middle is counted from the front."""
    ordered = np.sort(numbers, axis=axis)
    count = np.sum(~np.isnan(numbers), axis=axis, keepdims=True)
    low = np.take_along_axis(ordered, np.maximum(count - 1, 0) // 2, axis=axis)
    high = np.take_along_axis(ordered, np.minimum(count // 2, numbers.shape[axis] - 1), axis=axis)
    return np.asarray(((low + high) / 2).squeeze(axis))


def _weighed(shares: Matrix, applies: Matrix, rules: Rules) -> Matrix:
    """100 x sum of weight x share / sum of weights, over the criteria that apply and count."""
    there = ~np.isnan(shares)
    counts = np.broadcast_to(applies > 0, shares.shape) & (there | (not rules.rescale))
    weights = np.where(counts, np.asarray(rules.weights), 0.0)
    part = (weights * np.where(there, shares, 0.0)).sum(axis=-1)
    whole = weights.sum(axis=-1)
    some = there.any(axis=-1) & (whole > 0)
    found: Matrix = np.divide(100 * part, whole, out=np.full(part.shape, np.nan), where=some)
    return found


def _printed(exact: Matrix, rules: Rules) -> Matrix:
    def one(number: float) -> float:
        if np.isnan(number):
            return number
        text = Decimal(repr(round(number, CUT)))
        return float(rounded(text, places=rules.places, rounding=rules.rounding))

    return np.array([one(number) for number in exact.tolist()])


def _merit(rule: str, judged: Judged, criteria: Matrix, exact: Matrix, rules: Rules) -> Matrix:
    """How well each unit does by one rule of the tie-break; the higher the better."""
    if rule.startswith(CRITERION):
        column = criteria[:, rules.criteria.index(rule.removeprefix(CRITERION))]
        return np.where(np.isnan(column), -1.0, 100 * column)
    if rule == "exact_total":
        return exact
    if rule == "best_answers":
        return _mean(judged.best, 1)
    totals = totals_of(judged, rules)
    if rule == "median":
        return _median(totals, 1)
    there = ~np.isnan(totals)
    highest = np.where(there, totals, -np.inf).max(axis=1, initial=-np.inf)
    lowest: Matrix = np.where(there, totals, np.inf).min(axis=1, initial=np.inf)
    return np.asarray(lowest - highest)


def _placed(merits: Matrix, known: Matrix) -> Matrix:
    """Places by all merits together; equal ones share the best place of theirs."""
    found = np.full(len(merits), np.nan)
    rows = np.flatnonzero(known)
    if not rows.size:
        return found
    order = rows[np.lexsort(-merits[rows].T[::-1])]
    new = np.ones(len(order), dtype=bool)
    new[1:] = np.any(merits[order][1:] != merits[order][:-1], axis=1)
    found[order] = np.maximum.accumulate(np.where(new, np.arange(1, len(order) + 1), 0))
    return found
