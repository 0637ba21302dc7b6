"""What one person's answers come to: a share of the points for every criterion."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import eq

from criteria.domain.arithmetic import Step, joined, quotient, total
from criteria.errors import ScoringError
from criteria.instrument import Instrument, Scale

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
    return Form.of(instrument, unit_type=unit_type, as_juror=as_juror).score(answers)


def points_of(scale: Scale, answer: str) -> Decimal:
    """The points of an answer, a declared gap included. Raises ScoringError."""
    try:
        return scale.answer(scale.unmet if answer == GAP else answer).points
    except KeyError:
        raise ScoringError(f"{answer!r} is not on the scale {scale.code}") from None


@dataclass(frozen=True, slots=True)
class Question:
    """An indicator as it counts: its code, its scale, and the points of each answer to it."""

    code: str
    scale: Scale
    points: Mapping[str, Decimal]

    @classmethod
    def of(cls, code: str, scale: Scale) -> "Question":
        points = {answer.code: answer.points for answer in scale.answers}
        return cls(code, scale, {**points, GAP: points_of(scale, GAP)})

    def worth(self, answer: str) -> Decimal:
        """The points of an answer; see `points_of`. Raises ScoringError."""
        found = self.points.get(answer)
        return points_of(self.scale, answer) if found is None else found


@dataclass(frozen=True, slots=True)
class Form:
    """What is asked of one unit type, by criterion. Made once, it scores any number of sheets."""

    codes: frozenset[str]
    criteria: tuple[tuple[str, tuple[Question, ...]], ...]

    @classmethod
    def of(cls, instrument: Instrument, *, unit_type: str, as_juror: bool = False) -> "Form":
        """The form of a unit type, on the jurors' scale or on the indicators' own."""
        scale_of = instrument.juror_scale_of if as_juror else instrument.scale_of
        criteria: dict[str, tuple[Question, ...]] = {}
        for indicator in instrument.indicators_for(unit_type):
            question = Question.of(indicator.code, scale_of(indicator.code))
            criteria[indicator.criterion] = (*criteria.get(indicator.criterion, ()), question)
        codes = frozenset(question.code for asked in criteria.values() for question in asked)
        return cls(codes, tuple(criteria.items()))

    def score(self, answers: Mapping[str, str]) -> SheetScore:
        """Count one sheet; see `score_sheet`. Raises ScoringError."""
        if wrong := self.codes.symmetric_difference(answers):
            raise ScoringError(f"missing or not applicable: {', '.join(sorted(wrong))}")
        return SheetScore(tuple(_share(code, asked, answers) for code, asked in self.criteria))


def _share(code: str, asked: Sequence[Question], answers: Mapping[str, str]) -> CriterionShare:
    assessed = [question for question in asked if answers[question.code] != NOT_ASSESSABLE]
    if not assessed:
        return CriterionShare(code, None, 0, 0)
    points = [question.worth(answers[question.code]) for question in assessed]
    most = [question.scale.max_points for question in assessed]
    share = quotient(total(points), total(most))
    step = Step("share", code, f"{joined(points)} ÷ {joined(most)}", share)
    best = sum(map(eq, points, most))
    return CriterionShare(code, share, len(points), best, (step,))
