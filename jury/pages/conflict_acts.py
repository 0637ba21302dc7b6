"""Taking back a conflict declared in error, and lifting a pinned one by two people."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from award.models import Proposal
from award.pages.requests import actor
from directory.pages.access import PersonRequest, denied, visible_or_404
from jury.domain.conflicts import withdraw_declared
from jury.domain.lifting import LIFTING, lift_pinned, propose_lifting, refuse_lifting
from jury.models import Conflict
from jury.pages.access import JUDGING, must_hold, own_seat, seen_panel
from jury.pages.forms.panels import ReasonForm
from jury.queries.conflicts import conflicts_between, open_conflicts
from verification.pages.gate import gate


@require_POST
@gate
def withdraw(request: PersonRequest, seat_id: UUID, conflict_id: UUID) -> HttpResponse:
    """The juror takes back the own conflict; then the word on the unit is asked for again."""
    seat = own_seat(request, seat_id)
    row = visible_or_404(request, open_conflicts(request.user), pk=conflict_id)
    withdraw_declared(conflict_id=row.pk, reason=_reason(request), by=actor(request))
    messages.success(request, _("Pernyataan benturan ditarik. Nyatakan kembali untuk UPT itu."))
    return redirect("jury:declare", seat.pk)


@require_POST
@gate
def propose(request: PersonRequest, panel_id: UUID, conflict_id: UUID) -> HttpResponse:
    """The first of two people proposes to lift a pinned conflict."""
    panel = seen_panel(request, panel_id, JUDGING)
    people = panel.seats.filter(ends=None).values_list("person", flat=True)
    units = panel.entries.filter(until=None).values_list("application__unit", flat=True)
    row = visible_or_404(request, conflicts_between(people, units), pk=conflict_id)
    propose_lifting(conflict_id=row.pk, panel=panel, reason=_reason(request), by=actor(request))
    messages.success(request, _("Pencabutan diusulkan. Orang kedua menyetujui atau menolaknya."))
    return redirect("jury:panel", panel.pk)


@require_POST
@gate
def confirm(request: PersonRequest, proposal_id: UUID) -> HttpResponse:
    """The second person agrees: the conflict is lifted."""
    found = _seen(request, proposal_id)
    digest = request.POST.get("digest", "")
    lift_pinned(proposal_id=found.pk, digest=digest, by=actor(request))
    messages.success(request, _("Benturan dicabut. Juri menyatakan kembali sebelum menilai."))
    return redirect("jury:panel", found.params["panel"])


@require_POST
@gate
def refuse(request: PersonRequest, proposal_id: UUID) -> HttpResponse:
    """The second person does not agree: the conflict stays, the refusal is kept."""
    found = _seen(request, proposal_id)
    refuse_lifting(proposal_id=found.pk, reason=_reason(request), by=actor(request))
    messages.success(request, _("Usulan ditolak; benturan tetap berlaku."))
    return redirect("jury:panel", found.params["panel"])


def _seen(request: PersonRequest, proposal_id: UUID) -> Proposal:
    must_hold(request, JUDGING)
    found = visible_or_404(request, Proposal.objects.filter(act=LIFTING), pk=proposal_id)
    if not Conflict.objects.filter(pk=found.params["conflict"]).exists():
        raise denied(request, proposal=proposal_id)
    return found


def _reason(request: PersonRequest) -> str:
    form = ReasonForm(request.POST)
    return str(form.cleaned_data["reason"]) if form.is_valid() else ""
