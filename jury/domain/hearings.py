"""A unit is heard before it is disqualified, or its award revoked; two people decide."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from award.domain.audience import unit_people
from award.domain.lock import locked
from award.domain.transitions import transit
from award.domain.two_people import confirm, propose, withdraw
from award.enums import State
from award.errors import NotAllowed, Refused
from award.models import Application, Proposal
from award.queries.embargo import is_published
from award.queries.instruments import instrument_of
from award.rules import is_unit_head, someone
from directory.actors import Actor
from jury.domain.certificates import revoke_certificates
from jury.domain.decisions import announce, write_decision
from jury.domain.impartial import may_judge
from jury.domain.publications import make_public
from jury.enums import HearingAbout
from jury.models import Hearing, HearingFinding
from record.canonical import Fact
from record.domain.work import recorded
from verification.models import Finding
from verification.queries.findings import confirmed_false

DISQUALIFIABLE = {
    State.EVIDENCE_OPEN,
    State.UNDER_VERIFICATION,
    State.VERIFIED,
    State.IN_SCORING,
    State.SCORED,
}


def open_hearing(*, application_id: UUID | str, charge: str, by: Actor) -> Hearing:
    """Ask the unit to answer a charge; the days to answer are the instrument's.

    About revoking where the unit holds the award, else about disqualifying: then a finding of
    false evidence must stand confirmed. Raises NotAllowed for all but a centre admin and the
    jury's chair, and for one of them with a conflict; Refused.
    """
    person = someone(by)
    with recorded(actor=by.ledger) as work:
        application = locked(application_id, states={*DISQUALIFIABLE, State.AWARDED})
        may_judge(by, application)
        about = _about(application)
        if Hearing.objects.filter(application=application, about=about, closed_at=None).exists():
            raise Refused([_("UPT sudah dimintai keterangan tentang hal ini.")])
        if not charge.strip():
            raise Refused([_("Tuliskan hal yang perlu dijawab UPT.")])
        asked = _asked_about(application, about)
        _names_nobody_else(charge, asked)
        now = timezone.now()
        days = instrument_of(application.season).process.hearing_days
        hearing = Hearing.objects.create(
            application=application,
            about=about,
            charge=charge.strip(),
            opened_by=person,
            opened_at=now,
            answer_due=now + timedelta(days=days),
        )
        HearingFinding.objects.bulk_create(
            HearingFinding(hearing=hearing, finding=finding) for finding in asked
        )
        facts: dict[str, Fact] = {
            "about": about.value,
            "due": hearing.answer_due,
            "charge": work.commitment(charge),
            "findings": sorted(str(finding.pk) for finding in asked),
        }
        work.event("hearing_opened", subject=f"application:{application.pk}", facts=facts)
        work.notice(
            "hearing_opened",
            to=[each.pk for each in unit_people(application)],
            event_key=f"hearing:{hearing.pk}",
            params={"unit": application.unit.name},
            link=f"/pengajuan/{application.pk}/keterangan/",
        )
    return hearing


def _about(application: Application) -> HearingAbout:
    if application.state == State.AWARDED:
        if not is_published(application):
            raise Refused([_("Penghargaan ini belum diumumkan, jadi belum dapat dicabut.")])
        return HearingAbout.REVOKE
    if not confirmed_false(application).exists():
        raise Refused([_("Belum ada temuan bukti palsu yang dikonfirmasi.")])
    return HearingAbout.DISQUALIFY


def _asked_about(application: Application, about: HearingAbout) -> list[Finding]:
    """The confirmed findings that the unit is told of; an award is revoked for other things too."""
    rows = confirmed_false(application).select_related("other__item__application__unit")
    return list(rows) if about == HearingAbout.DISQUALIFY else []


def _names_nobody_else(charge: str, asked: Iterable[Finding]) -> None:
    """Refuse a charge that gives away whose the other file of a pair is."""
    said = charge.casefold()
    for finding in asked:
        if finding.other is None:
            continue
        other = finding.other.item.application.unit
        own = other.pk == finding.version.item.application.unit_id
        if not own and (other.name.casefold() in said or other.work_unit_code in said):
            raise Refused([_("Jangan menyebut UPT lain; sebutkan berkas dan temuannya saja.")])


def answer_hearing(*, hearing_id: UUID | str, answer: str, by: Actor) -> Hearing:
    """The unit's head answers, once, within its days."""
    with recorded(actor=by.ledger) as work:
        found = Hearing.objects.get(pk=hearing_id)
        application = locked(found.application_id)
        hearing = Hearing.objects.get(pk=hearing_id)
        if is_unit_head(by, application) is None:
            raise NotAllowed
        if hearing.closed_at or hearing.answered_at or timezone.now() > hearing.answer_due:
            raise Refused([_("Keterangan sudah diberikan atau waktunya sudah lewat.")])
        if not answer.strip():
            raise Refused([_("Keterangan belum diisi.")])
        hearing.answer, hearing.answered_by = answer.strip(), someone(by)
        hearing.answered_at = timezone.now()
        hearing.save(update_fields=["answer", "answered_by", "answered_at"])
        facts = {"hearing": str(hearing.pk), "answer": work.commitment(hearing.answer)}
        work.event("hearing_answered", subject=f"application:{application.pk}", facts=facts)
    return hearing


def drop_hearing(*, hearing_id: UUID | str, reason: str, by: Actor) -> None:
    """End a hearing without consequence, with a reason. NotAllowed as `open_hearing`.

    What was proposed after it ends with it: another hearing is about something else.
    """
    with recorded(actor=by.ledger) as work:
        found = Hearing.objects.get(pk=hearing_id)
        application = locked(found.application_id)
        may_judge(by, application)
        hearing = Hearing.objects.get(pk=hearing_id)
        if hearing.closed_at is not None or not reason.strip():
            raise Refused([_("Sudah selesai, atau alasannya belum diisi.")])
        hearing.closed_at = timezone.now()
        hearing.save(update_fields=["closed_at"])
        withdraw(act=hearing.about, subject=f"application:{application.pk}")
        facts = {"hearing": str(hearing.pk), "reason": work.commitment(reason)}
        work.event("hearing_dropped", subject=f"application:{application.pk}", facts=facts)


def propose_consequence(
    *, hearing: Hearing, reason: str, by: Actor, number: str = "", on: date | None = None
) -> Proposal:
    """The first of two acts: disqualify, or revoke by a numbered decree.

    The hearing it follows from is among what the second person confirms.
    """
    if not reason.strip():
        raise Refused([_("Alasan wajib diisi.")])
    with recorded(actor=by.ledger):
        application = locked(hearing.application_id)
        if not Hearing.objects.filter(pk=hearing.pk, closed_at=None).exists():
            raise Refused([_("Permintaan keterangan ini sudah selesai.")])
        return propose(
            act=hearing.about,
            subject=f"application:{application.pk}",
            applications=[hearing.application],
            reason=reason,
            params={
                "hearing": str(hearing.pk),
                "number": number.strip(),
                "date": on.isoformat() if on else "",
            },
            by=by,
        )


def carry_out(*, proposal_id: UUID | str, digest: str, by: Actor) -> Application:
    """The second act: the edge, the decision, and for a revocation the certificate's end."""
    with recorded(actor=by.ledger) as work:
        proposal = confirm(proposal_id=proposal_id, digest=digest, by=by)
        [(pk, version)] = proposal.params["applications"].items()
        number, day = proposal.params["number"], proposal.params["date"]
        heard = proposal.params.get("hearing")
        application = transit(
            application_id=pk,
            edge=proposal.act,
            by=by,
            expected_version=version,
            proposal=proposal,
            reason=proposal.params["reason"],
            number=number,
            date=day,
            hearing=heard,
        )
        Hearing.objects.filter(pk=heard).update(closed_at=timezone.now())
        decision = write_decision(
            application=application,
            by=someone(by),
            reasons=proposal.params["reason"],
            number=number,
            on=date.fromisoformat(day) if day else None,
            work=work,
        )
        if proposal.act == HearingAbout.REVOKE:
            revoke_certificates(application=application, work=work)
            reasons, on = decision.reasons, decision.date
            make_public(decision, number=number, on=on, note=reasons, by=by, work=work)
            announce(application, key=f"revoked:{proposal.pk}", work=work)
    return application
