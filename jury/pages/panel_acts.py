"""What the secretary does with a panel, and what chair and secretary do together."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from award.models import Proposal
from award.pages.forms.saving import saved
from award.pages.requests import actor
from directory.pages.access import PersonRequest, visible_or_404
from jury.domain.closing import close, propose_closing, propose_reopening, reopen
from jury.domain.meetings import record_meeting
from jury.domain.panels import add_applications, end_seat, seat_juror
from jury.models import Seat
from jury.pages.access import HEADS, SECRETARY, must_hold, seen_panel
from jury.pages.closing_block import not_assessed
from jury.pages.forms.meetings import ClosingForm, MeetingForm, ReopenForm
from jury.pages.forms.panels import FillForm, ReasonForm, SeatForm
from jury.pages.panel_page import fillable, free_jurors, panel_page
from verification.pages.gate import gate

PANEL_ACTS = ("close_scoring", "reopen_scoring")


@require_safe
@gate
def panel(request: PersonRequest, panel_id: UUID) -> HttpResponse:
    """One panel."""
    return panel_page(request, seen_panel(request, panel_id))


@require_POST
@gate
def fill(request: PersonRequest, panel_id: UUID) -> HttpResponse:
    """Put forwarded applications into the panel."""
    found = seen_panel(request, panel_id, SECRETARY)
    waiting = fillable(found, request.user)
    form = FillForm(request.POST, waiting=waiting, auto_id="fill-%s")
    if saved(
        form,
        lambda: add_applications(
            panel=found, application_ids=form.cleaned_data["applications"], by=actor(request)
        ),
    ):
        messages.success(request, _("Pengajuan masuk panel. Juri menyatakan benturan dahulu."))
        return redirect("jury:panel", found.pk)
    return panel_page(request, found, fill_form=form, status=422)


@require_POST
@gate
def seat(request: PersonRequest, panel_id: UUID) -> HttpResponse:
    """Give a juror a seat."""
    found = seen_panel(request, panel_id, SECRETARY)
    form = SeatForm(request.POST, jurors=free_jurors(found), auto_id="seat-%s")
    if saved(
        form,
        lambda: seat_juror(panel=found, person=form.cleaned_data["person"], by=actor(request)),
    ):
        messages.success(request, _("Juri duduk di panel ini dan sudah diberi tahu."))
        return redirect("jury:panel", found.pk)
    return panel_page(request, found, seat_form=form, status=422)


@require_POST
@gate
def end(request: PersonRequest, seat_id: UUID) -> HttpResponse:
    """End a seat, with a reason."""
    must_hold(request, SECRETARY)
    seats = Seat.objects.select_related("panel__season__instrument")
    ending = visible_or_404(request, seats, pk=seat_id)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    end_seat(seat_id=ending.pk, reason=reason, by=actor(request))
    messages.success(request, _("Kursi diakhiri; lembar nilainya tidak lagi dihitung."))
    return redirect("jury:panel", ending.panel_id)


@require_POST
@gate
def propose_close(request: PersonRequest, panel_id: UUID) -> HttpResponse:
    """The first of two people proposes to close the scoring."""
    found = seen_panel(request, panel_id, HEADS)
    form = ClosingForm(request.POST, unassessed=not_assessed(found, request.user))
    if saved(
        form,
        lambda: propose_closing(panel=found, by=actor(request), not_assessable=form.reasons()),
    ):
        messages.success(request, _("Penutupan diusulkan. Orang kedua menyetujuinya."))
        return redirect("jury:panel", found.pk)
    return panel_page(request, found, closing_form=form, status=422)


@require_POST
@gate
def meeting(request: PersonRequest, panel_id: UUID) -> HttpResponse:
    """Keep the minutes of a reconciliation meeting."""
    found = seen_panel(request, panel_id, HEADS)
    form = MeetingForm(request.POST, auto_id="meeting-%s")
    if saved(form, lambda: record_meeting(panel=found, by=actor(request), **form.cleaned_data)):
        messages.success(request, _("Berita acara rapat tercatat."))
        return redirect("jury:panel", found.pk)
    return panel_page(request, found, meeting_form=form, status=422)


@require_POST
@gate
def propose_reopen(request: PersonRequest, panel_id: UUID) -> HttpResponse:
    """The first of two people proposes to open the scoring again."""
    found = seen_panel(request, panel_id, HEADS)
    form = ReopenForm(request.POST, panel=found, auto_id="reopen-%s")
    if saved(form, lambda: propose_reopening(panel=found, by=actor(request), **form.cleaned_data)):
        messages.success(request, _("Pembukaan kembali diusulkan. Orang kedua menyetujuinya."))
        return redirect("jury:panel", found.pk)
    return panel_page(request, found, reopen_form=form, status=422)


@require_POST
@gate
def confirm(request: PersonRequest, proposal_id: UUID) -> HttpResponse:
    """The second person confirms what the first proposed about a panel."""
    must_hold(request, HEADS)
    proposals = Proposal.objects.filter(act__in=PANEL_ACTS)
    proposal = visible_or_404(request, proposals, pk=proposal_id)
    act = close if proposal.act == "close_scoring" else reopen
    act(proposal_id=proposal.pk, digest=request.POST.get("digest", ""), by=actor(request))
    done = _("Penilaian ditutup.") if act is close else _("Penilaian dibuka kembali.")
    messages.success(request, done)
    return redirect("jury:panel", proposal.subject.removeprefix("panel:"))
