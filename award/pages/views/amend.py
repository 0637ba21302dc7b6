"""Changing a claim while evidence is open, or declaring that its evidence cannot be shown."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from award.domain.self_assessment import ClaimChanged, amend_claim
from award.errors import NotAllowed
from award.models import Application
from award.pages.forms.assessment import AmendForm
from award.pages.forms.saving import saved, shown_now
from award.pages.presenting import claim_rows
from award.pages.refusals import gate
from award.pages.requests import actor, page_before
from award.pages.views.application import seen
from award.queries.answers import claims_of
from award.queries.instruments import instrument_of
from award.rules import is_unit_head, works_for_unit
from directory.actors import Actor
from directory.pages.access import PersonRequest


@require_http_methods(["GET", "HEAD", "POST"])
@gate
def amend(request: PersonRequest, application_id: UUID, indicator: str) -> HttpResponse:
    """The form for one indicator, and its saving."""
    found = seen(request, application_id)
    if works_for_unit(actor(request), found) is None:
        raise NotAllowed
    claim = claims_of(found).get(indicator)
    if claim is None:
        raise Http404
    instrument = instrument_of(found.season)
    above = page_before(request) or reverse("award:application", args=[found.pk])
    form = AmendForm(
        request.POST if request.method == "POST" else None,
        scale=instrument.scale_of(indicator),
        initial={"value": claim.value, "gap": claim.gap, "version": claim.version},
    )
    if saved(form, lambda: _amend(found, indicator, form, actor(request))):
        messages.success(request, _("Isian indikator ini sudah diubah."))
        return redirect(above)
    claims = found.claims.filter(indicator=indicator).select_related("by").order_by("-version")
    context = {
        "application": found,
        "indicator": instrument.indicator(indicator),
        "claims": claim_rows(instrument, claims),
        "above": above,
        "form": form if is_unit_head(actor(request), found) else None,
    }
    status = 422 if form.is_bound else 200
    return render(request, "award/amend.html", context, status=status)


def _amend(found: Application, indicator: str, form: AmendForm, by: Actor) -> None:
    given = {**form.cleaned_data}
    version = given.pop("version")
    try:
        amend_claim(
            application_id=found.pk, indicator=indicator, by=by, expected_version=version, **given
        )
    except ClaimChanged as changed:
        shown_now(form, version=changed.claim.version)
        raise
