"""The centre's papers and certificates that are signed electronically outside."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from directory.enums import RoleKind
from directory.pages.access import PersonRequest, visible_or_404
from directory.queries.roles import holds_any
from jury.enums import PaperKind
from jury.models import Certificate, Paper, ReportCard
from jury.pages.access import ADMIN, HEADS, seen_by_concerned
from jury.pages.paper_names import name_of
from jury.pages.papers import seen_paper
from jury.pages.result import card_name, seen_card, valid_certificates
from record.models import Blob
from verification.pages.gate import gate
from verification.pages.signed_minutes import named as minutes_named
from verification.pages.signed_page import Signable, signed_file, signed_page
from verification.pages.to_disk import to_disk

METHODS = ["GET", "HEAD", "POST"]


@to_disk
@require_http_methods(METHODS)
@gate
def paper(request: PersonRequest, paper_id: UUID) -> HttpResponse:
    """A paper and its signed copies; who makes such papers brings them."""
    found = seen_paper(request, paper_id)
    return signed_page(
        request,
        Signable(
            draft=found.blob,
            title=_title(found),
            subject=f"season:{found.season.year}",
            file_url=reverse("jury:paper_file", args=[found.pk]),
            copy_url=lambda copy: reverse("jury:signed_paper", args=[found.pk, copy.pk]),
            may_bring=holds_any(request.user, _bringing(found)),
            trail=[],
            name_of=named,
        ),
    )


@require_safe
@gate
def signed_paper(request: PersonRequest, paper_id: UUID, copy_id: UUID) -> FileResponse:
    """A signed copy of a paper, for those who may read the paper."""
    found = seen_paper(request, paper_id)
    return signed_file(request, found.blob, copy_id, _signed(name_of(found)))


@to_disk
@require_http_methods(METHODS)
@gate
def report_card(request: PersonRequest, application_id: UUID) -> HttpResponse:
    """The rapor of what was last told, and its signed copies."""
    found = seen_card(request, application_id)
    return signed_page(
        request,
        Signable(
            draft=found.blob,
            title=_card_title(found),
            subject=f"application:{application_id}",
            file_url=reverse("jury:report_card", args=[application_id]),
            copy_url=lambda copy: reverse(
                "jury:signed_report_card", args=[application_id, copy.pk]
            ),
            may_bring=holds_any(request.user, ADMIN),
            trail=[(_("Hasil"), reverse("jury:result", args=[application_id]))],
            name_of=named,
        ),
    )


@require_safe
@gate
def signed_report_card(request: PersonRequest, application_id: UUID, copy_id: UUID) -> FileResponse:
    """A signed copy of the rapor of what was last told."""
    found = seen_card(request, application_id)
    return signed_file(request, found.blob, copy_id, _signed(card_name(found)))


@to_disk
@require_http_methods(METHODS)
@gate
def certificate(request: PersonRequest, application_id: UUID, certificate_id: UUID) -> HttpResponse:
    """A certificate and its signed copies, while it holds."""
    found, draft = _certificate(request, application_id, certificate_id)
    address = [application_id, certificate_id]
    return signed_page(
        request,
        Signable(
            draft=draft,
            title=found.serial,
            subject=f"certificate:{found.pk}",
            file_url=reverse("jury:certificate", args=address),
            copy_url=lambda copy: reverse("jury:signed_certificate", args=[*address, copy.pk]),
            may_bring=holds_any(request.user, ADMIN),
            trail=[],
            name_of=named,
        ),
    )


@require_safe
@gate
def signed_certificate(
    request: PersonRequest, application_id: UUID, certificate_id: UUID, copy_id: UUID
) -> FileResponse:
    """A signed copy of a certificate, while it holds."""
    found, draft = _certificate(request, application_id, certificate_id)
    return signed_file(request, draft, copy_id, _signed(f"piagam-{found.serial}.pdf"))


def named(sha256: str) -> str:
    """The document of ours with these bytes, in words; empty where there is none."""
    paper = Paper.objects.select_related(
        "season", "decision__application__unit", "closing__panel", "meeting__panel"
    )
    found = paper.filter(blob=sha256).first()
    if found is not None:
        return f"{_title(found)}, {found.season.name} ({found.season.year})"
    certificate = Certificate.objects.filter(blob=sha256).first()
    if certificate is not None:
        return certificate.serial
    cards = ReportCard.objects.select_related(
        "decision__application__unit", "decision__application__season"
    )
    card = cards.filter(blob=sha256).first()
    return _card_title(card) if card else minutes_named(sha256)


def _card_title(card: ReportCard) -> str:
    application = card.decision.application
    name = _("Rapor – %(unit)s, %(season)s")
    return name % {"unit": application.unit.name, "season": application.season.name}


def _title(found: Paper) -> str:
    label = str(found.get_kind_display())
    if found.decision is not None:
        return f"{label} – {found.decision.application.unit.name}"
    if found.closing is not None:
        return f"{label} – {found.closing.panel.name}"
    if found.meeting is not None:
        return f"{label} {found.meeting.number} – {found.meeting.panel.name}"
    return f"{label} {found.number or ''}".strip()


def _bringing(found: Paper) -> frozenset[RoleKind]:
    return ADMIN | HEADS if found.kind in (PaperKind.CLOSING, PaperKind.MEETING) else ADMIN


def _certificate(
    request: PersonRequest, application_id: UUID, certificate_id: UUID
) -> tuple[Certificate, Blob]:
    """The certificate while it holds, and its PDF once it is made; else a 404."""
    application = seen_by_concerned(request, application_id)
    found: Certificate = visible_or_404(request, valid_certificates(application), pk=certificate_id)
    if found.blob is None:
        raise Http404
    return found, found.blob


def _signed(name: str) -> str:
    return f"{name.removesuffix('.pdf')}-tertanda.pdf"
