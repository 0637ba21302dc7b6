"""One piece of evidence: its versions, its checks, its receipts."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from award.models import Application
from award.pages.requests import actor
from award.queries.instruments import indicator_names, instrument_of
from directory.pages.access import PersonRequest, visible_or_404
from verification.domain.deciders import decides_findings, waives_checks
from verification.domain.sight import Sight, needs_originals, readable_files, sight_of
from verification.domain.upload_rules import may_change
from verification.enums import CheckState
from verification.models import EvidenceItem, EvidenceVersion
from verification.pages.evidence import trail_to_evidence
from verification.pages.evidence_rows import flagged_versions
from verification.pages.file_words import (
    check_rows,
    file_title,
    is_settled,
    preview_url,
    state_words,
)
from verification.pages.files import seen_version
from verification.pages.findings_forms import RaiseForm
from verification.pages.findings_history import readable_findings
from verification.pages.findings_rows import finding_rows
from verification.pages.gate import gate
from verification.pages.opening import to_be_opened_at
from verification.pages.progress import progress_of
from verification.pages.upload_slots import replacing_slot
from verification.queries.receipts import receipt_of


def seen_item(request: PersonRequest, item_id: UUID) -> EvidenceItem:
    """The item, if this person may open it; else a 404 that is logged."""
    items = EvidenceItem.objects.select_related(
        "application__unit__region", "application__region", "application__season__instrument"
    )
    return visible_or_404(request, items.filter(readable_files(request.user)), pk=item_id)


@require_safe
@gate
def evidence_item(request: PersonRequest, item_id: UUID) -> HttpResponse:
    """The page of one piece of evidence, after the click that a juror opens it with."""
    item = seen_item(request, item_id)
    opening = to_be_opened_at(request, _last_version(item))
    return redirect(opening) if opening else item_page(request, item)


def _last_version(item: EvidenceItem) -> EvidenceVersion:
    last = item.versions.latest("version")
    last.item = item
    return last


def item_page(
    request: PersonRequest,
    item: EvidenceItem,
    *,
    raise_form: RaiseForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, with the form that was refused in its place."""
    found = item.application
    by = actor(request)
    sight = sight_of(by, found)
    versions = _versions(item)
    last = versions[0]
    indicator = instrument_of(found.season).indicator(item.indicator)
    changes = (
        sight.for_unit and item.removed_at is None and may_change(found, item.indicator, by, item)
    )
    findings = readable_findings(found, sight).filter(version__item=item)
    context = {
        **_checks_context(found, last, sight),
        "item": item,
        "indicator": indicator,
        "application": found,
        "title": file_title(last),
        "last": last,
        "picture": preview_url(last, "preview"),
        "versions": versions,
        "original": needs_originals(by, found) and not last.checking.sealed,
        "upload": replacing_slot(found, item, indicator) if changes else None,
        "changes": changes,
        "findings": finding_rows(findings, found, sight),
        "waives": _is_unchecked(last) and waives_checks(by, found) is not None,
        "repeats": _is_unchecked(last) and decides_findings(by, found) is not None,
        "raise_form": raise_form or (RaiseForm() if decides_findings(by, found) else None),
        "trail": [*trail_to_evidence(found), _to_indicator(item)],
    }
    return render(request, "verification/evidence_item.html", context, status=status)


@require_safe
@gate
def item_checks(request: PersonRequest, item_id: UUID) -> HttpResponse:
    """The state of a file's checks alone, for a page that asks how far they are."""
    item = seen_item(request, item_id)
    sight = sight_of(actor(request), item.application)
    context = _checks_context(item.application, _versions(item)[0], sight)
    return render(request, "verification/evidence_checks.html", context)


@require_safe
@gate
def receipt(request: PersonRequest, version_id: UUID) -> HttpResponse:
    """The receipt of one upload, to keep or to print."""
    version = seen_version(request, version_id)
    context = {
        "receipt": receipt_of(version),
        "title": file_title(version),
        "version": version,
        "trail": [*trail_to_evidence(version.item.application), _to_item(version)],
    }
    return render(request, "verification/evidence_receipt.html", context)


def _versions(item: EvidenceItem) -> list[EvidenceVersion]:
    rows = item.versions.select_related("item", "checking", "uploaded_by", "blob")
    return list(rows.prefetch_related("previews", "results").order_by("-version"))


def _checks_context(found: Application, version: EvidenceVersion, sight: Sight) -> dict[str, Any]:
    flagged = version.pk in flagged_versions(found, sight)
    label, tone = state_words(version.checking, flagged=flagged)
    settled = is_settled(version.checking)
    poll = reverse("verification:item_checks", args=[version.item_id])
    return {
        "state": label,
        "tone": tone,
        "progress": "" if settled else progress_of(version),
        "checks": check_rows(list(version.results.all())),
        "poll_url": None if settled else poll,
        "checking": version.checking,
    }


def _is_unchecked(version: EvidenceVersion) -> bool:
    return version.checking.state == CheckState.UNCHECKED


def _to_indicator(item: EvidenceItem) -> tuple[str, str]:
    url = reverse("verification:indicator", args=[item.application_id, item.indicator])
    return (indicator_names(item.application)[item.indicator], url)


def _to_item(version: EvidenceVersion) -> tuple[str, str]:
    return (file_title(version), reverse("verification:evidence_item", args=[version.item_id]))
