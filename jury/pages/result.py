"""The unit's result: outcome, reasons, scores opened, documents, until when to object."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from award.models import Application
from award.pages.requests import actor
from award.rules import is_unit_head
from directory.pages.access import PersonRequest, denied, visible_or_404
from jury.domain.objections import window_ends
from jury.enums import CertificateState, ObjectionState
from jury.models import Certificate, Paper, Publication, ReportCard
from jury.pages.access import seen_by_concerned
from jury.pages.mends import mends_table
from jury.pages.pdf_answers import pdf_attachment
from jury.pages.told import Told, told_of
from jury.queries.told import told_decisions
from verification.pages.gate import gate


@require_safe
@gate
def result(request: PersonRequest, application_id: UUID) -> HttpResponse:
    """The result, once it may be known; before, there is no such page for anybody."""
    found = seen_by_concerned(request, application_id)
    told = _told_or_404(request, found)
    ends = window_ends(found)
    context = {
        "application": found,
        "told": told,
        "documents": _documents(found, told),
        "mends": mends_table(found, told.decision),
        "publications": _publications(found),
        "ends": ends,
        "window_open": _window_open(ends),
        "may_object": _window_open(ends) and is_unit_head(actor(request), found) is not None,
        "again": found.objections.filter(
            state=ObjectionState.UPHELD, answered_at__gt=told.at
        ).exists(),
        "trail": [(found.unit.name, reverse("award:application", args=[found.pk]))],
    }
    return render(request, "jury/result.html", context)


@require_safe
@gate
def report_card(request: PersonRequest, application_id: UUID) -> HttpResponseBase:
    """The rapor of what was last told, as a PDF to keep."""
    card = seen_card(request, application_id)
    return pdf_attachment(card.blob, card_name(card))


def seen_card(request: PersonRequest, application_id: UUID) -> ReportCard:
    """The rapor of what was last told, for those it concerns; else a 404 that is logged."""
    found = seen_by_concerned(request, application_id)
    told = told_decisions().filter(application=found).first()
    rows = ReportCard.objects.select_related("blob", "decision__application__unit")
    card = rows.select_related("decision__application__season").filter(decision=told).first()
    if told is None or card is None:
        raise denied(request, application=application_id)
    return card


def card_name(card: ReportCard) -> str:
    """The name a rapor is saved under."""
    application, version = card.decision.application, card.decision.version
    code = application.unit.work_unit_code
    return f"rapor-{application.season.year}-{code}-{version}.pdf"


@require_safe
@gate
def certificate(
    request: PersonRequest, application_id: UUID, certificate_id: UUID
) -> HttpResponseBase:
    """The piagam as a PDF, while it is valid."""
    found = seen_by_concerned(request, application_id)
    row = visible_or_404(request, valid_certificates(found), pk=certificate_id)
    if row.blob is None:
        raise Http404
    return pdf_attachment(row.blob, f"piagam-{row.serial}.pdf")


def valid_certificates(application: Application) -> Any:
    """The certificates of the application that hold and are made."""
    rows = Certificate.objects.filter(application=application, state=CertificateState.VALID)
    return rows.exclude(blob=None).select_related("blob")


def _told_or_404(request: PersonRequest, found: Application) -> Told:
    told = told_of(found)
    if told is None:
        raise denied(request, application=found.pk)
    return told


def _documents(found: Application, told: Told) -> list[dict[str, str]]:
    rows = []
    if told.decision is not None and ReportCard.objects.filter(decision=told.decision).exists():
        url = reverse("jury:report_card", args=[found.pk])
        copies = reverse("jury:report_card_copies", args=[found.pk])
        rows.append({"kind": "report_card", "url": url, "copies": copies})
    letter = Paper.objects.filter(decision=told.decision).first() if told.decision else None
    if letter is not None:
        rows.append({"kind": "letter", "url": reverse("jury:paper", args=[letter.pk])})
    for row in valid_certificates(found):
        url = reverse("jury:certificate", args=[found.pk, row.pk])
        check = reverse("jury:certificate_check", args=[row.token])
        copies = reverse("jury:certificate_copies", args=[found.pk, row.pk])
        rows.append(
            {
                "kind": "certificate",
                "url": url,
                "serial": row.serial,
                "check": check,
                "copies": copies,
            }
        )
    return rows


def _publications(found: Application) -> list[Publication]:
    rows = Publication.objects.filter(season=found.season_id)
    return [p for p in rows.order_by("at") if p.application_id in (None, found.pk)]


def _window_open(ends: datetime | None) -> bool:
    return ends is not None and timezone.now() <= ends
