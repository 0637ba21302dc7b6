"""Sealing a sheet, its receipt, and changing it after the scoring was reopened."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from award.enums import State
from award.errors import NotAllowed, Refused
from award.pages.requests import actor
from award.queries.instruments import indicator_names
from directory.pages.access import PersonRequest
from jury.domain import scoring
from jury.enums import SheetState
from jury.models import ScoreSheet
from jury.pages.access import own_sheet
from jury.pages.forms.sheets import SealForm
from jury.pages.sheet import sheet_trail
from jury.pages.sheet_rows import parts, writable
from jury.pages.sheet_summary import counted, deviations
from jury.queries.looks import unopened
from record.queries.ledger import entries_about
from verification.pages.file_words import item_title
from verification.pages.gate import gate


@require_http_methods(["GET", "HEAD", "POST"])
@gate
def seal(request: PersonRequest, sheet_id: UUID) -> HttpResponse:
    """What is missing, the button, and once sealed the receipt."""
    found = own_sheet(request, sheet_id)
    if request.method != "POST":
        return _page(request, found)
    try:
        scoring.seal(sheet_id=found.pk, by=actor(request), reason=_reason(request))
    except NotAllowed:
        raise
    except Refused as refused:
        return _page(request, found, refused=refused.reasons)
    messages.success(request, _("Lembar nilai tersegel. Simpan tanda terimanya."))
    return redirect("jury:seal", found.pk)


@require_POST
@gate
def revise(request: PersonRequest, sheet_id: UUID) -> HttpResponse:
    """Open the own sealed sheet again; its earlier version stays."""
    found = own_sheet(request, sheet_id)
    scoring.revise(sheet_id=found.pk, by=actor(request))
    messages.success(request, _("Lembar dibuka kembali. Segel lagi dengan alasan perubahan."))
    return redirect("jury:sheet", found.pk)


def _page(
    request: PersonRequest, found: ScoreSheet, *, refused: list[str] | None = None
) -> HttpResponse:
    receipts, all_parts = _receipts(found), parts(found)
    drafts = set(found.drafts.exclude(value="").values_list("indicator", flat=True))
    context = {
        "sheet": found,
        "application": found.application,
        "writable": writable(found),
        "sealed": found.state == SheetState.SEALED,
        "refused": refused,
        "missing": [
            (part.criterion, [i for i in part.indicators if i.code not in drafts])
            for part in all_parts
            if not part.complete
        ],
        "unopened": _unopened(found) if writable(found) else [],
        "counted": counted(found, all_parts),
        "deviations": deviations(found, all_parts),
        "receipts": receipts,
        "reason_form": _reason_form(request, again=bool(receipts)),
        "revisable": _revisable(found),
        "trail": sheet_trail(found),
    }
    return render(request, "jury/seal.html", context, status=422 if refused else 200)


def _unopened(found: ScoreSheet) -> list[tuple[str, str]]:
    """The files the juror did not open, with where each is opened."""
    names = indicator_names(found.application)
    return [
        (item_title(version.item, names), reverse("jury:look", args=[found.pk, version.pk]))
        for version in unopened(found)
    ]


def _reason(request: PersonRequest) -> str:
    form = SealForm(request.POST)
    return str(form.cleaned_data["reason"]) if form.is_valid() else ""


def _reason_form(request: PersonRequest, *, again: bool) -> SealForm | None:
    """Asks for a reason where an earlier version was sealed."""
    if not again:
        return None
    return SealForm(request.POST) if request.method == "POST" else SealForm()


def _receipts(found: ScoreSheet) -> list[dict[str, Any]]:
    """Each sealed version with its place in the ledger, the last first."""
    entries = entries_about(f"application:{found.application_id}").filter(kind="sheet_sealed")
    bodies = list(entries.values_list("seq", "body"))
    return [
        {
            "version": version,
            "seq": next((seq for seq, body in bodies if version.digest in body), None),
        }
        for version in found.versions.order_by("-version")
    ]


def _revisable(found: ScoreSheet) -> bool:
    """Whether the scoring was reopened since the sheet was sealed."""
    application = found.application
    last = found.versions.last()
    if found.state != SheetState.SEALED or last is None or application.state != State.IN_SCORING:
        return False
    return application.steps.filter(edge="reopen_scoring", at__gte=last.at).exists()
