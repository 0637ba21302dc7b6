"""What changed since the last repair round was asked for, on one page."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from award.errors import NotAllowed
from award.pages.requests import actor
from directory.pages.access import PersonRequest
from verification.domain.sight import sight_of
from verification.pages.changed_rows import summary_of
from verification.pages.gate import gate, seen


@require_safe
@gate
def changes(request: PersonRequest, application_id: UUID) -> HttpResponse:
    """The summary, for the unit and for those who judge what it sent."""
    found = seen(request, application_id)
    sight = sight_of(actor(request), found)
    if not (sight.for_unit or sight.judges):
        raise NotAllowed
    context = {
        "application": found,
        "summary": summary_of(found, sight),
        "for_unit": sight.for_unit,
        "trail": [(found.unit.name, reverse("award:application", args=[found.pk]))],
    }
    return render(request, "verification/changes.html", context)
