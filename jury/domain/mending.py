"""What a unit should mend first, in the words of its report card, which its result page repeats."""

from dataclasses import dataclass

from award.queries.instruments import indicator_names, indicators_of, instrument_of
from criteria.domain.mending import Mend, mend_first
from criteria.instrument import Instrument
from jury.domain.papers.jurors_words import sheets_of
from jury.figures import brief
from jury.models import Decision
from jury.queries.told import told_result
from verification.queries.basis import latest_verifications

MOST_MENDED = 10


@dataclass(frozen=True, kw_only=True)
class ToMend:
    """One indicator: how much the total would grow, and what is to be shown for it.

    `held_back`: its criterion is under its minimum, which alone keeps the unit from the award.
    """

    number: int
    text: str
    criterion: str
    gain: str
    held_back: bool
    show: str


def to_mend(decision: Decision) -> list[ToMend]:
    """The most urgent first, in the language that is spoken at the moment; none where all is best.

    Who may know the decision's report card may know this, and nobody else.
    """
    instrument = instrument_of(decision.application.season)
    names = indicator_names(decision.application)
    return [
        ToMend(
            number=number,
            text=names[mend.indicator],
            criterion=str(instrument.criterion_of(mend.indicator).title),
            gain=brief(mend.gain),
            held_back=mend.held_back,
            show=str(instrument.indicator(mend.indicator).guidance.show),
        )
        for number, mend in enumerate(_mends(decision, instrument)[:MOST_MENDED], start=1)
    ]


def _mends(decision: Decision, instrument: Instrument) -> tuple[Mend, ...]:
    """By the jurors' sheets; where none may be read by what the Kanwil's team found, if it did."""
    unit_type = decision.application.unit_type
    result = told_result(decision)
    if result is not None:
        sheets = sheets_of(result)
        return mend_first(instrument, unit_type=unit_type, sheets=sheets)
    found = latest_verifications(decision.application)
    answers = {code: row.value for code, row in found.items()}
    if {i.code for i in indicators_of(decision.application)} != answers.keys():
        return ()
    return mend_first(instrument, unit_type=unit_type, sheets=[answers], as_juror=False)
