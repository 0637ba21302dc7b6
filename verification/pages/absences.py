"""Days on which verifiers cannot go: told by themselves or by the Kanwil's secretariat."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from award.errors import NotAllowed
from award.pages.forms.saving import saved
from award.pages.requests import actor
from directory.pages.access import PersonRequest, visible_or_404
from verification.domain.absences import report_absence, withdraw_absence
from verification.models import Absence, PlannedVisit
from verification.pages.gate import gate
from verification.pages.visit_plan_forms import AbsenceForm
from verification.pages.visit_plans import plan_step
from verification.queries.absences import absence_told_of, absences_told_to
from verification.queries.visit_plan import visits_of_the_absent


@require_http_methods(["GET", "HEAD", "POST"])
@gate
def absences(request: PersonRequest) -> HttpResponse:
    """Who is away when, and the form that says so."""
    people = absence_told_of(request.user)
    if not people.exists():
        raise NotAllowed
    form = AbsenceForm(
        request.POST if request.method == "POST" else None,
        people=people,
        initial={"person": request.user.pk},
    )

    def report() -> None:
        given = form.cleaned_data
        report_absence(
            person_id=given["person"].pk,
            first_day=given["first_day"],
            last_day=given["last_day"],
            by=actor(request),
        )

    if saved(form, report):
        messages.success(request, _("Ketidakhadiran dicatat."))
        return redirect("verification:absences")
    context = {
        "absences": _with_visits(request),
        "form": form,
        "trail": [plan_step()],
    }
    status = 422 if form.errors else 200
    return render(request, "verification/absences.html", context, status=status)


def _with_visits(request: PersonRequest) -> list[tuple[Absence, list[PlannedVisit]]]:
    """Each absence with the visits that need somebody else because of it."""
    rows = list(absences_told_to(request.user))
    visits = visits_of_the_absent(rows, request.user)
    return [(row, visits[row.pk]) for row in rows]


@require_POST
@gate
def absence_withdraw(request: PersonRequest, absence_id: UUID) -> HttpResponse:
    """Take an absence back."""
    found = visible_or_404(request, absences_told_to(request.user), pk=absence_id)
    withdraw_absence(absence_id=found.pk, by=actor(request))
    messages.success(request, _("Ketidakhadiran ditarik."))
    return redirect("verification:absences")
