"""A colleague was faster with an answer: what theirs is, beside what was typed here."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from award.domain.self_assessment import AnswerChanged
from award.pages.forms.assessment import Posted
from award.pages.outdated import Change
from criteria.instrument import Instrument


def their_answer(instrument: Instrument, changed: AnswerChanged) -> str:
    """Who answered what, in one sentence."""
    text = _("Jawaban untuk “%(question)s” baru saja diubah %(who)s menjadi “%(value)s”.")
    theirs = changed.answer
    return text % {
        "question": instrument.indicator(theirs.indicator).text,
        "who": theirs.updated_by.name,
        "value": _label(instrument, theirs.indicator, theirs.value),
    }


def their_answers(instrument: Instrument, changed: list[AnswerChanged], url: str) -> Change:
    """All that colleagues answered meanwhile, as the page of an outdated act takes it."""
    last = max(changed, key=lambda each: each.answer.updated_at).answer
    return Change(
        what=" ".join(their_answer(instrument, each) for each in changed),
        who=", ".join(sorted({each.answer.updated_by.name for each in changed})),
        at=last.updated_at,
        url=url,
    )


def own_answers(instrument: Instrument, posted: Iterable[Posted]) -> list[tuple[str, str]]:
    """What was typed here for the same questions, to copy."""
    return [
        (
            str(instrument.indicator(each.indicator).text),
            " – ".join(filter(None, [_label(instrument, each.indicator, each.value), each.note])),
        )
        for each in posted
    ]


def _label(instrument: Instrument, indicator: str, value: str) -> str:
    scale = instrument.scale_of(indicator)
    return str(scale.answer(value).text) if value else "–"
