"""The panels, for those who form and head them; the own seats, for a juror."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from award.pages.forms.saving import saved
from award.pages.requests import actor
from directory.enums import RoleKind
from directory.models import Person
from directory.pages.access import PersonRequest, denied
from directory.queries.roles import holds_any
from jury.domain.panels import make_panel
from jury.models import Panel
from jury.pages.access import READERS, SECRETARY, must_hold
from jury.pages.forms.listing import PanelsForm
from jury.pages.forms.panels import PanelForm
from jury.pages.jury_lists import PANELS
from jury.pages.seat_rows import left_to_do
from jury.queries.panels import awaiting_panel, panels_listed, seats_of
from record.pages.lists import list_page
from verification.pages.gate import gate


@require_safe
@gate
def panels(request: PersonRequest) -> HttpResponseBase:
    """Panels with their numbers; to a juror only the own seats, without anybody's progress."""
    person = request.user
    reads = holds_any(person, READERS)
    seats = _seats(person)
    if not reads and not seats and not holds_any(person, {RoleKind.JUROR}):
        raise denied(request)
    form = PanelsForm(request.GET)
    found = form.narrowed(panels_listed()) if reads else Panel.objects.none()
    context = {
        "reads": reads,
        "secretary": holds_any(person, SECRETARY),
        "seats": seats,
        "waiting": awaiting_panel().count() if reads else 0,
    }
    return list_page(request, "jury/panels.html", PANELS, found, form=form, context=context)


@require_http_methods(["GET", "HEAD", "POST"])
@gate
def new(request: PersonRequest) -> HttpResponse:
    """Make a panel."""
    must_hold(request, SECRETARY)
    form = PanelForm(request.POST or None)
    made: list[Panel] = []
    if saved(form, lambda: made.append(make_panel(by=actor(request), **form.cleaned_data))):
        messages.success(request, _("Panel dibuat. Masukkan pengajuan dan dudukkan juri."))
        return redirect("jury:panel", made[0].pk)
    status = 422 if form.is_bound else 200
    context = {"form": form, "trail": [(_("Penilaian"), reverse("jury:panels"))]}
    return render(request, "jury/panel_new.html", context, status=status)


def _seats(person: Person) -> list[dict[str, Any]]:
    """The person's own seats as cards, each with what is to do there."""
    rows = []
    for seat in seats_of(person):
        left = left_to_do(seat)
        rows.append({"seat": seat, "next": _next(left.declare, left.score), "due": left.due})
    return rows


def _next(declare: int, score: int) -> str:
    if declare:
        text = ngettext(
            "Nyatakan benturan kepentingan untuk %(count)d pengajuan.",
            "Nyatakan benturan kepentingan untuk %(count)d pengajuan.",
            declare,
        )
        return text % {"count": declare}
    if score:
        text = ngettext("Nilai %(count)d pengajuan.", "Nilai %(count)d pengajuan.", score)
        return text % {"count": score}
    return _("Tidak ada yang menunggu Anda di panel ini.")
