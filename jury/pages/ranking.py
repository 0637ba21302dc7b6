"""The ranking before publication, and deciding from it. All under embargo."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from award.edges import AFTER
from award.enums import FINAL_STATES, State
from award.errors import NotAllowed, Refused
from award.models import Application, Season
from award.pages.requests import actor
from award.queries.instruments import instrument_of
from directory.pages.access import PersonRequest
from directory.queries.roles import holds_any
from jury.domain.decisions import Choice, decide_each, ranked_applications
from jury.pages.access import ADMIN, seen_season
from jury.pages.forms.decisions import BulkForm
from jury.pages.ranking_rows import not_assessable, opened_row, ranking_rows
from jury.pages.result_lists import RANKING
from jury.queries.conflicts import kept_from
from record.pages.lists import EXPORT, asked_file, exports_of
from verification.pages.gate import gate

PAGE = 50
OUTCOMES = {"award": True, "no_award": False}


@require_safe
@gate
def ranking_page(request: PersonRequest, year: int) -> HttpResponseBase:
    """The order of the closed units with what decided it, and a form to decide on several.

    Rows of units with which the reader has a conflict are left out until they are published.
    """
    season = seen_season(request, year)
    if EXPORT in request.GET:
        kept = _kept(request, season)
        rows = ranking_rows(season, ranked_applications(season), kept=kept)
        if file := asked_file(request, RANKING, rows):
            return file
    return _page(request, season, BulkForm())


@require_POST
@gate
def decide_several(request: PersonRequest, year: int) -> HttpResponse:
    """Decide on the chosen applications, each on its own; what is refused is told by unit."""
    season = seen_season(request, year, ADMIN)
    form = BulkForm(request.POST)
    chosen = _chosen(request, season)
    if not form.is_valid() or not chosen:
        if not chosen:
            messages.error(request, _("Pilih keputusan untuk paling sedikit satu pengajuan."))
        return _page(request, season, form, status=422)
    done = _decide(request, season, chosen, form.cleaned_data)
    if done:
        messages.success(
            request, _("%(count)d keputusan tercatat di bawah embargo.") % {"count": done}
        )
    return redirect("jury:ranking", year)


def _page(
    request: PersonRequest, season: Season, form: BulkForm, *, status: int = 200
) -> HttpResponse:
    applications, kept = ranked_applications(season), _kept(request, season)
    rows = ranking_rows(season, applications, kept=kept)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    instrument = instrument_of(season)
    for row in page.object_list:
        row.update(opened_row(row, instrument))
    unfinished = season.applications.exclude(state__in=FINAL_STATES)
    context = {
        "season": season,
        "panels": season.panels.filter(closings__isnull=False).distinct(),
        "page": page,
        "exports": exports_of(request) if rows else [],
        "not_assessable": not_assessable(season, kept=kept),
        "hidden": sum(a.pk in kept for a in applications),
        "provisional": instrument.provisional,
        "admin": holds_any(request.user, ADMIN),
        "deciding": season.state in AFTER and holds_any(request.user, ADMIN),
        "form": form,
        "to_decide": sum(a.state == State.SCORED and a.pk not in kept for a in applications),
        "unfinished": unfinished.exclude(state=State.SCORED).count(),
        "suggest": request.GET.get("isi") == "1",
        "trail": [(season.name, reverse("award:season", args=[season.year]))],
    }
    return render(request, "jury/ranking.html", context, status=status)


def _kept(request: PersonRequest, season: Season) -> set[UUID]:
    """The applications of the season of which this reader is told nothing yet."""
    kept = kept_from(request.user, [season]).filter(season=season)
    return set(kept.values_list("pk", flat=True))


def _chosen(request: PersonRequest, season: Season) -> list[Application]:
    """The scored applications for which an outcome was chosen on the page."""
    kept = _kept(request, season)
    rows = season.applications.select_related("unit", "season__instrument")
    named = [a for a in rows if request.POST.get(f"outcome-{a.pk}") in OUTCOMES]
    for application in named:
        if application.pk in kept:  # in whatever state: the page had it before the conflict
            _refuse(request, application, NotAllowed())
    return [a for a in named if a.state == State.SCORED and a.pk not in kept]


def _refuse(request: PersonRequest, application: Application, why: Refused) -> None:
    text = _("%(unit)s: %(why)s")
    told = {"unit": application.unit.name, "why": " ".join(why.reasons)}
    messages.error(request, text % told)


def _decide(
    request: PersonRequest, season: Season, chosen: list[Application], given: Mapping[str, Any]
) -> int:
    """How many were decided; what stands in the way of one becomes a message that names the unit."""
    refused = decide_each(
        season=season,
        choices=[_choice(request, application, given) for application in chosen],
        number=given["number"],
        on=given["on"],
        by=actor(request),
    )
    for application in chosen:
        if why := refused.get(application.pk):
            _refuse(request, application, why)
    return len(chosen) - len(refused)


def _choice(request: PersonRequest, application: Application, given: Mapping[str, Any]) -> Choice:
    award = OUTCOMES[request.POST[f"outcome-{application.pk}"]]
    return Choice(
        application_id=application.pk,
        award=award,
        reasons=given["award_reasons" if award else "no_award_reasons"],
        expected_version=_version(request, application.pk),
    )


def _version(request: PersonRequest, pk: UUID) -> int:
    text = request.POST.get(f"version-{pk}", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0
