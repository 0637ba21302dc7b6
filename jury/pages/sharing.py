"""Sharing out a panel's applications: the preview, its confirmation, a change by hand."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from award.errors import Refused
from award.pages.forms.saving import saved
from award.pages.requests import actor
from award.queries.instruments import instrument_of
from directory.pages.access import PersonRequest, denied
from jury.domain.panels import applications_of
from jury.domain.sharing import change_by_hand, confirm_sharing, share_out
from jury.models import Panel, SeatAssignment
from jury.pages.access import SECRETARY, seen_panel
from jury.pages.forms.panels import ByHandForm, SizeForm
from jury.pages.sharing_rows import sharing_context
from jury.queries.conflicts import conflicted_among
from verification.pages.gate import gate


@require_safe
@gate
def sharing(request: PersonRequest, panel_id: UUID) -> HttpResponse:
    """How the applications would be shared out with so many jurors each; nothing is written."""
    return _page(request, _own_to_share(request, panel_id))


@require_POST
@gate
def confirm(request: PersonRequest, panel_id: UUID) -> HttpResponse:
    """Share out as it was shown; anything that changed since is shown anew instead."""
    found = _own_to_share(request, panel_id)
    form = SizeForm(request.POST)
    digest = request.POST.get("digest", "")
    if saved(
        form,
        lambda: confirm_sharing(
            panel=found, size=form.cleaned_data["size"], digest=digest, by=actor(request)
        ),
    ):
        messages.success(request, _("Pembagian ditetapkan; juri yang mendapat tugas diberi tahu."))
        return redirect("jury:panel", found.pk)
    return _page(request, found, form, status=422)


@require_POST
@gate
def by_hand(request: PersonRequest, panel_id: UUID) -> HttpResponse:
    """Change who scores one application, with a reason."""
    found = _own_to_share(request, panel_id)
    form = _by_hand_form(request, found, request.POST)
    if saved(form, lambda: change_by_hand(panel=found, by=actor(request), **form.cleaned_data)):
        messages.success(request, _("Penugasan diubah; alasannya tercatat."))
        return redirect("jury:sharing", found.pk)
    return _page(request, found, hand_form=form, status=422)


def _own_to_share(request: PersonRequest, panel_id: UUID) -> Panel:
    """The panel, for a secretary who does not sit on it."""
    found = seen_panel(request, panel_id, SECRETARY)
    if found.seats.filter(ends=None, person=request.user).exists():
        raise denied(request, panel=panel_id)
    return found


def _page(
    request: PersonRequest,
    panel: Panel,
    form: SizeForm | None = None,
    *,
    hand_form: ByHandForm | None = None,
    status: int = 200,
) -> HttpResponse:
    form = form or _size_form(request, panel)
    barred = conflicted_among(request.user, applications_of(panel))
    context: dict[str, Any] = {
        "panel": panel,
        "form": form,
        "hand_form": hand_form or _by_hand_form(request, panel),
        "by_hand": _told_by_hand(panel).exclude(application__in=barred),
        "trail": [
            (_("Penilaian"), reverse("jury:panels")),
            (panel.name, reverse("jury:panel", args=[panel.pk])),
        ],
    }
    size = _size_in(form)
    try:
        if size is not None:
            made = share_out(panel=panel, size=size)
            context |= sharing_context(made, barred=barred)
    except Refused as refused:
        context["refused"] = refused.reasons
    if size is None or "refused" in context:
        status = 422
    return render(request, "jury/sharing.html", context, status=status)


def _size_in(form: SizeForm) -> int | None:
    """The size to show, also where the form was refused for another reason."""
    if not form.is_bound:
        return int(form.initial["size"])
    form.is_valid()
    return form.cleaned_data.get("size")


def _size_form(request: PersonRequest, panel: Panel) -> SizeForm:
    """The size that was asked for, else the panel's, else what the instrument needs."""
    if "size" in request.GET:
        return SizeForm(request.GET)
    size = panel.size or instrument_of(panel.season).process.sheets_min
    return SizeForm(initial={"size": size})


def _by_hand_form(request: PersonRequest, panel: Panel, data: Any = None) -> ByHandForm:
    everything = applications_of(panel)
    barred = conflicted_among(request.user, everything)
    applications = [a for a in everything if a.pk not in barred]
    seats = panel.seats.filter(ends=None).select_related("person")
    return ByHandForm(data, applications=applications, seats=list(seats), auto_id="hand-%s")


def _told_by_hand(panel: Panel) -> Any:
    rows = SeatAssignment.objects.filter(seat__panel=panel)
    rows = rows.exclude(reason="", ended_reason="")
    return rows.select_related("seat__person", "application__unit", "by", "ended_by").order_by(
        "-pk"
    )
