"""From the jurors' sheets to a unit's score and grade.

What is printed decides: a total is rounded once and then graded, a criterion's score is rounded
once and then held against its minimum. Both are rounded from the unrounded number.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from criteria.domain.aggregation import Aggregate, aggregate
from criteria.domain.arithmetic import (
    ZERO,
    Step,
    joined,
    product,
    quotient,
    rounded,
    settled,
    total,
)
from criteria.domain.modifying import Modified, Points, modified
from criteria.domain.sheets import (
    GAP,
    NOT_ASSESSABLE,
    CriterionShare,
    SheetScore,
    points_of,
    score_sheet,
)
from criteria.errors import ScoringError
from criteria.instrument import Criterion, GradeBand, Instrument

__all__ = [
    "GAP",
    "NOT_ASSESSABLE",
    "Aggregate",
    "CriterionScore",
    "CriterionShare",
    "FinalScore",
    "SheetScore",
    "Step",
    "WeightedTotal",
    "aggregate",
    "final_score",
    "grade_of",
    "points_of",
    "score_sheet",
    "weighted_total",
]
HUNDRED = Decimal(100)
Weighed = list[tuple[Criterion, Decimal, Decimal]]


@dataclass(frozen=True, slots=True)
class CriterionScore:
    """A criterion over all sheets, 0 to 100. `met` is whether the score reaches the minimum;
    a criterion in which nothing could be assessed has no score and misses nothing.
    """

    code: str
    score: Decimal | None
    exact: Decimal | None
    minimum: Decimal
    met: bool
    jurors: Aggregate | None
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class WeightedTotal:
    """The weighted total, 0 to 100, unrounded; None where nothing could be assessed."""

    exact: Decimal | None
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class FinalScore:
    """What a unit is told. `total` and `grade` are None for a unit that cannot be assessed;
    `missed` names the criteria under their minimum; `jurors` is over the sheets' own totals, which
    no modifier touches; `best_answers` is the mean number of best answers on a sheet.
    """

    total: Decimal | None
    exact_total: Decimal | None
    grade: GradeBand | None
    missed: tuple[str, ...]
    criteria: tuple[CriterionScore, ...]
    jurors: Aggregate | None
    best_answers: Decimal
    steps: tuple[Step, ...]

    @property
    def laureate(self) -> bool:
        """Whether the score earns the award: a laureate's grade and every minimum reached."""
        return self.grade is not None and self.grade.laureate and not self.missed

    def criterion(self, code: str) -> CriterionScore | None:
        """The score of a criterion, None when it does not apply to the unit."""
        return next((c for c in self.criteria if c.code == code), None)


def final_score(
    instrument: Instrument, *, sheets: Sequence[SheetScore], modifiers: Sequence[Points] = ()
) -> FinalScore:
    """Aggregate each criterion over the sheets, weigh, add the modifiers, round and grade.

    The order of sheets and modifiers does not matter. Raises ScoringError without a sheet, or when the
    sheets are not all of one unit type.
    """
    if not sheets:
        raise ScoringError("no sheet")
    if len({tuple(c.code for c in sheet.criteria) for sheet in sheets}) > 1:
        raise ScoringError("the sheets are of units of different types")
    codes = [share.code for share in sheets[0].criteria]
    criteria = tuple(_criterion_score(instrument, code, sheets) for code in codes)
    weighed = weighted_total(instrument, shares={c.code: _value(c) for c in criteria})
    best = quotient(Decimal(sum(sheet.best for sheet in sheets)), Decimal(len(sheets)))
    changed = Modified(None) if weighed.exact is None else modified(weighed.exact, modifiers)
    steps = (*(step for c in criteria for step in c.steps), *weighed.steps, *changed.steps)
    printed = None if changed.exact is None else _printed(instrument, changed.exact)
    if printed is not None and changed.exact is not None:
        steps = (*steps, _rounding_step(instrument, "", joined([changed.exact]), printed))
    return FinalScore(
        total=printed,
        exact_total=None if changed.exact is None else settled(changed.exact),
        grade=None if printed is None else grade_of(instrument, printed),
        missed=tuple(c.code for c in criteria if not c.met),
        criteria=criteria,
        jurors=_over_sheets(instrument, sheets),
        best_answers=settled(best),
        steps=steps,
    )


def weighted_total(
    instrument: Instrument, *, shares: Mapping[str, Decimal | None]
) -> WeightedTotal:
    """Weigh the shares (0 to 1) of the criteria that apply. A criterion without a share counts
    zero, or leaves its weight to the others, as the instrument says.
    """
    weighed = _weighed(instrument, shares)
    exact = _exact(weighed)
    if exact is None:
        return WeightedTotal(None)
    steps = tuple(
        Step("weighted", criterion.code, f"{joined([criterion.weight])} × {joined([share])}", part)
        for criterion, share, part in weighed
    )
    parts, weights = [part for *_, part in weighed], [one.weight for one, *_ in weighed]
    formula = f"100 × {joined(parts)} ÷ {joined(weights)}"
    return WeightedTotal(exact, (*steps, Step("total", "", formula, exact)))


def _weighed(instrument: Instrument, shares: Mapping[str, Decimal | None]) -> Weighed:
    """Each criterion that counts with its share and its part of the total; none where nothing
    could be assessed.
    """
    if all(share is None for share in shares.values()):
        return []
    rescale = instrument.scoring.empty_criterion == "rescale"
    counted = [
        (instrument.criterion(code), share or ZERO)
        for code, share in shares.items()
        if share is not None or not rescale
    ]
    return [(one, share, product(one.weight, share)) for one, share in counted]


def _exact(weighed: Weighed) -> Decimal | None:
    """The weighted total without its steps."""
    if not weighed:
        return None
    weights = total(criterion.weight for criterion, *_ in weighed)
    return quotient(product(HUNDRED, total(part for *_, part in weighed)), weights)


def grade_of(instrument: Instrument, printed_total: Decimal) -> GradeBand:
    """The grade of a rounded total: the highest band it reaches."""
    return next(g for g in instrument.scoring.grades if printed_total >= g.minimum)


def _criterion_score(
    instrument: Instrument, code: str, sheets: Sequence[SheetScore]
) -> CriterionScore:
    criterion = instrument.criterion(code)
    shares = [share for sheet in sheets if (share := sheet.share(code)) is not None]
    if not shares:
        return CriterionScore(code, None, None, criterion.minimum, met=True, jurors=None)
    method = instrument.scoring.aggregation
    jurors = aggregate(shares, method=method)
    exact = settled(product(HUNDRED, jurors.value))
    score = _printed(instrument, exact)
    steps = (
        Step(method, code, jurors.formula, jurors.value),
        _rounding_step(instrument, code, f"100 × {joined([jurors.value])}", score),
    )
    met = score >= criterion.minimum
    return CriterionScore(code, score, exact, criterion.minimum, met, jurors, steps)


def _over_sheets(instrument: Instrument, sheets: Sequence[SheetScore]) -> Aggregate | None:
    each = (_exact(_weighed(instrument, _shares(sheet))) for sheet in sheets)
    totals = [exact for exact in each if exact is not None]
    return aggregate(totals, method=instrument.scoring.aggregation) if totals else None


def _shares(sheet: SheetScore) -> dict[str, Decimal | None]:
    return {criterion.code: criterion.share for criterion in sheet.criteria}


def _value(criterion: CriterionScore) -> Decimal | None:
    return None if criterion.jurors is None else criterion.jurors.value


def _printed(instrument: Instrument, number: Decimal) -> Decimal:
    scoring = instrument.scoring
    return rounded(number, places=scoring.places, rounding=scoring.rounding)


def _rounding_step(instrument: Instrument, subject: str, exact: str, printed: Decimal) -> Step:
    scoring = instrument.scoring
    return Step("rounded", subject, f"{exact} → {scoring.places}, {scoring.rounding}", printed)
