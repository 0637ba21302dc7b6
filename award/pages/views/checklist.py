"""One list before an act that sends: what forbids it, what may be asked, what is complete."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from award.checklist import looks_at
from award.domain.self_assessment import STATEMENT
from award.domain.transitions import in_the_way
from award.enums import DateKind, State
from award.errors import NotAllowed
from award.models import Application
from award.pages.refusals import gate
from award.pages.requests import actor
from award.pages.views.application import seen
from award.queries.calendar import due
from award.rules import is_unit_head, works_for_unit
from directory.pages.access import PersonRequest

SENDING = {
    State.DRAFT: ("submit_self_assessment", DateKind.SELF_ASSESSMENT_DUE),
    State.EVIDENCE_OPEN: ("submit_evidence", DateKind.EVIDENCE_DUE),
}


@require_safe
@gate
def checklist(request: PersonRequest, application_id: UUID) -> HttpResponse:
    """The list, for the unit's people; its head sends from here."""
    found = seen(request, application_id)
    by = actor(request)
    if works_for_unit(by, found) is None:
        raise NotAllowed
    looks = looks_at(found)
    context = {
        "application": found,
        "looks": [look for look in looks if look.parts],
        "advice": [advice for look in looks for advice in look.advice],
        "is_head": is_unit_head(by, found) is not None,
        "statement": STATEMENT,
        "draft": found.state == State.DRAFT,
        "sends": found.state in SENDING,
        "above": above(found),
    }
    if found.state in SENDING:
        edge, date = SENDING[State(found.state)]
        context["due"] = due(found, date)
        context["obstacles"] = in_the_way(application=found, edge=edge, by=by, statement=True)
    return render(request, "award/checklist.html", context)


def above(application: Application) -> str:
    """The page on which what is sent next is written."""
    if application.state == State.DRAFT:
        return reverse("award:self_assessment", args=[application.pk])
    return reverse("award:application", args=[application.pk])
