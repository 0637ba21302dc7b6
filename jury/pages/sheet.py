"""A juror's own score sheet: criterion by criterion, saved as it is typed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from award.errors import NotAllowed, Refused
from award.pages.requests import actor
from directory.pages.access import PersonRequest
from jury.domain.conflicts import declare
from jury.domain.scoring import ScoreChanged, save_score
from jury.enums import ConflictKind
from jury.models import ScoreDraft, ScoreSheet
from jury.pages.access import own_sheet
from jury.pages.forms.sheets import LateConflictForm, PostedScore, posted_scores
from jury.pages.seat import seat_trail
from jury.pages.sheet_rows import parts, questions, writable
from verification.pages.gate import gate


@require_safe
@gate
def sheet(request: PersonRequest, sheet_id: UUID) -> HttpResponse:
    """The sheet's criteria as a task list."""
    found = own_sheet(request, sheet_id)
    return _overview(request, found, LateConflictForm(auto_id="conflict-%s"))


@require_http_methods(["GET", "HEAD", "POST"])
@gate
def criterion(request: PersonRequest, sheet_id: UUID, code: str) -> HttpResponse:
    """The indicators of one criterion; a POST saves them all, for a browser without scripts."""
    found = own_sheet(request, sheet_id)
    all_parts = parts(found)
    place = next((n for n, part in enumerate(all_parts) if part.criterion.code == code), None)
    if place is None:
        raise Http404
    if request.method == "POST":
        _save_all(request, found, posted_scores(request.POST))
        after = all_parts[place + 1].criterion.code if place + 1 < len(all_parts) else None
        return (
            redirect("jury:sheet_criterion", found.pk, after)
            if after
            else redirect("jury:seal", found.pk)
        )
    context = {
        **_base(found),
        "part": all_parts[place],
        "questions": questions(found, all_parts[place]),
        "last": place == len(all_parts) - 1,
        "trail": sheet_trail(found),
    }
    return render(request, "jury/sheet_criterion.html", context)


@require_POST
@gate
def autosave(request: PersonRequest, sheet_id: UUID) -> HttpResponse:
    """Save the one score a script sends while it is typed."""
    found = own_sheet(request, sheet_id)
    posted = posted_scores(request.POST)
    if len(posted) != 1:
        return JsonResponse({"message": _("Permintaan tidak lengkap.")}, status=422)
    try:
        draft = _save(request, found, posted[0])
    except ScoreChanged as changed:
        url = reverse("jury:sheet", args=[found.pk])
        return JsonResponse({"message": _changed(changed.draft), "url": url}, status=409)
    except NotAllowed as refused:
        return JsonResponse({"message": refused.reasons[0]}, status=403)
    except Refused as refused:
        return JsonResponse({"message": " ".join(refused.reasons)}, status=422)
    at = timezone.localtime(draft.updated_at)
    renewed = {f"version-{draft.indicator}": draft.version}
    return JsonResponse({"saved_at": f"{at:%H.%M}", "fields": renewed})


@require_POST
@gate
def late_conflict(request: PersonRequest, sheet_id: UUID) -> HttpResponse:
    """A conflict noticed late: sight ends at once and the sheet stops counting."""
    found = own_sheet(request, sheet_id)
    form = LateConflictForm(request.POST, auto_id="conflict-%s")
    if not form.is_valid():
        return _overview(request, found, form)
    declare(
        seat_id=found.seat_id,
        application_id=found.application_id,
        conflict=ConflictKind(form.cleaned_data["word"]),
        note=form.cleaned_data["note"],
        by=actor(request),
    )
    messages.success(request, _("Benturan kepentingan tercatat. Lembar Anda tidak dihitung lagi."))
    return redirect("jury:seat", found.seat_id)


def sheet_trail(found: ScoreSheet) -> list[tuple[str, str]]:
    """The way back up from a page of a sheet."""
    here = (found.application.unit.name, reverse("jury:sheet", args=[found.pk]))
    return [*seat_trail(found.seat), here]


def _overview(request: PersonRequest, found: ScoreSheet, form: LateConflictForm) -> HttpResponse:
    context = {
        **_base(found),
        "parts": parts(found),
        "conflict_form": form,
        "trail": seat_trail(found.seat),
    }
    return render(request, "jury/sheet.html", context, status=422 if form.is_bound else 200)


def _base(found: ScoreSheet) -> dict[str, Any]:
    return {"sheet": found, "application": found.application, "writable": writable(found)}


def _save(request: PersonRequest, found: ScoreSheet, posted: PostedScore) -> ScoreDraft:
    return save_score(
        sheet_id=found.pk,
        indicator=posted.indicator,
        value=posted.value,
        comment=posted.comment,
        expected_version=posted.version,
        by=actor(request),
    )


def _save_all(request: PersonRequest, found: ScoreSheet, posted: list[PostedScore]) -> None:
    """Save what was changed; what another tab changed since is told and left as it is."""
    before = {draft.indicator: draft for draft in found.drafts.all()}
    for each in posted:
        old = before.get(each.indicator)
        if (
            (old.value, old.comment) == (each.value, each.comment)
            if old
            else not (each.value or each.comment)
        ):
            continue
        try:
            _save(request, found, each)
        except ScoreChanged as changed:
            messages.warning(request, _changed(changed.draft))


def _changed(draft: ScoreDraft) -> str:
    text = _("Nilai indikator %(code)s baru saja diubah dari tab lain menjadi “%(value)s”.")
    return text % {"code": draft.indicator, "value": draft.value or "–"}
