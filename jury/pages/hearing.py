"""Hearings: the unit answers, the centre opens, drops, and two people draw the consequence."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from award.models import Proposal
from award.pages.forms.saving import saved
from award.pages.requests import actor
from directory.pages.access import PersonRequest, denied, visible_or_404
from jury.domain.hearings import (
    answer_hearing,
    carry_out,
    drop_hearing,
    open_hearing,
    propose_consequence,
)
from jury.enums import HearingAbout
from jury.models import Hearing
from jury.pages.access import JUDGING, must_hold
from jury.pages.forms.decisions import ChargeForm, ConsequenceForm, HearingAnswerForm
from jury.pages.forms.panels import ReasonForm
from jury.pages.hearing_page import hearing_page, seen_for_hearing
from verification.pages.gate import gate


@require_safe
@gate
def hearing(request: PersonRequest, application_id: UUID) -> HttpResponse:
    """The hearings of an application, with what this reader may do."""
    return hearing_page(request, seen_for_hearing(request, application_id))


@require_POST
@gate
def begin(request: PersonRequest, application_id: UUID) -> HttpResponse:
    """Ask the unit to answer a charge."""
    must_hold(request, JUDGING)
    found = seen_for_hearing(request, application_id)
    form = ChargeForm(request.POST, auto_id="open-%s")
    if saved(
        form,
        lambda: open_hearing(
            application_id=found.pk, charge=form.cleaned_data["charge"], by=actor(request)
        ),
    ):
        messages.success(request, _("UPT dimintai keterangan dan sudah diberi tahu."))
        return redirect("jury:hearing", found.pk)
    return hearing_page(request, found, open_form=form, status=422)


@require_POST
@gate
def answer(request: PersonRequest, hearing_id: UUID) -> HttpResponse:
    """The unit's head answers."""
    row = _seen(request, hearing_id)
    found = seen_for_hearing(request, row.application_id)
    form = HearingAnswerForm(request.POST, auto_id="answer-%s")
    if saved(
        form,
        lambda: answer_hearing(
            hearing_id=row.pk, answer=form.cleaned_data["answer"], by=actor(request)
        ),
    ):
        messages.success(request, _("Keterangan Anda diterima."))
        return redirect("jury:hearing", found.pk)
    return hearing_page(request, found, answer_form=form, status=422)


@require_POST
@gate
def drop(request: PersonRequest, hearing_id: UUID) -> HttpResponse:
    """End a hearing without consequence."""
    must_hold(request, JUDGING)
    row = _seen(request, hearing_id)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    drop_hearing(hearing_id=row.pk, reason=reason, by=actor(request))
    messages.success(request, _("Permintaan keterangan dihentikan tanpa akibat."))
    return redirect("jury:hearing", row.application_id)


@require_POST
@gate
def propose(request: PersonRequest, hearing_id: UUID) -> HttpResponse:
    """The first of two people proposes the consequence."""
    must_hold(request, JUDGING)
    row = _seen(request, hearing_id)
    if row.closed_at is not None:
        raise denied(request, hearing=hearing_id)
    named = row.about == HearingAbout.REVOKE
    form = ConsequenceForm(request.POST, named=named, auto_id="propose-%s")
    if saved(
        form, lambda: propose_consequence(hearing=row, by=actor(request), **form.cleaned_data)
    ):
        messages.success(request, _("Usulan tercatat. Orang kedua menyetujuinya."))
        return redirect("jury:hearing", row.application_id)
    found = seen_for_hearing(request, row.application_id)
    return hearing_page(request, found, propose_form=form, status=422)


@require_POST
@gate
def confirm(request: PersonRequest, proposal_id: UUID) -> HttpResponse:
    """The second person carries out what the first proposed."""
    must_hold(request, JUDGING)
    proposals = Proposal.objects.filter(act__in=HearingAbout.values)
    proposal = visible_or_404(request, proposals, pk=proposal_id)
    digest = request.POST.get("digest", "")
    application = carry_out(proposal_id=proposal.pk, digest=digest, by=actor(request))
    messages.success(request, _("Keputusan diambil; UPT diberi tahu."))
    return redirect("jury:hearing", application.pk)


def _seen(request: PersonRequest, hearing_id: UUID) -> Hearing:
    rows = Hearing.objects.select_related("application__season__instrument")
    return visible_or_404(request, rows, pk=hearing_id)
