"""A juror's own seat: declare first, then open the sheets."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from award.pages.requests import actor
from directory.pages.access import PersonRequest, denied
from jury.domain.conflicts import declare_all
from jury.domain.scoring import open_sheet
from jury.models import Seat
from jury.pages.access import own_seat
from jury.pages.forms.panels import ReasonForm
from jury.pages.forms.sheets import DeclareForm, RestForm
from jury.pages.seat_rows import Own, left_to_do, own_applications, seat_cards
from jury.queries.conflicts import open_conflicts
from verification.pages.gate import gate


@require_safe
@gate
def seat(request: PersonRequest, seat_id: UUID) -> HttpResponse:
    """The juror's units in the juror's own order."""
    found = own_seat(request, seat_id)
    context = {
        "seat": found,
        "cards": seat_cards(found),
        "left": left_to_do(found),
        "trail": [(_("Penilaian"), reverse("jury:panels"))],
    }
    return render(request, "jury/seat.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@gate
def declaration(request: PersonRequest, seat_id: UUID) -> HttpResponse:
    """The juror's word on each application, before anything of it is seen."""
    found = own_seat(request, seat_id)
    rows = own_applications(found)
    asked = [(row, _form(request, row)) for row in rows if row.to_declare]
    rest = RestForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and all(f.is_valid() for f in (rest, *(f for _r, f in asked))):
        return _declared(request, found, asked, rest=rest.cleaned_data["rest"])
    context = {
        "seat": found,
        "asked": asked,
        "rest_form": rest,
        "known": _known(found, rows),
        "trail": seat_trail(found),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "jury/declaration.html", context, status=status)


@require_POST
@gate
def open_one(request: PersonRequest, seat_id: UUID, application_id: UUID) -> HttpResponse:
    """Open the sheet of one application; from here on what is seen is on record."""
    found = own_seat(request, seat_id)
    own = {
        row.application.pk for row in own_applications(found) if row.assigned and not row.conflict
    }
    if application_id not in own:
        raise denied(request, application=application_id)
    sheet = open_sheet(application_id=application_id, by=actor(request))
    return redirect("jury:sheet", sheet.pk)


def seat_trail(found: Seat) -> list[tuple[str, str]]:
    """The way back up from a page of a seat."""
    return [
        (_("Penilaian"), reverse("jury:panels")),
        (found.panel.name, reverse("jury:seat", args=[found.pk])),
    ]


def _form(request: PersonRequest, row: Own) -> DeclareForm:
    data: Any = request.POST if request.method == "POST" else None
    return DeclareForm(data, prefix=str(row.application.pk))


def _known(found: Seat, rows: list[Own]) -> list[dict[str, Any]]:
    """The units barred to the juror; one declared in error has a form to take it back."""
    standing = list(open_conflicts(found.person))
    pinned = {row.unit_id for row in standing if row.pinned}
    declared = {row.unit_id: row for row in standing if not row.pinned}
    known = []
    for row in rows:
        if not row.conflict:
            continue
        conflict = declared.get(row.application.unit_id)
        free = row.open and not row.seen and row.application.unit_id not in pinned
        form = ReasonForm(auto_id=f"withdraw-{row.application.pk}-%s", use_required_attribute=False)
        known.append(
            {"own": row, "conflict": conflict, "form": form if conflict and free else None}
        )
    return known


def _declared(
    request: PersonRequest, found: Seat, asked: list[tuple[Own, DeclareForm]], *, rest: bool
) -> HttpResponse:
    given = {
        row.application.pk: form.said()
        for row, form in asked
        if form.given or (rest and form.shown)
    }
    declare_all(seat_id=found.pk, words=given, by=actor(request))
    if len(given) < len(asked):
        left = {"count": len(asked) - len(given)}
        messages.warning(request, _("Masih %(count)d pengajuan belum Anda nyatakan.") % left)
        return redirect("jury:declare", found.pk)
    messages.success(request, _("Pernyataan Anda tercatat."))
    return redirect("jury:seat", found.pk)
