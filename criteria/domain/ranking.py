"""The order of the units, with what decided it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from criteria.domain.arithmetic import settled
from criteria.domain.scoring import FinalScore
from criteria.errors import ScoringError
from criteria.instrument import Instrument

CRITERION = "criterion:"
LOWEST = Decimal(-1)


@dataclass(frozen=True, slots=True)
class Entry:
    """A unit to be ranked. `key` names it and orders units that share a rank."""

    key: str
    score: FinalScore


@dataclass(frozen=True, slots=True)
class Ranked:
    """A unit with its rank, from 1. `decided_by` is what set it apart from the unit before it:
    "total", a rule of the instrument's tie-break, "shared" when nothing did; "" for the first.
    `merits` are its numbers by each rule of `rules_of`, the higher the better.
    """

    key: str
    rank: int
    score: FinalScore
    decided_by: str
    merits: tuple[Decimal, ...]


def rules_of(instrument: Instrument) -> tuple[str, ...]:
    """By what units are ordered, the first that differs decides."""
    return ("total", *instrument.scoring.tie_break)


def rank(instrument: Instrument, entries: Iterable[Entry]) -> tuple[Ranked, ...]:
    """Order by rounded total, then by the instrument's tie-break. Units that are equal in all of
    it share a rank, and the next rank leaves room for them (1, 2, 2, 4).

    Raises ScoringError for a unit without a total or a key that comes twice.
    """
    rows = list(entries)
    if len({row.key for row in rows}) != len(rows):
        raise ScoringError("a unit is to be ranked twice")
    rules = rules_of(instrument)
    merits = {row.key: tuple(_merit(row.score, rule) for rule in rules) for row in rows}
    ordered = sorted(rows, key=lambda row: ([m.copy_negate() for m in merits[row.key]], row.key))
    return tuple(_placed(ordered, merits, rules))


def _placed(
    ordered: list[Entry], merits: dict[str, tuple[Decimal, ...]], rules: tuple[str, ...]
) -> Iterable[Ranked]:
    if not ordered:
        return
    first, place = ordered[0], 1
    yield Ranked(first.key, 1, first.score, "", merits[first.key])
    for number, (before, row) in enumerate(pairwise(ordered), start=2):
        pairs = zip(merits[before.key], merits[row.key], rules, strict=True)
        decided_by = next((rule for above, below, rule in pairs if above != below), "shared")
        place = place if decided_by == "shared" else number
        yield Ranked(row.key, place, row.score, decided_by, merits[row.key])


def _merit(score: FinalScore, rule: str) -> Decimal:
    """How well a unit does by one rule; the higher the better."""
    if score.total is None or score.exact_total is None or score.jurors is None:
        raise ScoringError("a unit without a total cannot be ranked")
    if rule.startswith(CRITERION):
        criterion = score.criterion(rule.removeprefix(CRITERION))
        return LOWEST if criterion is None or criterion.exact is None else criterion.exact
    return {
        "total": score.total,
        "exact_total": score.exact_total,
        "median": settled(score.jurors.median),
        "spread": settled(score.jurors.spread).copy_negate(),
        "best_answers": score.best_answers,
    }[rule]
