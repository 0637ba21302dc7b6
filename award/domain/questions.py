"""A question of the unit to its Kanwil beside an indicator, and the answer to it."""

from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from award.domain.lock import locked
from award.enums import ANSWERING, ASKING, DateKind
from award.errors import NotAllowed, Refused
from award.models import Application, Question
from award.queries.calendar import is_past
from award.queries.instruments import indicators_of
from award.queries.questions import OPEN, answerers, people_of_unit
from award.rules import someone, works_for_unit
from directory.actors import Actor
from directory.models import Person
from record.domain.work import Work, recorded

LONGEST = 2000


def ask(*, application_id: UUID | str, indicator: str, text: str, by: Actor) -> Question:
    """Ask the Kanwil about one indicator, while the unit still works on its application.

    Raises NotAllowed for who does not work for the unit; Refused once the evidence was sent or its
    date is over, for no or too long a text, for an indicator that does not apply, and while an
    earlier question about the same one waits for its answer.
    """
    with recorded(actor=by.ledger) as work:
        application = locked(application_id, states=ASKING)
        if works_for_unit(by, application) is None:
            raise NotAllowed
        if is_past(application, DateKind.EVIDENCE_DUE):
            raise Refused([_("Batas data dukung sudah lewat; pertanyaan tidak diterima lagi.")])
        if indicator not in {each.code for each in indicators_of(application)}:
            raise Refused([_("Indikator ini tidak berlaku untuk UPT ini.")])
        if Question.objects.filter(OPEN, application=application, indicator=indicator).exists():
            raise Refused([_("Pertanyaan sebelumnya tentang indikator ini belum dijawab.")])
        question = Question.objects.create(
            application=application,
            indicator=indicator,
            text=_words(text),
            by=someone(by),
            at=timezone.now(),
        )
        facts = _facts(question) | {"text": work.commitment(question.text)}
        work.event("question_asked", subject=_subject(question), facts=facts)
        _tell(work, "question_asked", question, answerers(application))
    return question


def answer(*, question_id: UUID | str, text: str, by: Actor) -> Question:
    """Answer for the Kanwil, until the application is forwarded.

    Raises NotAllowed for who is not asked (see queries.questions.answerers); Refused for no or too
    long a text, and for a question that was answered or withdrawn meanwhile.
    """
    with recorded(actor=by.ledger) as work:
        question, application = _open_one(question_id)
        if by.person is None or not answerers(application).filter(pk=by.person.pk).exists():
            raise NotAllowed
        question.answer = _words(text)
        question.answered_by, question.answered_at = someone(by), timezone.now()
        question.save(update_fields=["answer", "answered_by", "answered_at"])
        facts = _facts(question) | {"text": work.commitment(question.answer)}
        work.event("question_answered", subject=_subject(question), facts=facts)
        _tell(work, "question_answered", question, people_of_unit(application))
    return question


def withdraw(*, question_id: UUID | str, by: Actor) -> Question:
    """Take back a question nobody answered yet.

    Raises NotAllowed for who does not work for the unit, Refused for one that is not open.
    """
    with recorded(actor=by.ledger) as work:
        question, application = _open_one(question_id)
        if works_for_unit(by, application) is None:
            raise NotAllowed
        question.withdrawn_at = timezone.now()
        question.save(update_fields=["withdrawn_at"])
        work.event("question_withdrawn", subject=_subject(question), facts=_facts(question))
    return question


def _open_one(question_id: UUID | str) -> tuple[Question, Application]:
    """The question as it is behind its application's lock."""
    known = Question.objects.only("application_id").get(pk=question_id)
    application = locked(known.application_id, states=ANSWERING)
    question = Question.objects.get(pk=question_id)
    if not question.is_open:
        raise Refused([_("Pertanyaan ini sudah dijawab atau ditarik.")])
    return question, application


def _words(text: str) -> str:
    words = text.replace("\0", "").strip()
    if not words:
        raise Refused([_("Tulis dahulu isinya.")])
    if len(words) > LONGEST:
        raise Refused([_("Tulis paling banyak %(most)d huruf.") % {"most": LONGEST}])
    return words


def _facts(question: Question) -> dict[str, str]:
    return {"question": str(question.pk), "indicator": question.indicator}


def _subject(question: Question) -> str:
    return f"application:{question.application_id}"


def _tell(work: Work, kind: str, question: Question, to: Iterable[Person]) -> None:
    application = question.application
    work.notice(
        kind,
        to=[person.pk for person in to],
        event_key=f"{kind}:{question.pk}",
        params={"unit": application.unit.name},
        link=reverse("award:questions", args=[application.pk]),
    )
