"""Preparing the document that closes a verification: minutes, or a letter."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from award.domain.audience import team_people
from award.domain.lock import locked
from award.enums import State
from award.errors import Refused
from award.given import Given
from award.models import Application
from directory.actors import Actor
from record.canonical import canonical
from record.domain.blobs import keep, register
from record.domain.documents import render
from record.domain.printed_checkpoints import with_code
from record.domain.work import Work, recorded
from record.store import Stored
from verification import guards
from verification.domain.closing_content import Content, content_of
from verification.domain.verifying import require_team
from verification.enums import ClosingKind
from verification.models import Decree, Minutes
from verification.queries.basis import digest
from verification.queries.closing import closing_basis, current_closing, findings_basis, matches

TEMPLATE = Path(__file__).resolve().parent.parent / "documents" / "closing.typ"
LARGEST = 20 * 1024 * 1024
BEFORE = (
    guards.checks_settled,
    guards.findings_decided,
    guards.indicators_verified,
    guards.visit_done,
)


@dataclass(frozen=True, kw_only=True)
class Words:
    """What the team writes into a letter: why not passed, and how to take part again."""

    reasons: str = ""
    how_again: str = ""


@dataclass(frozen=True, kw_only=True)
class _Rendered:
    """A document and what it rested on when it was rendered."""

    number: int
    content: Content
    basis: str
    findings_basis: str
    pdf: Stored


def prepare_closing(
    *, application_id: UUID | str, kind: ClosingKind, by: Actor, words: Words | None = None
) -> Minutes:
    """Write the document from what was found, as a PDF to be signed by the team.

    Raises NotAllowed outside the team in force; Refused with what is still missing, for a
    letter without its words, when the current document is still true, and when something
    changed while the PDF was made.
    """
    said = words or Words()
    rows = Application.objects.select_related("unit", "region", "season__instrument")
    application = rows.get(pk=application_id)
    decree = require_team(by, application)[1]
    _refuse_if(closing_obstacles(application, kind, by=by, words=said))
    _refuse_if(_still_true(application, kind, decree, said))
    # Rendering and keeping take their time and hold no lock.
    rendered = _render(application, kind, decree, said)
    with recorded(actor=by.ledger) as work:
        application = locked(application_id, states={State.UNDER_VERIFICATION})
        person, decree_now = require_team(by, application)
        if decree_now != decree or not _unchanged(application, rendered):
            raise Refused([_("Data berubah saat dokumen disiapkan. Silakan coba lagi.")])
        minutes = Minutes(application=application, kind=kind, decree=decree, by=person)
        minutes.reasons = said.reasons.strip()
        _write(work, minutes, rendered)
    return minutes


def closing_obstacles(
    application: Application, kind: ClosingKind, *, by: Actor, words: Words | None = None
) -> list[str]:
    """What is missing before the document can be prepared; `words` None: not asked yet."""
    if application.state != State.UNDER_VERIFICATION:
        return [_("Dokumen ini hanya disiapkan selama verifikasi Kanwil.")]
    given = Given(by=by, at=timezone.now())
    reasons = [line for guard in BEFORE for line in guard(application, given)]
    if kind == ClosingKind.LETTER and words is not None:
        if not words.reasons.strip():
            reasons.append(_("Tuliskan alasan belum lolos."))
        if not words.how_again.strip():
            reasons.append(_("Tuliskan cara mengikuti kembali."))
    return reasons


def _still_true(
    application: Application, kind: ClosingKind, decree: Decree, words: Words
) -> list[str]:
    """A further copy would only make the signatures worthless that are already there."""
    current = current_closing(application, kind)
    if current is None or current.decree != decree or not matches(current, with_findings=True):
        return []
    if kind == ClosingKind.LETTER and current.reasons != words.reasons.strip():
        return []
    return [_("%(document)s yang ada masih sesuai; tanda tangani itu.") % {"document": kind.label}]


def _render(application: Application, kind: ClosingKind, decree: Decree, words: Words) -> _Rendered:
    number = _next_number(application)
    basis, findings = closing_basis(application), findings_basis(application)
    content = content_of(
        application,
        kind=kind,
        decree=decree,
        number=number,
        on=timezone.localdate(timezone=application.region.zone.info),
        reasons=words.reasons.strip(),
        how_again=words.how_again.strip(),
    )
    shown = {
        **content,
        "digest": digest(content),
        "checkpoint": with_code(content["checkpoint"]),
    }
    pdf = keep([render(TEMPLATE, shown)], limit=LARGEST)
    return _Rendered(number=number, content=content, basis=basis, findings_basis=findings, pdf=pdf)


def _unchanged(application: Application, rendered: _Rendered) -> bool:
    return (rendered.number, rendered.basis, rendered.findings_basis) == (
        _next_number(application),
        closing_basis(application),
        findings_basis(application),
    )


def _next_number(application: Application) -> int:
    return Minutes.objects.filter(application=application).count() + 1


def _write(work: Work, minutes: Minutes, rendered: _Rendered) -> None:
    minutes.verification_round = minutes.application.verification_round
    minutes.number = rendered.number
    minutes.content = canonical(rendered.content)
    minutes.content_digest = digest(rendered.content)
    minutes.basis, minutes.findings_basis = rendered.basis, rendered.findings_basis
    minutes.pdf = register(rendered.pdf)
    minutes.at = timezone.now()
    minutes.save(force_insert=True)
    _announce(work, minutes)


def _announce(work: Work, minutes: Minutes) -> None:
    application = minutes.application
    work.event(
        "closing_prepared",
        subject=f"application:{application.pk}",
        facts={
            "document": minutes.pk,
            "kind": str(minutes.kind),
            "number": minutes.number,
            "round": minutes.verification_round,
            "sha256": minutes.pdf_id,
            "content": minutes.content_digest,
            "decree": minutes.decree_id,
        },
    )
    work.notice(
        f"{minutes.kind}_to_sign",
        to=[person.pk for person in team_people(application) if person != minutes.by],
        event_key=f"to_sign:{minutes.pk}",
        params={"unit": application.unit.name, "season": application.season.name},
        link=f"/pengajuan/{application.pk}/berita-acara/",
    )


def _refuse_if(reasons: list[str]) -> None:
    if reasons:
        raise Refused(reasons)
