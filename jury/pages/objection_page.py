"""One objection's page, drawn anew with a form that was refused."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from award.pages.requests import actor
from directory.enums import RoleKind
from directory.pages.access import PersonRequest, visible_or_404
from directory.queries.roles import holds_any
from jury.enums import ObjectionState
from jury.guards import targets_from
from jury.models import Objection
from jury.pages.access import ADMIN, must_hold
from jury.pages.forms.decisions import RejectForm, UpholdForm
from jury.pages.objection_files import file_rows
from jury.pages.told import told_of
from jury.rules import decided_before, has_conflict

INBOX = ADMIN | {RoleKind.AUDITOR}


def seen_objection(request: PersonRequest, objection_id: UUID) -> Objection:
    """The objection, for those at the centre who judge or audit; else a 404."""
    must_hold(request, INBOX)
    rows = Objection.objects.select_related(
        "application__unit",
        "application__region",
        "application__season__instrument",
        "filed_by",
        "answered_by",
    )
    return visible_or_404(request, rows, pk=objection_id)


def objection_page(
    request: PersonRequest, found: Objection, *, status: int = 200, **forms: Any
) -> HttpResponse:
    """The objection; `forms` replaces a fresh form by one with errors."""
    application = found.application
    by = actor(request)
    to_judge = found.state == ObjectionState.FILED and holds_any(request.user, ADMIN)
    context: dict[str, Any] = {
        "objection": found,
        "files": file_rows(found),
        "application": application,
        "told": told_of(application),
        "decided_before": to_judge and decided_before(by, application),
        "in_conflict": to_judge and has_conflict(by, application),
        "trail": [(_("Keberatan"), reverse("jury:objections"))],
    }
    if to_judge and not (context["decided_before"] or context["in_conflict"]):
        targets = targets_from(application)
        context["reject_form"] = RejectForm(auto_id="reject-%s")
        context["uphold_form"] = UpholdForm(targets=targets, auto_id="uphold-%s")
    return render(request, "jury/objection_judge.html", context | forms, status=status)
