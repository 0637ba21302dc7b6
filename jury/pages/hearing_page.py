"""The page of an application's hearings, drawn anew with a form that was refused."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from award.domain.transitions import obstacles
from award.enums import State
from award.models import Application, Proposal
from award.pages.requests import actor
from award.queries.embargo import is_published, knows_decisions
from award.queries.visible import visible_to
from award.rules import is_unit_head, works_for_unit
from directory.pages.access import PersonRequest, denied, visible_or_404
from directory.queries.roles import holds_any
from jury.domain.hearings import DISQUALIFIABLE
from jury.enums import HearingAbout
from jury.models import Hearing
from jury.pages.access import JUDGING
from jury.pages.asked_rows import asked_in
from jury.pages.forms.decisions import ChargeForm, ConsequenceForm, HearingAnswerForm
from jury.pages.forms.panels import ReasonForm
from jury.queries.told import open_proposals
from jury.rules import has_conflict
from record.dates import day_text


def seen_for_hearing(request: PersonRequest, application_id: UUID) -> Application:
    """The application, for the centre, and for the unit once it is asked; else a 404."""
    found = visible_or_404(request, visible_to(request.user), pk=application_id)
    if knows_decisions(request.user):
        return found
    asked = works_for_unit(actor(request), found) and found.hearings.exists()
    if not asked:
        raise denied(request, application=application_id)
    return found


def hearing_page(
    request: PersonRequest, found: Application, *, status: int = 200, **forms: Any
) -> HttpResponse:
    """The hearings; `forms` replaces a fresh form by one with errors."""
    rows = list(found.hearings.select_related("opened_by", "answered_by"))
    running = next((row for row in rows if row.closed_at is None), None)
    context = {
        "application": found,
        "rows": [(row, asked_in(row)) for row in rows],
        "running": running,
        "for_unit": works_for_unit(actor(request), found) is not None,
        "trail": [(found.unit.name, reverse("award:application", args=[found.pk]))],
        **_unit_forms(request, found, running),
        **_centre_forms(request, found, running),
        **forms,
    }
    return render(request, "jury/hearing.html", context, status=status)


def _unit_forms(
    request: PersonRequest, found: Application, running: Hearing | None
) -> dict[str, Any]:
    waits = running is not None and running.answered_at is None
    in_time = running is not None and timezone.now() <= running.answer_due
    if not waits or not in_time or is_unit_head(actor(request), found) is None:
        return {}
    return {"answer_form": HearingAnswerForm(auto_id="answer-%s")}


def _centre_forms(
    request: PersonRequest, found: Application, running: Hearing | None
) -> dict[str, Any]:
    if not holds_any(request.user, JUDGING):
        return {}
    if has_conflict(actor(request), found):
        return {"in_conflict": True}
    if running is None:
        in_doubt = found.state == State.AWARDED and is_published(found)
        possible = found.state in DISQUALIFIABLE or in_doubt
        return {"open_form": ChargeForm(auto_id="open-%s") if possible else None}
    subject = f"application:{found.pk}"
    about = open_proposals().filter(subject=subject, act=running.about)
    proposal = about.filter(params__hearing=str(running.pk)).first()
    named = running.about == HearingAbout.REVOKE
    given = {"number": "-", "date": "-", "hearing": str(running.pk)}
    standing = obstacles(application=found, edge=running.about, by=actor(request), **given)
    return {
        "judging": True,
        "obstacles": standing,
        "proposal": proposal,
        "proposal_day": _day(proposal),
        "proposal_is_mine": proposal is not None and proposal.by == request.user,
        "propose_form": ConsequenceForm(named=named, auto_id="propose-%s"),
        "drop_form": ReasonForm(auto_id="drop-%s"),
    }


def _day(proposal: Proposal | None) -> str:
    """The date of the decision that is proposed, in words; empty for none."""
    text = proposal.params["date"] if proposal is not None else ""
    return day_text(date.fromisoformat(text)) if text else ""
