"""The unit's own assessment: answers as they are typed, claims once the head has sent them."""

import hashlib
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.domain.lock import locked
from award.domain.transitions import transit
from award.enums import State
from award.errors import NotAllowed, Refused
from award.models import Answer, Application, Claim, StatementOfTruth
from award.queries.answers import answers_of, claims_of
from award.queries.instruments import indicators_of, instrument_of
from award.rules import is_unit_head, someone, works_for_unit
from directory.actors import Actor
from record.canonical import canonical
from record.domain.work import recorded

STATEMENT = gettext_lazy(
    "Saya menyatakan bahwa isian dan data dukung ini benar dan dapat dipertanggungjawabkan."
)


class AnswerChanged(Refused):
    """Somebody else saved this answer since the page was opened; `answer` is theirs."""

    def __init__(self, answer: Answer) -> None:
        super().__init__([_("Jawaban ini baru saja diubah orang lain.")])
        self.answer = answer


class ClaimChanged(Refused):
    """Somebody else amended this claim since the page was opened; `claim` is theirs."""

    def __init__(self, claim: Claim) -> None:
        text = _(
            "Isian ini baru saja diubah oleh %(name)s; lihat di atas. "
            "Simpan lagi bila jawaban Anda yang harus berlaku."
        )
        super().__init__([text % {"name": claim.by.name}])
        self.claim = claim


def save_answer(
    *,
    application_id: UUID | str,
    indicator: str,
    value: str,
    note: str,
    expected_version: int,
    by: Actor,
) -> Answer:
    """Save one working answer (autosave). `expected_version` is 0 for a first answer.

    Raises NotAllowed outside the unit, Refused for a value the scale lacks or a sent
    self-assessment, AnswerChanged when another tab or person was faster.
    """
    with recorded(actor=by.ledger):
        application = locked(application_id, states={State.DRAFT})
        if works_for_unit(by, application) is None:
            raise NotAllowed
        check_value(application, indicator, value)
        answer = Answer.objects.filter(application=application, indicator=indicator).first()
        if answer is not None and answer.version != expected_version:
            if (answer.value, answer.note) == (value, note):
                return answer
            raise AnswerChanged(answer)
        if answer is None:
            answer = Answer(application=application, indicator=indicator, version=0)
        answer.value, answer.note = value, note
        answer.version += 1
        answer.updated_by, answer.updated_at = someone(by), timezone.now()
        answer.save()
        return answer


def check_value(application: Application, indicator: str, value: str) -> None:
    """Refuse an indicator that does not apply to the unit, or an answer its scale lacks."""
    if indicator not in {i.code for i in indicators_of(application)}:
        raise Refused([_("Indikator ini tidak berlaku untuk UPT ini.")])
    scale = instrument_of(application.season).scale_of(indicator)
    if value and value not in {answer.code for answer in scale.answers}:
        raise Refused([_("Jawaban ini tidak ada dalam skala.")])


def submit_self_assessment(
    *, application_id: UUID | str, by: Actor, expected_version: int, statement: bool
) -> Application:
    """Send the self-assessment: the edge, then each changed answer as a claim, and the statement.

    Raises what the door raises.
    """
    with recorded(actor=by.ledger) as work:
        application = transit(
            application_id=application_id,
            edge="submit_self_assessment",
            by=by,
            expected_version=expected_version,
            statement=statement,
        )
        now = application.state_since
        _claim_answers(application, by, now)
        stated = state_truth(application, by, now)
        work.event(
            "truth_stated",
            subject=f"application:{application.pk}",
            facts={"claims": stated.digest, "version": application.version},
        )
    return application


def _claim_answers(application: Application, by: Actor, now: datetime) -> None:
    claims = claims_of(application)
    for indicator, answer in answers_of(application).items():
        last = claims.get(indicator)
        if last is not None and (last.value, last.note) == (answer.value, answer.note):
            continue
        Claim.objects.create(
            application=application,
            indicator=indicator,
            version=last.version + 1 if last else 1,
            value=answer.value,
            note=answer.note,
            by=someone(by),
            at=now,
        )


def state_truth(application: Application, by: Actor, now: datetime) -> StatementOfTruth:
    """Keep the statement over a digest of all claims as they now stand."""
    content = {
        code: {"version": claim.version, "value": claim.value, "gap": claim.gap}
        for code, claim in claims_of(application).items()
    }
    return StatementOfTruth.objects.create(
        application=application,
        application_version=application.version,
        text=str(STATEMENT),  # in the language in which it was read
        digest=hashlib.sha256(canonical(content).encode()).hexdigest(),
        by=someone(by),
        at=now,
    )


def amend_claim(
    *,
    application_id: UUID | str,
    indicator: str,
    value: str,
    reason: str,
    expected_version: int,
    by: Actor,
    gap: bool = False,
) -> Claim:
    """A new version of one claim while evidence is open; the earlier ones stay.

    With `gap` the unit declares that it cannot show the evidence: it counts as unmet. In a
    repair round only the named indicators are open. `expected_version` is the claim's version
    that the page showed. Raises NotAllowed for anyone but the unit's head, Refused without a
    reason, ClaimChanged when another page was faster.
    """
    with recorded(actor=by.ledger) as work:
        application = locked(application_id, states={State.EVIDENCE_OPEN})
        if is_unit_head(by, application) is None:
            raise NotAllowed(_("Hanya kepala UPT yang dapat mengubah isian yang sudah dikirim."))
        check_value(application, indicator, value)
        check_indicator_open(application, indicator)
        if not reason.strip():
            raise Refused([_("Alasan wajib diisi.")])
        last = claims_of(application)[indicator]
        if last.version != expected_version:
            raise ClaimChanged(last)
        claim = Claim.objects.create(
            application=application,
            indicator=indicator,
            version=expected_version + 1,
            value=value or last.value,
            note=last.note,
            gap=gap,
            reason=reason.strip(),
            by=someone(by),
            at=timezone.now(),
        )
        work.event(
            "claim_amended",
            subject=f"application:{application.pk}",
            facts={
                "indicator": indicator,
                "version": claim.version,
                "value": claim.value,
                "gap": gap,
                "reason": work.commitment(claim.reason),
            },
        )
    return claim


def check_indicator_open(application: Application, indicator: str) -> None:
    """Refuse a change to an indicator that this repair round does not name."""
    if application.in_repair and indicator not in application.open_indicators:
        raise Refused([_("Indikator ini tidak dibuka dalam masa perbaikan ini.")])
