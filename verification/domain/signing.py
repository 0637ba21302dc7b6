"""Signing a closing document in the application."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from award.domain.lock import locked
from award.enums import State
from award.errors import Refused
from award.models import Application
from directory.actors import Actor
from directory.models import Person
from record.domain.work import Work, recorded
from verification.domain.verifying import require_team
from verification.enums import ClosingKind
from verification.models import Decree, DecreeMember, Minutes, Signature
from verification.queries.closing import current_closing, matches, quorum_of
from verification.queries.conflicts import in_conflict
from verification.queries.team import members_in_force


def sign(*, minutes_id: UUID | str, digest: str, by: Actor) -> Signature:
    """Sign the document as a member in force. `digest` is the SHA-256 of the PDF that was read.

    Asking for the password again is the page's part. A second click answers the signature that
    is there. Raises NotAllowed outside the team, Refused for a document that was replaced, no
    longer matches, or names another team.
    """
    application_id = Minutes.objects.values_list("application", flat=True).get(pk=minutes_id)
    with recorded(actor=by.ledger) as work:
        application = locked(application_id, states={State.UNDER_VERIFICATION})
        person, decree = require_team(by, application)
        minutes = Minutes.objects.get(pk=minutes_id)
        minutes.application = application
        known = Signature.objects.filter(minutes=minutes, person=person).first()
        if known is not None:
            return known
        _refuse_if(_not_to_be_signed(minutes, decree, digest))
        return _write(work, minutes, decree, person)


def able_members(decree: Decree, application: Application) -> list[DecreeMember]:
    """The members in force who could sign: those without a conflict of interest."""
    members = list(members_in_force(decree))
    people = in_conflict(application, [member.person for member in members])
    conflicted = set(people.values_list("pk", flat=True))
    return [member for member in members if member.person_id not in conflicted]


def _not_to_be_signed(minutes: Minutes, decree: Decree, digest: str) -> list[str]:
    kind = ClosingKind(minutes.kind)
    name = {"document": kind.label}
    if current_closing(minutes.application, kind) != minutes:
        return [_("Ada %(document)s yang lebih baru. Buka lagi halamannya.") % name]
    if digest != minutes.pdf_id:
        return [_("Dokumen yang Anda baca berbeda dari yang tersimpan. Buka lagi halamannya.")]
    if minutes.decree_id != decree.pk:
        return [_("Tim berganti sejak %(document)s disiapkan; siapkan yang baru.") % name]
    if not matches(minutes, with_findings=True):
        text = _("%(document)s tidak lagi sesuai dengan hasil verifikasi; siapkan yang baru.")
        return [text % name]
    return []


def _write(work: Work, minutes: Minutes, decree: Decree, person: Person) -> Signature:
    able = able_members(decree, minutes.application)
    signature = Signature.objects.create(
        minutes=minutes,
        person=person,
        function=next(m.function for m in able if m.person_id == person.pk),
        decree=decree,
        digest=minutes.pdf_id,
        in_force=sorted(str(member.person_id) for member in able),
        at=timezone.now(),
    )
    work.event(
        "closing_signed",
        subject=f"application:{minutes.application_id}",
        facts={
            "document": minutes.pk,
            "kind": str(minutes.kind),
            "sha256": signature.digest,
            "function": signature.function,
            "decree": decree.pk,
            "in_force": signature.in_force,
        },
    )
    if quorum_of(minutes).reached:
        _tell_leader(work, minutes, able)
    return signature


def _tell_leader(work: Work, minutes: Minutes, able: list[DecreeMember]) -> None:
    application = minutes.application
    work.notice(
        f"{minutes.kind}_signed",
        to=[member.person_id for member in able if member.function == "leader"],
        event_key=f"signed:{minutes.pk}",
        params={"unit": application.unit.name, "season": application.season.name},
        link=f"/pengajuan/{application.pk}/berita-acara/",
    )


def _refuse_if(reasons: list[str]) -> None:
    if reasons:
        raise Refused(reasons)
