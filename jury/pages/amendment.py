"""Publishing an amending decision, apart from the season's own publication."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from award.pages.forms.saving import saved
from award.pages.requests import actor
from directory.pages.access import PersonRequest, denied, visible_or_404
from jury.domain.decisions import current_decision, ended_because
from jury.domain.objections import publish_amendment
from jury.pages.access import ADMIN, must_hold
from jury.pages.forms.decisions import AmendmentForm
from jury.queries.told import amendments_pending
from jury.rules import has_conflict
from verification.pages.gate import gate


@require_http_methods(["GET", "HEAD", "POST"])
@gate
def amendment(request: PersonRequest, application_id: UUID) -> HttpResponse:
    """Publish the amending decision that an upheld objection ended in.

    To whoever has a conflict of interest with the unit there is none.
    """
    must_hold(request, ADMIN)
    found = visible_or_404(request, amendments_pending(), pk=application_id)
    if has_conflict(actor(request), found):
        raise denied(request, application=application_id)
    decision = current_decision(found)
    form = AmendmentForm(request.POST or None)
    if saved(
        form,
        lambda: publish_amendment(application_id=found.pk, by=actor(request), **form.cleaned_data),
    ):
        messages.success(request, _("Keputusan perubahan diumumkan; UPT diberi tahu."))
        return redirect("jury:result", found.pk)
    context = {
        "application": found,
        "outcome": found.get_state_display(),
        "reasons": decision.reasons if decision else ended_because(found),
        "form": form,
        "trail": [(_("Keberatan"), reverse("jury:objections"))],
    }
    return render(request, "jury/amendment.html", context, status=422 if form.is_bound else 200)
