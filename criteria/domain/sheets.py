"""What one person's answers come to: a share of the points for every criterion."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from criteria.domain.arithmetic import Step, joined, quotient, total
from criteria.errors import ScoringError
from criteria.instrument import Criterion, Instrument, Scale

GAP = "gap"
NOT_ASSESSABLE = "not_assessable"


@dataclass(frozen=True, slots=True)
class CriterionShare:
    """The share (0 to 1) of a criterion's points that was reached, None where no indicator could
    be assessed. `best` counts the indicators with the best answer.
    """

    code: str
    share: Decimal | None
    assessed: int
    best: int
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetScore:
    """The criteria of one sheet that apply to the unit, in the instrument's order."""

    criteria: tuple[CriterionShare, ...]

    @property
    def best(self) -> int:
        return sum(criterion.best for criterion in self.criteria)

    def share(self, criterion_code: str) -> Decimal | None:
        """The share of a criterion; None also for one that does not apply to the unit."""
        found = (c.share for c in self.criteria if c.code == criterion_code)
        return next(found, None)


def score_sheet(
    instrument: Instrument, *, unit_type: str, answers: Mapping[str, str], as_juror: bool = False
) -> SheetScore:
    """Count the answers given to a unit's indicators: indicator code → answer code.

    GAP stands for a declared gap and counts as the scale's unmet answer; NOT_ASSESSABLE leaves
    the indicator out. `as_juror` reads the answers on the jurors' scale. Raises ScoringError when
    an indicator is missing or does not apply, or an answer is not on its scale.
    """
    applicable = {indicator.code for indicator in instrument.indicators_for(unit_type)}
    if wrong := applicable.symmetric_difference(answers):
        raise ScoringError(f"missing or not applicable: {', '.join(sorted(wrong))}")
    scale_of = instrument.juror_scale_of if as_juror else instrument.scale_of
    shares = (
        _share(criterion, answers, scale_of)
        for criterion in instrument.criteria
        if any(indicator.code in applicable for indicator in criterion.indicators)
    )
    return SheetScore(tuple(shares))


def points_of(scale: Scale, answer: str) -> Decimal:
    """The points of an answer, a declared gap included. Raises ScoringError."""
    try:
        return scale.answer(scale.unmet if answer == GAP else answer).points
    except KeyError:
        raise ScoringError(f"{answer!r} is not on the scale {scale.code}") from None


def _share(
    criterion: Criterion, answers: Mapping[str, str], scale_of: Callable[[str], Scale]
) -> CriterionShare:
    pairs = [
        (points_of(scale, answers[code]), scale.max_points)
        for code in (indicator.code for indicator in criterion.indicators)
        if answers.get(code, NOT_ASSESSABLE) != NOT_ASSESSABLE
        for scale in [scale_of(code)]
    ]
    if not pairs:
        return CriterionShare(criterion.code, None, 0, 0)
    points, most = [p for p, _ in pairs], [m for _, m in pairs]
    share = quotient(total(points), total(most))
    step = Step("share", criterion.code, f"{joined(points)} ÷ {joined(most)}", share)
    best = sum(point == maximum for point, maximum in pairs)
    return CriterionShare(criterion.code, share, len(pairs), best, (step,))
