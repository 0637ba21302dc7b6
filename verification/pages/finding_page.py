"""The page of one finding: what it says, both pictures, what was decided, the next form."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from award.errors import NotAllowed
from award.models import Application
from award.pages.requests import actor
from award.queries.instruments import indicator_names
from award.queries.visible import visible_to
from directory.actors import Actor
from directory.pages.access import PersonRequest, visible_or_404
from verification.domain.deciders import decides_findings
from verification.domain.findings import verdicts_for
from verification.domain.sight import Sight, sight_of
from verification.enums import ASKING_VERDICTS, Verdict
from verification.models import Finding
from verification.pages.evidence import trail_to_evidence
from verification.pages.file_words import file_title
from verification.pages.finding_beside import beside_rows, past_rows
from verification.pages.finding_drawings import Pages, pages_of
from verification.pages.finding_facts import distance_of, metadata_table
from verification.pages.finding_maps import maps_of
from verification.pages.finding_pair import pair_of
from verification.pages.finding_queue import queue_of
from verification.pages.findings_forms import AnswerForm, DecideForm
from verification.pages.findings_history import newer_of, readable_findings
from verification.pages.findings_rows import rows_of
from verification.pages.gate import seen
from verification.pages.parameter_words import parameters_of
from verification.pages.sheets import ZOOMS, Sheet, marked, picture_sheet, view_of
from verification.queries.explained import speaks_of_another_unit
from workers.checks.kinds import KINDS, PDF


def seen_finding(request: PersonRequest, finding_id: UUID) -> Finding:
    """The finding, if this person judges it or the unit may know of it; else a 404."""
    mine = Finding.objects.filter(
        version__item__application__in=visible_to(request.user).values("pk")
    ).select_related("version__item")
    row = visible_or_404(request, mine, pk=finding_id)
    application = seen(request, row.version.item.application_id)
    sight = sight_of(actor(request), application)
    rows = readable_findings(application, sight).select_related(
        "version__item__application__unit__region",
        "version__item__application__region",
        "version__item__application__season__instrument",
        "other__item__application__unit",
        "other__item__application__season",
        "other__checking",
        "result",
    )
    rows = rows.prefetch_related("version__results", "other__previews", "other__results")
    return visible_or_404(request, rows, pk=finding_id)


def finding_page(
    request: PersonRequest,
    found: Finding,
    *,
    decide_form: DecideForm | None = None,
    answer_form: AnswerForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of a finding, with the forms this person may use."""
    application = found.version.item.application
    by = actor(request)
    sight = sight_of(by, application)
    last = next(reversed(found.decisions.all()), None)
    asked = not sight.judges and last is not None and last.verdict in ASKING_VERDICTS
    row = rows_of([found], application, sight)[0]
    context: dict[str, Any] = {
        "finding": found,
        "row": row | {"url": ""},
        "newer": newer_of(found, application, sight),
        "title": row["title"],
        "application": application,
        "judges": sight.judges,
        "decide_form": decide_form or _decide_form(found, application, by),
        "answer_form": answer_form or (AnswerForm() if asked else None),
        "past": past_rows(found),
        "trail": _trail(application, judges=sight.judges),
        "item_url": reverse("verification:evidence_item", args=[found.version.item_id]),
        **(_seen_by_judge(request, found, sight) if sight.judges else _seen_by_unit(found)),
    }
    return render(request, "verification/finding.html", context, status=status)


def _seen_by_judge(request: PersonRequest, found: Finding, sight: Sight) -> dict[str, Any]:
    """The file with all its findings, the other file, its pages and what was read in it."""
    application = found.version.item.application
    asked = request.GET.dict()
    rows = readable_findings(application, sight).filter(version=found.version)
    beside = [
        f
        for f in rows.order_by("at", "pk")
        if f.pk == found.pk or not getattr(f, "superseded", False)
    ]
    pages = pages_of(found, asked)
    sheet = _main(found, pages)
    if sheet is not None:
        page = pages.page if pages else 0
        sheet = marked(replace(sheet, view=view_of(asked)), beside, found, page)
    pair = pair_of(found, request.user, asked)
    maps = maps_of(found)
    waiting = any(part is not None and part.waiting for part in (pages, pair, maps))
    return {
        "polls": request.get_full_path() if waiting else "",
        "sheet": sheet,
        "turns": sheet and _turns(request, sheet),
        "beside": beside_rows(beside, found, sheet, indicator_names(application)),
        "pages": pages,
        "pair": pair,
        "maps": maps,
        "metadata": [*metadata_table(found.version), *parameters_of(found)],
        "distance": distance_of(found.version),
        "queue": queue_of(found, application, sight),
    }


def _seen_by_unit(found: Finding) -> dict[str, Any]:
    """The unit's own file; where on it only if that tells nothing of anybody else's."""
    sheet = picture_sheet(found.version, file_title(found.version))
    if sheet is not None and not speaks_of_another_unit(found):
        first = 1 if KINDS[found.version.kind].family == PDF else 0
        sheet = marked(sheet, [found], found, first)
    return {"sheet": sheet}


def _main(found: Finding, pages: Pages | None) -> Sheet | None:
    """The picture to look at: the page the finding is about, as soon as it is drawn."""
    title = file_title(found.version)
    if pages is not None and pages.latest is not None:
        return replace(pages.latest, alt=f"{title}. {pages.latest.alt}", marks=())
    if pages is not None and pages.page > 1:
        return None
    return picture_sheet(found.version, title)


def _turns(request: PersonRequest, sheet: Sheet) -> dict[str, str]:
    """The addresses of this page with the picture larger, smaller and turned."""
    view = sheet.view
    larger, smaller = min(view.zoom + 1, ZOOMS[-1]), max(view.zoom - 1, ZOOMS[0])
    asked = {
        "larger": {"besar": larger, "putar": view.turn},
        "smaller": {"besar": smaller, "putar": view.turn},
        "turned": {"besar": view.zoom, "putar": (view.turn + 90) % 360},
        "whole": {"besar": 1, "putar": 0},
    }
    kept = {key: request.GET[key] for key in ("halaman", "geser") if key in request.GET}
    return {name: f"?{urlencode({**kept, **given})}#berkas" for name, given in asked.items()}


def open_verdicts(found: Finding, by: Actor) -> list[Verdict]:
    """What this person may decide about the finding now; NotAllowed for who decides nothing."""
    application = found.version.item.application
    capacity = decides_findings(by, application)
    if capacity is None:
        raise NotAllowed
    return list(verdicts_for(found, capacity))


def _decide_form(found: Finding, application: Application, by: Actor) -> DecideForm | None:
    if decides_findings(by, application) is None:
        return None
    verdicts = open_verdicts(found, by)
    seen_so_far = {"seen": len(found.decisions.all())}
    return DecideForm(initial=seen_so_far, verdicts=verdicts) if verdicts else None


def _trail(application: Application, *, judges: bool) -> list[tuple[str, str]]:
    """The way back: over the list of findings for who reads it."""
    if not judges:
        return trail_to_evidence(application)
    listed = reverse("verification:findings", args=[application.pk])
    return [*trail_to_evidence(application)[:1], (_("Temuan"), listed)]
