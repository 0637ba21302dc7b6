"""The visit plan of a Kanwil in one list, and planning one more visit."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from award.errors import NotAllowed
from award.pages.forms.saving import saved
from award.pages.requests import actor
from directory.enums import REGION_KINDS, RoleKind
from directory.pages.access import PersonRequest, roles_held
from record.pages.lists import list_page
from verification.domain.sight import CENTRE
from verification.domain.visit_plan import plan_visit
from verification.models import PlannedVisit
from verification.pages.desk import at_desk, trail_to
from verification.pages.gate import gate
from verification.pages.visit_plan_forms import PlansForm, VisitPlanForm
from verification.pages.visit_plan_list import PLANS, rows_of
from verification.queries.absences import absence_told_of
from verification.queries.shares import acting_members
from verification.queries.visit_plan import to_be_planned, visit_plans
from verification.rules import plans_visits

MOST_SHOWN = 50
READERS = REGION_KINDS | CENTRE
TELL_ABSENCES = {RoleKind.REGION_VERIFIER, RoleKind.REGION_SECRETARIAT}


@require_safe
@gate
def visit_plan(request: PersonRequest) -> HttpResponseBase:
    """The visits to come, and the units that nobody has planned a visit to."""
    roles = roles_held(request, request.user)
    held = {role.kind for role in roles}
    if not held & READERS:
        raise NotAllowed
    regions = {role.region_id for role in roles if role.region_id}
    form = PlansForm(request.GET, one_region=len(regions) == 1 and not held & CENTRE)
    waiting = to_be_planned(request.user)
    shown = list(waiting[: MOST_SHOWN + 1])
    context = {
        "waiting": shown[:MOST_SHOWN],
        "more": len(shown) > MOST_SHOWN,
        "tells_absences": bool(held & TELL_ABSENCES) and absence_told_of(request.user).exists(),
    }
    return list_page(
        request,
        "verification/visit_plan.html",
        PLANS,
        form.narrowed(visit_plans(request.user)),
        form=form,
        rows=rows_of,
        context=context,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@gate
def plan_new(request: PersonRequest, application_id: UUID) -> HttpResponse:
    """Plan a visit to one unit."""
    found = at_desk(request, application_id)
    if not plans_visits(actor(request), found):
        raise NotAllowed
    members = acting_members([found]).get(found.pk, {}).values()
    form = VisitPlanForm(request.POST if request.method == "POST" else None, members=members)
    made: list[PlannedVisit] = []

    def plan() -> None:
        made.append(plan_visit(application_id=found.pk, by=actor(request), **form.given))

    if saved(form, plan):
        messages.success(request, _("Kunjungan direncanakan. Yang berkunjung diberi tahu."))
        return redirect("verification:planned", made[0].pk)
    context = {
        "application": found,
        "form": form,
        "trail": [*trail_to(found), plan_step()],
    }
    status = 422 if form.errors else 200
    return render(request, "verification/plan_new.html", context, status=status)


def plan_step() -> tuple[str, str]:
    """The list as a step on the way back up."""
    return (_("Rencana kunjungan"), reverse("verification:visit_plan"))
