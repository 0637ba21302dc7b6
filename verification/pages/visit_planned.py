"""One planned visit: its days and people, who goes instead, its letters, giving it up."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from award.errors import NotAllowed
from award.pages.forms.saving import saved, shown_now
from award.pages.requests import actor
from award.queries.visible import visible_to
from directory.pages.access import PersonRequest, denied, visible_or_404
from directory.queries.roles import today
from verification.domain.assignment_letters import make_letter
from verification.domain.readers import reads_desk
from verification.domain.visit_days import days_text
from verification.domain.visit_plan import PlanChanged, cancel_plan, change_plan, substitute
from verification.models import AssignmentLetter, PlannedVisit
from verification.pages.desk import trail_to
from verification.pages.former_member import tell_former_member
from verification.pages.gate import gate
from verification.pages.paper import saved_pdf
from verification.pages.visit_plan_forms import (
    AssignmentForm,
    CancelForm,
    SubstituteForm,
    Versioned,
    VisitPlanForm,
)
from verification.pages.visit_plan_list import Row, rows_of
from verification.pages.visit_plans import plan_step
from verification.queries.shares import acting_members
from verification.queries.visit_plan import STATES, could_go, visit_plans
from verification.rules import plans_visits


@require_http_methods(["GET", "HEAD", "POST"])
@gate
def planned(request: PersonRequest, plan_id: UUID) -> HttpResponse:
    """One planned visit, and the form that moves its days or sends other people."""
    found = seen_plan(request, plan_id)
    if request.method != "POST":
        return _page(request, found)
    form = VisitPlanForm(request.POST, members=_members(found))

    def change() -> None:
        change_plan(plan_id=found.pk, expected_version=form.seen, by=actor(request), **form.given)

    return _done(request, found, form, change, said=_("Rencana kunjungan diubah."), name="changing")


@require_POST
@gate
def plan_substitute(request: PersonRequest, plan_id: UUID) -> HttpResponse:
    """Send somebody in the stead of who is away."""
    found = seen_plan(request, plan_id)
    form = SubstituteForm(request.POST, members=_members(found))

    def change() -> None:
        given = form.cleaned_data
        substitute(
            plan_id=found.pk,
            absent=given["absent"],
            stand_in=UUID(given["stand_in"]),
            expected_version=form.seen,
            by=actor(request),
        )

    return _done(request, found, form, change, said=_("Pengganti ditunjuk."), name="substituting")


@require_POST
@gate
def plan_cancel(request: PersonRequest, plan_id: UUID) -> HttpResponse:
    """Give the visit up."""
    found = seen_plan(request, plan_id)
    form = CancelForm(request.POST, auto_id="cancel-%s")

    def cancel() -> None:
        cancel_plan(
            plan_id=found.pk,
            reason=form.cleaned_data["reason"],
            expected_version=form.seen,
            by=actor(request),
        )

    return _done(
        request, found, form, cancel, said=_("Rencana kunjungan dibatalkan."), name="cancelling"
    )


@require_POST
@gate
def plan_letter(request: PersonRequest, plan_id: UUID) -> HttpResponse:
    """Make the letter of assignment."""
    found = seen_plan(request, plan_id)
    form = AssignmentForm(request.POST, auto_id="letter-%s")

    def make() -> None:
        given = form.cleaned_data
        make_letter(
            plan_id=found.pk,
            number=given["number"],
            day=given["day"],
            expected_version=form.seen,
            by=actor(request),
        )

    return _done(request, found, form, make, said=_("Surat tugas dibuat."), name="lettering")


@require_safe
@gate
def assignment_letter(request: PersonRequest, letter_id: UUID) -> FileResponse:
    """The letter as a PDF to be saved, printed and signed."""
    mine = AssignmentLetter.objects.filter(
        visit__application__in=visible_to(request.user).values("pk")
    )
    letter = visible_or_404(request, mine.select_related("pdf"), pk=letter_id)
    plan = seen_plan(request, letter.visit_id)
    code = plan.application.unit.work_unit_code
    return saved_pdf(letter.pdf, f"surat-tugas-{code}-{letter.day.isoformat()}.pdf")


def seen_plan(request: PersonRequest, plan_id: UUID) -> PlannedVisit:
    """The plan, for those who read the team's work; 404 for everybody else."""
    for application_id in PlannedVisit.objects.filter(pk=plan_id).values_list(
        "application", flat=True
    ):
        tell_former_member(request, application_id)
    found = visible_or_404(request, visit_plans(request.user), pk=plan_id)
    if not reads_desk(actor(request), found.application):
        raise denied(request, plan=plan_id)
    return found


def _members(found: PlannedVisit) -> Any:
    return acting_members([found.application]).get(found.application_id, {}).values()


def _done(
    request: PersonRequest,
    found: PlannedVisit,
    form: Versioned,
    save: Callable[[], object],
    *,
    said: str,
    name: str,
) -> HttpResponse:
    if not plans_visits(actor(request), found.application):
        raise NotAllowed

    def kept() -> None:
        try:
            save()
        except PlanChanged as changed:
            shown_now(form, version=changed.plan.version)
            raise

    if saved(form, kept):
        messages.success(request, said)
        return redirect("verification:planned", found.pk)
    return _page(request, seen_plan(request, found.pk), status=422, **{name: form})


def _page(
    request: PersonRequest, found: PlannedVisit, *, status: int = 200, **refused: forms.Form
) -> HttpResponse:
    row = rows_of([found])[0]
    by, application = actor(request), found.application
    open_ = found.cancelled_at is None and application.state in STATES
    writes = open_ and plans_visits(by, application)
    context = {
        "plan": found,
        "application": application,
        "row": row,
        "days": days_text(found),
        "letters": found.letters.select_related("by"),
        "writes": writes or bool(refused),
        "forms": _forms(found, row) | refused if writes or refused else {},
        "stand_ins": could_go(found) if writes and row.away else [],
        "trail": [*trail_to(application), plan_step()],
    }
    return render(request, "verification/planned.html", context, status=status)


def _forms(found: PlannedVisit, row: Row) -> dict[str, forms.Form]:
    shown = {"version": found.version}
    people = [str(visitor.person_id) for visitor in row.visitors]
    days = {"first_day": found.first_day, "last_day": found.last_day}
    return {
        "changing": VisitPlanForm(
            initial={**shown, **days, "people": people}, members=_members(found)
        ),
        "cancelling": CancelForm(initial=shown, auto_id="cancel-%s"),
        "lettering": AssignmentForm(initial=shown | {"day": today()}, auto_id="letter-%s"),
    }
