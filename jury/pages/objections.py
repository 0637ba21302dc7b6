"""The centre's inbox of objections, and judging one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from award.enums import State
from award.pages.forms.saving import saved
from award.pages.forms.season import in_zone
from award.pages.requests import actor
from directory.pages.access import PersonRequest
from directory.queries.roles import holds_any
from jury.domain.objections import reject, uphold
from jury.guards import targets_from
from jury.models import Objection
from jury.pages.access import ADMIN, must_hold
from jury.pages.forms.decisions import RejectForm, UpholdForm
from jury.pages.forms.listing import ObjectionsForm
from jury.pages.jury_lists import OBJECTIONS
from jury.pages.objection_page import INBOX, objection_page, seen_objection
from jury.pages.versions import fresh
from jury.queries.conflicts import free_among
from jury.queries.told import amendments_pending
from record.pages.lists import list_page
from verification.pages.gate import gate


@require_safe
@gate
def inbox(request: PersonRequest) -> HttpResponseBase:
    """All objections, the unanswered first."""
    must_hold(request, INBOX)
    rows = Objection.objects.select_related("application__unit", "application__season", "filed_by")
    form = ObjectionsForm(request.GET)
    return list_page(
        request,
        "jury/objections.html",
        OBJECTIONS,
        form.narrowed(rows),
        form=form,
        context={
            "amendments": free_among(request.user, amendments_pending()),
            "announces": holds_any(request.user, ADMIN),
        },
    )


@require_safe
@gate
def one(request: PersonRequest, objection_id: UUID) -> HttpResponse:
    """One objection, with the forms of who may judge it."""
    return objection_page(request, seen_objection(request, objection_id))


@require_POST
@gate
def reject_one(request: PersonRequest, objection_id: UUID) -> HttpResponse:
    """Reject it, with reasons."""
    found = seen_objection(request, objection_id)
    form = RejectForm(request.POST, auto_id="reject-%s")
    if saved(
        form,
        lambda: reject(
            objection_id=found.pk, answer=form.cleaned_data["answer"], by=actor(request)
        ),
    ):
        messages.success(request, _("Keberatan ditolak; UPT diberi tahu alasannya."))
        return redirect("jury:objection_judge", found.pk)
    return objection_page(request, found, reject_form=form, status=422)


@require_POST
@gate
def uphold_one(request: PersonRequest, objection_id: UUID) -> HttpResponse:
    """Uphold it: the application goes back, with a calendar of its own."""
    found = seen_objection(request, objection_id)
    version = fresh(request, found.application)
    form = UpholdForm(request.POST, targets=targets_from(found.application), auto_id="uphold-%s")
    if saved(form, lambda: _uphold(request, found, form, version)):
        messages.success(request, _("Keberatan dikabulkan; pengajuan berjalan kembali."))
        return redirect("jury:objection_judge", found.pk)
    return objection_page(request, found, uphold_form=form, status=422)


def _uphold(request: PersonRequest, found: Objection, form: UpholdForm, version: int) -> None:
    given = form.cleaned_data
    until = given["until"]
    uphold(
        objection_id=found.pk,
        target=State(given["target"]),
        until=in_zone(until, found.application.season.time_zone) if until else None,
        answer=given["answer"],
        expected_version=version,
        by=actor(request),
    )
