"""The centre's papers: drafts of the decree under embargo, and each paper with who may read it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from award.models import Season
from award.pages.forms.saving import saved
from award.pages.requests import actor
from directory.enums import RoleKind
from directory.pages.access import PersonRequest, denied, visible_or_404
from directory.queries.roles import holds_any
from jury.domain.papers.decree import DecreeWords
from jury.domain.papers.laureates import list_digest
from jury.domain.papers.making import decree_obstacles, draft_decree
from jury.enums import PaperKind
from jury.models import Paper
from jury.pages.access import ADMIN, reads_result, seen_season
from jury.pages.forms.papers import DecreeForm
from jury.pages.paper_names import name_of
from jury.pages.pdf_answers import pdf_attachment
from jury.queries.papers import papers_for, said_in
from jury.queries.told import PUBLIC
from verification.pages.gate import gate

KEEPERS = ADMIN | {RoleKind.AUDITOR}


@require_http_methods(["GET", "HEAD", "POST"])
@gate
def papers(request: PersonRequest, year: int) -> HttpResponse:
    """The drafts of a season's decree, and while it is not published the form of the next."""
    posting = request.method == "POST"
    season = seen_season(request, year, *([ADMIN] if posting else [KEEPERS]))
    form = DecreeForm(request.POST or None, initial=_as_before(season))
    if posting and saved(form, lambda: _draft(request, season, form)):
        messages.success(request, _("Rancangan keputusan dibuat, di bawah embargo."))
        return redirect("jury:papers", year)
    obstacles = decree_obstacles(season)
    context = {
        "season": season,
        "rows": _rows(season),
        "obstacles": obstacles if season.published_at is None else [],
        "form": form if not obstacles and holds_any(request.user, ADMIN) else None,
        "trail": [(_("Peringkat"), reverse("jury:ranking", args=[year]))],
    }
    return render(request, "jury/papers.html", context, status=422 if posting else 200)


@require_safe
@gate
def paper_file(request: PersonRequest, paper_id: UUID) -> HttpResponseBase:
    """The PDF of a paper as it was made."""
    found = seen_paper(request, paper_id)
    return pdf_attachment(found.blob, name_of(found))


@require_safe
def laureates(request: HttpRequest, year: int, publication_id: int) -> HttpResponseBase:
    """The published list of laureates, for everybody; nothing before publication."""
    rows = Paper.objects.select_related("blob", "season", "publication")
    public = rows.filter(season__state__in=PUBLIC, season__year=year, kind=PaperKind.LAUREATES)
    found = get_object_or_404(public, publication=publication_id)
    return pdf_attachment(found.blob, name_of(found))


def seen_paper(request: PersonRequest, paper_id: UUID) -> Paper:
    """The paper, for those it is for; else a 404 that is logged."""
    found = visible_or_404(request, papers_for(request.user), pk=paper_id)
    decision = found.decision
    if decision is not None and not reads_result(actor(request), decision.application):
        raise denied(request, paper=paper_id)
    return found


def _draft(request: PersonRequest, season: Season, form: DecreeForm) -> None:
    draft_decree(season=season, words=DecreeWords(**form.cleaned_data), by=actor(request))


def _as_before(season: Season) -> dict[str, Any]:
    """What was typed for the last draft; the date as the browser's calendar writes it."""
    last = _drafts(season).order_by("-number").first()
    words: Any = said_in(last)["words"] if last is not None else {}
    return dict(words)


def _drafts(season: Season) -> QuerySet[Paper]:
    return Paper.objects.filter(season=season, kind=PaperKind.DECREE)


def _rows(season: Season) -> list[dict[str, Any]]:
    drafts = _drafts(season).select_related("by").order_by("-number")
    now = list_digest(season)
    return [{"paper": paper, "holds": said_in(paper)["digest"] == now} for paper in drafts]
