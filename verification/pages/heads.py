"""What the Kanwil head decides about one application, and the centre's way back to the Kanwil."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from award.domain.transitions import obstacles, transit
from award.enums import DateKind, State
from award.errors import NotAllowed
from award.models import Application
from award.pages.forms.saving import saved
from award.pages.requests import actor, expected_version
from award.rules import is_centre_after_forwarding_due, is_region_head
from directory.pages.access import PersonRequest
from verification.domain.visiting import STATES, waive_visit
from verification.pages.desk import at_desk, trail_to
from verification.pages.desk_forms import ReasonForm, ReopenForm
from verification.pages.gate import gate
from verification.pages.result import result_of
from verification.pages.visits import desk_step
from verification.queries.visits import waiver_of

LATE_IN_THE_DAY = time(23, 59)


@require_safe
@gate
def head(request: PersonRequest, application_id: UUID) -> HttpResponse:
    """What the Kanwil head may do with the application now."""
    return _head_page(request, _for_head(request, application_id))


@require_POST
@gate
def waive(request: PersonRequest, application_id: UUID) -> HttpResponseBase:
    """Let the verification close without a visit."""
    found = _for_head(request, application_id)
    form = ReasonForm(request.POST)

    def save() -> None:
        waive_visit(application_id=found.pk, reason=form.cleaned_data["reason"], by=actor(request))

    if not saved(form, save):
        return _head_page(request, found, waiving=form, status=422)
    messages.success(request, _("Kunjungan dikecualikan."))
    return redirect("verification:head", found.pk)


@require_POST
@gate
def reopen(request: PersonRequest, application_id: UUID) -> HttpResponseBase:
    """Open a finished verification again, with a reason and a new date."""
    found = _for_head(request, application_id)
    form = ReopenForm(request.POST)
    if saved(form, lambda: _open_again(request, found, "reopen_verification", form)):
        messages.success(request, _("Verifikasi dibuka kembali. Berita Acara disiapkan ulang."))
        return redirect("verification:head", found.pk)
    return _head_page(request, found, reopening=form, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@gate
def send_back(request: PersonRequest, application_id: UUID) -> HttpResponseBase:
    """The centre's verifier gives an application back to its Kanwil."""
    found = at_desk(request, application_id)
    standing = _standing(request, found, "return_to_region")
    if standing is None:
        raise NotAllowed
    form = ReopenForm(request.POST if request.method == "POST" else None)
    if saved(form, lambda: _open_again(request, found, "return_to_region", form)):
        messages.success(request, _("Pengajuan dikembalikan ke Kanwil."))
        return redirect("award:application", found.pk)
    context = {
        "application": found,
        "form": form,
        "obstacles": standing,
        "trail": [*trail_to(found), desk_step(found)],
    }
    status = 422 if form.errors else 200
    return render(request, "verification/send_back.html", context, status=status)


def _for_head(request: PersonRequest, application_id: UUID) -> Application:
    found = at_desk(request, application_id)
    by = actor(request)
    if is_region_head(by, found) is None and is_centre_after_forwarding_due(by, found) is None:
        raise NotAllowed
    return found


def _open_again(request: PersonRequest, found: Application, edge: str, form: ReopenForm) -> None:
    given = form.cleaned_data
    transit(
        application_id=found.pk,
        edge=edge,
        by=actor(request),
        expected_version=expected_version(request),
        reason=given["reason"],
        until=_last_minute(given["until"], found),
        until_kind=DateKind.VERIFICATION_DUE,
    )


def _last_minute(day: date, found: Application) -> datetime:
    """The end of a day where the unit is."""
    return datetime.combine(day, LATE_IN_THE_DAY, tzinfo=found.region.zone.info)


def _standing(request: PersonRequest, found: Application, edge: str) -> list[str] | None:
    """What stands in the way besides the date, which the form asks for."""
    later = timezone.now() + timedelta(days=1)
    return obstacles(application=found, edge=edge, by=actor(request), until=later)


def _head_page(
    request: PersonRequest,
    found: Application,
    *,
    waiving: ReasonForm | None = None,
    reopening: ReopenForm | None = None,
    status: int = 200,
) -> HttpResponse:
    verified = found.state == State.VERIFIED
    waiver = waiver_of(found)
    is_head = is_region_head(actor(request), found) is not None
    context: dict[str, Any] = {
        "application": found,
        "result": result_of(found) if verified else None,
        "waiver": waiver,
        "to_forward": _standing(request, found, "forward") if verified else None,
        "to_reopen": _standing(request, found, "reopen_verification") if verified else None,
        "reopening": reopening or ReopenForm(auto_id="reopen-%s"),
        "waiving": (waiving or ReasonForm(auto_id="waive-%s"))
        if is_head and waiver is None and found.state in STATES
        else None,
        "trail": [*trail_to(found), desk_step(found)],
    }
    return render(request, "verification/head.html", context, status=status)
