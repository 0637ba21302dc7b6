"""A unit's objection, filed in its window, judged by a centre admin who did not decide."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from award.domain.audience import unit_people
from award.domain.lock import locked
from award.domain.transitions import transit
from award.enums import DateKind, State
from award.errors import NotAllowed, Refused
from award.models import Application, Season
from award.queries.embargo import is_published
from award.queries.instruments import instrument_of
from award.rules import is_centre_admin, is_unit_head, someone
from directory.actors import Actor
from jury.domain.certificates import revoke_certificates
from jury.domain.decisions import announce, current_decision, ended_because, write_decision
from jury.domain.impartial import without_conflict
from jury.domain.publications import make_public
from jury.enums import ObjectionState
from jury.models import Objection, Publication
from jury.queries.told import amendments_pending
from jury.rules import decided_before
from record.domain.work import Work, recorded

OBJECTIONABLE = (
    State.NOT_PASSED,
    State.AWARDED,
    State.NOT_AWARDED,
    State.NOT_ASSESSABLE,
    State.DISQUALIFIED,
)
TOLD_AT_ONCE = (State.NOT_PASSED, State.NOT_ASSESSABLE, State.DISQUALIFIED)


def window_ends(application: Application) -> datetime | None:
    """Until when an objection may be filed: so many days after the unit was told.

    None where nothing was told yet that could be objected to.
    """
    amending = Publication.objects.filter(application=application).order_by("-at")
    return window_after(application, amending.values_list("at", flat=True).first())


def window_after(application: Application, amended_at: datetime | None) -> datetime | None:
    """The same for one of many: `amended_at` is when an amending decision on it was published."""
    if application.state not in OBJECTIONABLE:
        return None
    told = application.state_since if application.state in TOLD_AT_ONCE else None
    if is_published(application):
        told = max(filter(None, [told, application.season.published_at, amended_at]))
    if told is None:
        return None
    return told + timedelta(days=instrument_of(application.season).process.objection_days)


def file_objection(*, application_id: UUID | str, text: str, by: Actor) -> Objection:
    """File an objection. Raises NotAllowed for anyone but the unit's head, Refused out of time."""
    with recorded(actor=by.ledger) as work:
        application = locked(application_id)
        if is_unit_head(by, application) is None:
            raise NotAllowed
        ends, now = window_ends(application), timezone.now()
        if ends is None or now > ends:
            raise Refused([_("Keberatan tidak (lagi) dapat diajukan.")])
        if Objection.objects.filter(application=application, state=ObjectionState.FILED).exists():
            raise Refused([_("Keberatan sudah diajukan dan sedang diperiksa.")])
        if not text.strip():
            raise Refused([_("Tuliskan keberatan dan alasannya.")])
        objection = Objection.objects.create(
            application=application,
            against=application.state,
            text=text.strip(),
            filed_by=someone(by),
            filed_at=now,
        )
        facts = {"objection": str(objection.pk), "text": work.commitment(objection.text)}
        work.event("objection_filed", subject=f"application:{application.pk}", facts=facts)
    return objection


def reject(*, objection_id: UUID | str, answer: str, by: Actor) -> Objection:
    """Reject an objection, with reasons. NotAllowed for who decided before or has a conflict."""
    with recorded(actor=by.ledger) as work:
        objection = _to_judge(objection_id, by)
        _answer(objection, ObjectionState.REJECTED, answer, by, work)
    return objection


def uphold(
    *,
    objection_id: UUID | str,
    target: State,
    until: datetime | None,
    answer: str,
    expected_version: int,
    by: Actor,
) -> Objection:
    """Uphold an objection: the application goes back to `target`, with a calendar of its own.

    Raises what the door raises; the one who decided before may not.
    """
    with recorded(actor=by.ledger) as work:
        objection = _to_judge(objection_id, by)
        kind = CALENDAR.get(target)
        if kind is not None and (until is None or until <= timezone.now()):
            raise Refused([_("Tentukan batas waktu baru yang belum lewat.")])
        transit(
            application_id=objection.application_id,
            edge="uphold_objection",
            by=by,
            expected_version=expected_version,
            reason=answer,
            target=target.value,
            objection=str(objection.pk),
            until=until,
            until_kind=kind,
        )
        objection.target = target
        _answer(objection, ObjectionState.UPHELD, answer, by, work)
    return objection


CALENDAR = {
    State.DRAFT: DateKind.SELF_ASSESSMENT_DUE,
    State.SELF_ASSESSED: DateKind.TEAM_DUE,
    State.EVIDENCE_OPEN: DateKind.EVIDENCE_DUE,
    State.UNDER_VERIFICATION: DateKind.VERIFICATION_DUE,
    State.IN_SCORING: DateKind.SCORING_DUE,
}


def publish_amendment(
    *, application_id: UUID | str, number: str, on: date, note: str, by: Actor
) -> Publication:
    """Publish the decision that an upheld objection ended in; earlier ones stay.

    A certificate of an earlier one no longer holds: the new award, if it is one, has its own.
    """
    with recorded(actor=by.ledger) as work:
        application = locked(application_id, states=[*OBJECTIONABLE, State.REVOKED])
        if is_centre_admin(by, application) is None:
            raise NotAllowed
        without_conflict(by, [application])
        if not amendments_pending().filter(pk=application.pk).exists():
            raise Refused([_("Tidak ada keputusan perubahan yang belum diumumkan.")])
        decision = current_decision(application) or write_decision(
            application=application,
            by=someone(by),
            reasons=ended_because(application),
            number=number,
            on=on,
            work=work,
        )
        publication = make_public(decision, number=number, on=on, note=note, by=by, work=work)
        revoke_certificates(application=application, work=work)
        announce(application, key=f"amended:{publication.pk}", work=work)
    return publication


def standing_before_archiving(season: Season) -> list[str]:
    """What objections still keep the season from the archive, where nobody judges them."""
    lines = []
    filed = Objection.objects.filter(application__season=season, state=ObjectionState.FILED)
    if count := filed.count():
        lines.append(_("%(count)d keberatan belum dijawab.") % {"count": count})
    if count := amendments_pending().filter(season=season).count():
        lines.append(_("%(count)d keputusan perubahan belum diumumkan.") % {"count": count})
    days = timedelta(days=instrument_of(season).process.objection_days)
    amending = season.publications.exclude(application=None).exclude(
        application__state=State.REVOKED
    )
    if amending.filter(at__gte=timezone.now() - days).exists():
        lines.append(_("Masa keberatan terhadap keputusan perubahan belum berakhir."))
    return lines


def _to_judge(objection_id: UUID | str, by: Actor) -> Objection:
    found = Objection.objects.get(pk=objection_id)
    application = locked(found.application_id)
    if is_centre_admin(by, application) is None or decided_before(by, application):
        raise NotAllowed(_("Keberatan diperiksa admin pusat yang tidak ikut memutuskan."))
    without_conflict(by, [application])
    objection = Objection.objects.get(pk=objection_id)
    if objection.state != ObjectionState.FILED:
        raise Refused([_("Keberatan ini sudah dijawab.")])
    return objection


def _answer(
    objection: Objection, state: ObjectionState, answer: str, by: Actor, work: Work
) -> None:
    if not answer.strip():
        raise Refused([_("Jawaban dan alasannya wajib diisi.")])
    objection.state, objection.answer = state, answer.strip()
    objection.answered_by, objection.answered_at = someone(by), timezone.now()
    objection.save()
    application = objection.application
    facts = {"objection": str(objection.pk), "answer": work.commitment(objection.answer)}
    work.event(f"objection_{state}", subject=f"application:{application.pk}", facts=facts)
    work.notice(
        "objection_answered",
        to=[person.pk for person in unit_people(application)],
        event_key=f"objection:{objection.pk}",
        params={"unit": application.unit.name},
        link=f"/pengajuan/{application.pk}/keberatan/",
    )
