"""The page of an application's modifiers, drawn anew with a form that was refused."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from award.models import Application
from award.pages.requests import actor
from award.queries.embargo import is_published, knows_decisions
from award.queries.instruments import instrument_of
from award.queries.visible import visible_to
from award.rules import is_unit_head, works_for_unit
from directory.pages.access import PersonRequest, denied, visible_or_404
from directory.queries.roles import holds_any
from jury.domain.modifiers import OPEN
from jury.enums import ModifierState
from jury.figures import read
from jury.models import ModifierEntry
from jury.pages.access import JUDGING
from jury.pages.forms.modifiers import ModifierAnswerForm, ModifierDecisionForm, ModifierForm
from jury.queries.modifiers import entries_of, points_of
from jury.rules import has_conflict


def seen_for_modifiers(request: PersonRequest, application_id: UUID) -> Application:
    """The application, for the centre, and for the unit once something is told; else a 404.

    To whoever has a conflict of interest with the unit there is none.
    """
    found = visible_or_404(request, visible_to(request.user), pk=application_id)
    by = actor(request)
    told = works_for_unit(by, found) is not None and entries_of(found).exists()
    centre = knows_decisions(request.user) and not has_conflict(by, found)
    if not (told or centre):
        raise denied(request, application=application_id)
    return found


def modifiers_page(
    request: PersonRequest,
    found: Application,
    *,
    status: int = 200,
    row_form: tuple[UUID, Any] | None = None,
    **forms: Any,
) -> HttpResponse:
    """The register; `forms` and `row_form` replace a fresh form by one with errors."""
    refused = dict([row_form] if row_form else [])
    entries = entries_of(found).select_related(
        "registered_by", "answered_by", "decided_by", "application__season__instrument"
    )
    instrument = instrument_of(found.season)
    for_unit = works_for_unit(actor(request), found) is not None
    judging = holds_any(request.user, JUDGING) and found.state in OPEN
    context = {
        "application": found,
        "enabled": instrument.modifiers.enabled,
        "for_unit": for_unit,
        "rows": [_row(request, found, entry, refused.get(entry.pk)) for entry in entries],
        "register_form": ModifierForm.about(found)
        if judging and instrument.modifiers.usable
        else None,
        "trail": [(found.unit.name, reverse("award:application", args=[found.pk]))],
        **forms,
    }
    return render(request, "jury/modifiers.html", context, status=status)


def _row(
    request: PersonRequest, found: Application, entry: ModifierEntry, refused: Any
) -> dict[str, Any]:
    modifier = instrument_of(found.season).modifier(entry.code)
    points = points_of(entry).points
    return {
        "entry": entry,
        "title": modifier.title,
        "provisional": "size" in modifier.provisional_fields,
        "points": f"+{read(points)}" if points > 0 else read(points),
        "decided": _may_know(request, found) and entry.state != ModifierState.REGISTERED,
        "answer_form": _answer_form(request, found, entry, refused),
        "decide_form": _decide_form(request, found, entry, refused),
    }


def _may_know(request: PersonRequest, found: Application) -> bool:
    """What was decided is part of the result: under embargo for the unit."""
    return knows_decisions(request.user) or is_published(found)


def _answer_form(
    request: PersonRequest, found: Application, entry: ModifierEntry, refused: Any
) -> ModifierAnswerForm | None:
    if isinstance(refused, ModifierAnswerForm):
        return refused
    waits = entry.state == ModifierState.REGISTERED and entry.answered_at is None
    in_time = timezone.now() <= entry.answer_due and found.state in OPEN
    if not (waits and in_time) or is_unit_head(actor(request), found) is None:
        return None
    return ModifierAnswerForm(auto_id=f"answer-{entry.pk}-%s")


def _decide_form(
    request: PersonRequest, found: Application, entry: ModifierEntry, refused: Any
) -> ModifierDecisionForm | None:
    if isinstance(refused, ModifierDecisionForm):
        return refused
    heard = entry.answered_at is not None or timezone.now() > entry.answer_due
    other = entry.registered_by_id != request.user.pk
    if not (heard and other and found.state in OPEN and holds_any(request.user, JUDGING)):
        return None
    return ModifierDecisionForm(auto_id=f"decide-{entry.pk}-%s")
