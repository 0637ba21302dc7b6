"""A unit's objection: filed by its head, read by those concerned, answered by the centre."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from award.models import Application
from award.pages.forms.saving import saved
from award.pages.requests import actor
from award.queries.instruments import indicator_names
from award.rules import is_unit_head
from directory.pages.access import PersonRequest, denied
from jury.domain.objection_files import may_add
from jury.domain.objections import file_objection, window_ends
from jury.enums import ObjectionState
from jury.models import Objection
from jury.pages.access import seen_by_concerned
from jury.pages.forms.decisions import ObjectionFilesForm, ObjectionForm
from jury.pages.objection_files import file_rows
from jury.pages.told import told_of
from verification.pages.gate import gate


@require_http_methods(["GET", "HEAD", "POST"])
@gate
def objection(request: PersonRequest, application_id: UUID) -> HttpResponse:
    """The objections so far, and while the window is open the form of a new one."""
    found = seen_by_concerned(request, application_id)
    filed = list(found.objections.select_related("filed_by", "answered_by"))
    told = told_of(found)
    if told is None and not filed:
        raise denied(request, application=application_id)
    form = ObjectionForm(request.POST or None)
    if request.method == "POST" and saved(
        form,
        lambda: file_objection(
            application_id=found.pk, text=form.cleaned_data["text"], by=actor(request)
        ),
    ):
        messages.success(request, _("Keberatan Anda diterima. Tambahkan buktinya di bawah ini."))
        return redirect("jury:objection", found.pk)
    pending = any(row.state == ObjectionState.FILED for row in filed)
    ends = window_ends(found)
    context = {
        "application": found,
        "told": told,
        "filed": [(row, file_rows(row)) for row in filed],
        "backing": _backing(request, found, filed),
        "ends": ends,
        "over": ends is not None and timezone.now() > ends,
        "form": form if not pending and _may_file(request, found) else None,
        "trail": [(found.unit.name, reverse("award:application", args=[found.pk]))],
    }
    return render(request, "jury/objection.html", context, status=422 if form.is_bound else 200)


def _may_file(request: PersonRequest, found: Application) -> bool:
    ends = window_ends(found)
    if ends is None or timezone.now() > ends:
        return False
    return is_unit_head(actor(request), found) is not None


def _backing(
    request: PersonRequest, found: Application, filed: list[Objection]
) -> dict[str, Any] | None:
    """The open objection and the form of its files, for the unit while its window is open."""
    running = next((row for row in filed if row.state == ObjectionState.FILED), None)
    if running is None or not may_add(running, found, actor(request)):
        return None
    return {"objection": running, "form": ObjectionFilesForm(names=indicator_names(found))}
