"""What counts for or against a unit: registered, answered by the unit, decided by another person.

All of it before the scoring is closed: whoever decides has not seen what it would change. The guard
`jury.guards.modifiers_settled` holds the closing until none waits.
"""

from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from award.domain.audience import unit_people
from award.domain.lock import locked, require_state
from award.enums import State
from award.errors import NotAllowed, Refused
from award.models import Application
from award.queries.instruments import instrument_of
from award.rules import is_unit_head, someone
from criteria.domain.modifying import points_for
from criteria.errors import ScoringError
from directory.actors import Actor
from jury.domain.impartial import may_judge
from jury.enums import Direction, ModifierState
from jury.models import ModifierEntry
from jury.queries.modifiers import entries_of, points_of
from record.canonical import Fact
from record.domain.work import Work, recorded

# From the assessment's submission until its scores are about to be seen.
OPEN = frozenset(
    {
        State.SELF_ASSESSED,
        State.EVIDENCE_OPEN,
        State.UNDER_VERIFICATION,
        State.VERIFIED,
        State.IN_SCORING,
    }
)


def register_modifier(
    *,
    application_id: UUID | str,
    code: str,
    direction: Direction,
    source: str,
    number: str,
    on: date,
    facts: str,
    by: Actor,
) -> ModifierEntry:
    """Enter a modifier and ask the unit to answer; its days are the instrument's.

    Raises NotAllowed for anyone but a centre admin or the jury's chair without conflict, Refused
    where the instrument has no such modifier on, or the same document was entered before.
    """
    person = someone(by)
    with recorded(actor=by.ledger) as work:
        application = locked(application_id, states=OPEN)
        may_judge(by, application)
        instrument = instrument_of(application.season)
        try:
            points = points_for(instrument, code=code, direction=direction)
        except ScoringError as error:
            raise Refused([_("Penyesuai ini tidak diaktifkan dalam instrumen.")]) from error
        _refuse_incomplete(application, code, source, number, facts)
        now = timezone.now()
        entry = ModifierEntry.objects.create(
            application=application,
            code=code,
            direction=direction,
            source=source.strip(),
            number=number.strip(),
            date=on,
            facts=facts.strip(),
            registered_by=person,
            registered_at=now,
            answer_due=now + timedelta(days=instrument.process.hearing_days),
        )
        told: dict[str, Fact] = {
            **_named(entry),
            "points": str(points.points),
            "number": entry.number,
            "date": entry.date,
            "due": entry.answer_due,
            "source": work.commitment(entry.source),
            "facts": work.commitment(entry.facts),
        }
        work.event("modifier_registered", subject=f"application:{application.pk}", facts=told)
        _tell_unit(entry, application, work)
    return entry


def answer_modifier(*, modifier_id: UUID | str, answer: str, by: Actor) -> ModifierEntry:
    """The unit's head answers, once, within its days and before it is decided."""
    with recorded(actor=by.ledger) as work:
        entry, application = _locked(modifier_id)
        if is_unit_head(by, application) is None:
            raise NotAllowed
        # Before the state: no scoring is closed while one waits, so this tells no closing.
        waits = entry.state == ModifierState.REGISTERED and entry.answered_at is None
        if not waits or timezone.now() > entry.answer_due:
            raise Refused([_("Jawaban sudah diberikan atau waktunya sudah lewat.")])
        require_state(application, OPEN)
        if not answer.strip():
            raise Refused([_("Jawaban belum diisi.")])
        entry.answer, entry.answered_by = answer.strip(), someone(by)
        entry.answered_at = timezone.now()
        entry.save(update_fields=["answer", "answered_by", "answered_at"])
        told: dict[str, Fact] = {**_named(entry), "answer": work.commitment(entry.answer)}
        work.event("modifier_answered", subject=f"application:{application.pk}", facts=told)
    return entry


def decide_modifier(
    *, modifier_id: UUID | str, applied: bool, reason: str, by: Actor
) -> ModifierEntry:
    """Let it count or not, with a reason; it may be decided on again until the scoring is closed.

    Raises NotAllowed for whoever registered it or may not judge, Refused before the unit answered
    or its days ran out.
    """
    person = someone(by)
    with recorded(actor=by.ledger) as work:
        entry, application = _locked(modifier_id)
        require_state(application, OPEN)
        may_judge(by, application)
        if entry.registered_by_id == person.pk:
            raise NotAllowed(_("Orang lain yang memutuskan penyesuai yang Anda daftarkan."))
        if entry.answered_at is None and timezone.now() <= entry.answer_due:
            raise Refused([_("UPT masih dapat menjawab.")])
        if not reason.strip():
            raise Refused([_("Alasan wajib diisi.")])
        entry.state = ModifierState.APPLIED if applied else ModifierState.REJECTED
        entry.reason, entry.decided_by = reason.strip(), person
        entry.decided_at = timezone.now()
        entry.save(update_fields=["state", "reason", "decided_by", "decided_at"])
        told: dict[str, Fact] = {
            **_named(entry),
            "applied": applied,
            "points": str(points_of(entry).points),
            "reason": work.commitment(entry.reason),
        }
        work.event("modifier_decided", subject=f"application:{application.pk}", facts=told)
    return entry


def _locked(modifier_id: UUID | str) -> tuple[ModifierEntry, Application]:
    """The entry behind its application's lock."""
    found = ModifierEntry.objects.get(pk=modifier_id)
    application = locked(found.application_id)
    return ModifierEntry.objects.get(pk=modifier_id), application


def _refuse_incomplete(
    application: Application, code: str, source: str, number: str, facts: str
) -> None:
    if not (source.strip() and number.strip() and facts.strip()):
        raise Refused([_("Sumber, nomor, dan uraian wajib diisi.")])
    same = entries_of(application).filter(code=code)
    if same.filter(number=number.strip()).exists():
        raise Refused([_("Dokumen ini sudah didaftarkan untuk UPT ini.")])


def _named(entry: ModifierEntry) -> dict[str, Fact]:
    return {"modifier": str(entry.pk), "code": entry.code, "direction": str(entry.direction)}


def _tell_unit(entry: ModifierEntry, application: Application, work: Work) -> None:
    work.notice(
        "modifier_registered",
        to=[person.pk for person in unit_people(application)],
        event_key=f"modifier:{entry.pk}",
        params={"unit": application.unit.name},
        link=f"/pengajuan/{application.pk}/penyesuai/",
    )
