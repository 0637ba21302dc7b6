"""Deciding on one application."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from award.domain.transitions import obstacles
from award.models import Application, Season
from award.pages.forms.saving import saved
from award.pages.requests import actor
from award.queries.visible import visible_to
from directory.pages.access import PersonRequest, denied, visible_or_404
from jury.domain.decisions import decide
from jury.models import Decision
from jury.pages.access import ADMIN, seen_season
from jury.pages.forms.decisions import DecideForm
from jury.pages.result_rows import result_row
from jury.pages.versions import fresh
from jury.queries.conflicts import kept_from
from jury.queries.results import current_results
from verification.pages.gate import gate


@require_http_methods(["GET", "HEAD", "POST"])
@gate
def decide_one(request: PersonRequest, year: int, application_id: UUID) -> HttpResponse:
    """The arithmetic of one unit, what stands in the way of an award, and the decision.

    None for who has a conflict with the unit, until it is published.
    """
    posting = request.method == "POST"
    season = seen_season(request, year, *([ADMIN] if posting else []))
    mine = visible_to(request.user).filter(season=season)
    found = visible_or_404(request, mine, pk=application_id)
    if kept_from(request.user, [season]).filter(pk=found.pk).exists():
        raise denied(request, application=application_id)
    form = DecideForm(request.POST or None)
    if posting and _may_save(request, found, form):
        messages.success(request, _("Keputusan tercatat di bawah embargo."))
        return redirect("jury:ranking", year)
    context = {
        **_standing(request, found),
        "season": season,
        "application": found,
        "form": form,
        "result": _result(season, found),
        "decisions": found.decisions.select_related("by"),
        "trail": [(_("Peringkat"), reverse("jury:ranking", args=[year]))],
    }
    return render(request, "jury/decide.html", context, status=422 if posting else 200)


def _may_save(request: PersonRequest, found: Application, form: DecideForm) -> bool:
    """Save the decision; a page that is out of date is answered as such."""
    version = fresh(request, found)

    def act() -> Decision:
        given = form.cleaned_data
        return decide(
            application_id=found.pk,
            award=given["outcome"] == "award",
            number=given["number"],
            on=given["on"],
            reasons=given["reasons"],
            expected_version=version,
            by=actor(request),
        )

    return saved(form, act)


def _standing(request: PersonRequest, found: Application) -> dict[str, Any]:
    """What stands in the way of either decision; None where this person decides nothing."""
    named = {"number": "-", "date": "-"}
    by = actor(request)
    award = obstacles(application=found, edge="decide_award", by=by, **named)
    none = obstacles(application=found, edge="decide_no_award", by=by, **named)
    return {"award_obstacles": award, "no_award_obstacles": none, "decides": none == []}


def _result(season: Season, found: Application) -> dict[str, Any] | None:
    result = current_results().filter(application=found).first()
    return result_row(season, found, result) if result else None
