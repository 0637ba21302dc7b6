"""The field visit: recorded on a phone, in the place itself."""

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
from award.pages.forms.saving import saved, shown_now
from award.pages.requests import actor
from award.queries.instruments import indicator_names
from award.queries.visible import visible_to
from directory.pages.access import PersonRequest, denied, visible_or_404
from verification.domain.readers import reads_desk
from verification.domain.visiting import STATES, VisitChanged, amend_visit, record_visit
from verification.models import Visit
from verification.pages.desk import at_desk, trail_to
from verification.pages.desk_forms import NoteForm, VisitForm
from verification.pages.former_member import tell_former_member
from verification.pages.gate import gate
from verification.pages.visit_rows import notes_by_indicator
from verification.queries.visit_plan import planned_for
from verification.queries.visits import visits_of, waiver_of
from verification.rules import may_verify, plans_visits

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
@gate
def visits(request: PersonRequest, application_id: UUID) -> HttpResponse:
    """The visits of an application, and the form that begins one."""
    found = at_desk(request, application_id)
    form = VisitForm(_posted(request), initial={"on": timezone.localdate()})
    made: list[Visit] = []

    def record() -> None:
        made.append(
            record_visit(application_id=found.pk, by=actor(request), **_head(form.cleaned_data))
        )

    if request.method == "POST" and saved(form, record):
        messages.success(request, _("Kunjungan tercatat. Tambahkan catatan setiap indikator."))
        return redirect("verification:visit", made[0].pk)
    context = {
        "application": found,
        "visits": visits_of(found),
        "waiver": waiver_of(found),
        "form": form if form.errors or visit_open(request, found) else None,
        "planned": planned_for(found, request.user),
        "plans": found.state in STATES and plans_visits(actor(request), found),
        "trail": [*trail_to(found), desk_step(found)],
    }
    status = 422 if form.errors else 200
    return render(request, "verification/visits.html", context, status=status)


@require_http_methods(METHODS)
@gate
def visit(request: PersonRequest, visit_id: UUID) -> HttpResponse:
    """One visit: its head to mend, its notes and photos by indicator, the form for more."""
    found = seen_visit(request, visit_id)
    form = VisitForm(_posted(request), initial=_as_before(found))

    def amend() -> None:
        given = form.cleaned_data
        try:
            amend_visit(
                visit_id=found.pk,
                expected_version=given["version"] or 0,
                by=actor(request),
                **_head(given),
            )
        except VisitChanged as changed:
            shown_now(form, version=changed.visit.version)
            raise

    if request.method == "POST" and saved(form, amend):
        messages.success(request, _("Catatan kunjungan diperbarui."))
        return redirect("verification:visit", found.pk)
    return visit_page(request, found, form=form, status=422 if form.errors else 200)


def visit_page(
    request: PersonRequest,
    found: Visit,
    *,
    form: VisitForm | None = None,
    note: NoteForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of one visit with the forms as they are; what was refused is never hidden."""
    application = found.application
    refused = bool((form and form.errors) or (note and note.errors))
    context = {
        "visit": found,
        "application": application,
        "notes": notes_by_indicator(application, found),
        "form": form or VisitForm(initial=_as_before(found)),
        "note": note or NoteForm(names=indicator_names(application)),
        "writes": refused or visit_open(request, application),
        "trail": [
            *trail_to(application),
            desk_step(application),
            (_("Kunjungan lapangan"), reverse("verification:visits", args=[application.pk])),
        ],
    }
    return render(request, "verification/visit.html", context, status=status)


def seen_visit(request: PersonRequest, visit_id: UUID) -> Visit:
    """The visit, for those who read the team's work; 404 for everybody else."""
    rows = Visit.objects.select_related(
        "application__unit", "application__region", "application__season__instrument", "by"
    )
    for application_id in Visit.objects.filter(pk=visit_id).values_list("application", flat=True):
        tell_former_member(request, application_id)
    mine = rows.filter(application__in=visible_to(request.user).values("pk"))
    found = visible_or_404(request, mine, pk=visit_id)
    if not reads_desk(actor(request), found.application):
        raise denied(request, visit=visit_id)
    return found


def visit_open(request: PersonRequest, found: Application) -> bool:
    """Whether this person may write about a visit now."""
    return found.state in STATES and may_verify(actor(request), found)


def desk_step(found: Application) -> tuple[str, str]:
    """The desk as a step on the way back up."""
    return (_("Meja verifikasi"), reverse("verification:desk", args=[found.pk]))


def _posted(request: PersonRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _as_before(found: Visit) -> dict[str, Any]:
    return {
        "on": found.date,
        "present": found.present,
        "summary": found.summary,
        "version": found.version,
    }


def _head(given: dict[str, Any]) -> dict[str, Any]:
    return {name: given[name] for name in ("on", "present", "summary")}
