"""How far a panel's jurors agreed: figures that warn, after closing, and correct nothing."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from directory.pages.access import PersonRequest
from jury.domain.decisions import ranked_applications
from jury.models import Panel
from jury.pages.access import seen_panel
from jury.pages.agreement_rows import coefficients, exported, severity_rows, unit_rows, why_none
from jury.queries.agreement import Agreement, agreement_of
from jury.queries.conflicts import conflicted_among
from jury.queries.counted import counted
from record.spreadsheets import table
from verification.pages.gate import gate

PAGE = 50
COLUMNS = ("part", "unit", "juror", "figure", "value", "low", "high", "units", "sheets", "reason")


@require_safe
@gate
def agreement(request: PersonRequest, panel_id: UUID) -> HttpResponse:
    """The panel's figures with their intervals, then its units and jurors."""
    panel = seen_panel(request, panel_id)
    found = _found(request, panel)
    context: dict[str, Any] = {
        "panel": panel,
        "found": found,
        "trail": [
            (_("Penilaian"), reverse("jury:panels")),
            (panel.name, reverse("jury:panel", args=[panel.pk])),
        ],
    }
    if found is not None:
        context |= {
            "coefficients": coefficients(found.report),
            "severities": severity_rows(found),
            "no_severities": why_none(found.report.severities, found.jurors),
            "page": Paginator(unit_rows(found), PAGE).get_page(request.GET.get("page")),
        }
    return render(request, "jury/agreement.html", context)


@require_safe
@gate
def agreement_csv(request: PersonRequest, panel_id: UUID) -> HttpResponse:
    """The same figures, one a line, unrounded."""
    found = _found(request, seen_panel(request, panel_id))
    rows = exported(found) if found is not None else []
    answer = HttpResponse(table(COLUMNS, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="kesepakatan-juri.csv"'
    return answer


def _found(request: PersonRequest, panel: Panel) -> Agreement | None:
    """Without the units the reader has a conflict of interest with, as if they were not there."""
    ranked = ranked_applications(panel.season)
    barred = conflicted_among(request.user, ranked)
    ordered = sorted((a for a in ranked if a.pk not in barred), key=lambda a: (a.unit.name, a.pk))
    return agreement_of(panel, counted(panel.season, ordered))
