"""What a unit is told of its result: nothing under embargo, some outcomes at once."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from award.enums import State
from award.models import Application
from award.queries.instruments import instrument_of
from jury.domain.objections import TOLD_AT_ONCE
from jury.enums import Outcome
from jury.models import Decision
from jury.pages.arithmetic import grade_title
from jury.pages.result_rows import result_row
from jury.queries.told import PUBLIC, told_decisions, told_result

TONES = {Outcome.AWARDED: "good", Outcome.NOT_AWARDED: "calm"}


@dataclass(frozen=True, kw_only=True)
class Told:
    """A result as it may be known. `scores` only after publication."""

    label: str
    tone: str
    reasons: str
    at: datetime
    number: str = ""
    on: date | None = None
    grade: str = ""
    rank: int | None = None
    scores: dict[str, Any] | None = None
    decision: Decision | None = None


def told_of(application: Application) -> Told | None:
    """What may be known now; None while there is nothing."""
    decision = told_decisions().filter(application=application).first()
    state = State(application.state)
    ended = application.season.state in PUBLIC and state in (State.WITHDRAWN, State.LAPSED)
    known_at_once = state in TOLD_AT_ONCE or ended
    if decision is not None and not (known_at_once and decision.at < application.state_since):
        return _from_decision(application, decision)
    if not known_at_once:
        return None
    step = application.steps.filter(target=state).order_by("version").last()
    reasons = step.reason if step else ""
    return Told(label=str(state.label), tone="bad", reasons=reasons, at=application.state_since)


def _from_decision(application: Application, decision: Decision) -> Told:
    outcome = Outcome(decision.outcome)
    result = told_result(decision)
    instrument = instrument_of(application.season)
    return Told(
        label=str(outcome.label),
        tone=TONES.get(outcome, "bad"),
        reasons=decision.reasons,
        at=decision.at,
        number=decision.number,
        on=decision.date,
        grade=grade_title(instrument, decision.grade) if result else "",
        rank=decision.rank if result else None,
        scores=result_row(application.season, application, result) if result else None,
        decision=decision,
    )
