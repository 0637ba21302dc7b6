"""The team's desk for one application, and one indicator on it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from award.enums import Capacity, DateKind, State
from award.errors import NotAllowed
from award.models import Application
from award.pages.forms.saving import saved, shown_now
from award.pages.questions_beside import questions_beside
from award.pages.requests import actor
from directory.pages.access import PersonRequest
from verification.domain.dividing import STATES as DIVIDED_IN
from verification.domain.readers import reads_desk
from verification.domain.sight import JUDGING
from verification.domain.verifying import VerificationChanged, verify_indicator
from verification.pages.changed_rows import changed_beside
from verification.pages.desk_forms import VerifyForm
from verification.pages.desk_rows import DeskRow, all_rows, desk_groups, narrowed, next_open
from verification.pages.findings_rows import questions_about
from verification.pages.gate import gate, seen
from verification.pages.turns import tally, whose
from verification.queries.standing import dues
from verification.queries.team import decree_of
from verification.queries.visits import observations_by_indicator, visited_or_waived
from verification.rules import acts_as, may_verify


@require_safe
@gate
def desk(request: PersonRequest, application_id: UUID) -> HttpResponse:
    """Everything the team has to look at, and how far it is."""
    return desk_page(request, at_desk(request, application_id))


def desk_page(
    request: PersonRequest, found: Application, refusals: Sequence[str] = (), *, status: int = 200
) -> HttpResponse:
    """The desk, with why what was just asked there could not be done."""
    groups, asked = desk_groups(found, request.user), whose(request)
    capacity = acts_as(actor(request), found)
    rows, shown_groups = all_rows(groups), narrowed(groups, asked)
    context = {
        "application": found,
        "groups": shown_groups,
        "whose": asked,
        "divided": any(row.turn.divided for row in rows),
        "divides": found.state in DIVIDED_IN and capacity == Capacity.TEAM_LEADER,
        **tally((row.turn, row.standing) for row in rows),
        "done": sum(1 for row in rows if row.standing),
        "total": len(rows),
        "questions": sum(row.questions for row in rows),
        "visited": visited_or_waived(found),
        "due": dues([found], DateKind.VERIFICATION_DUE).get(found.pk),
        "decree": decree_of(found),
        "writes": found.state == State.UNDER_VERIFICATION and capacity is not None,
        "may_tick": any(row.tick for row in all_rows(shown_groups)),
        "ticked": request.POST.getlist("match"),
        "refusals": refusals,
        "next_row": next_open(rows),
        "trail": trail_to(found),
    }
    return render(request, "verification/desk.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@gate
def verify(request: PersonRequest, application_id: UUID, code: str) -> HttpResponseBase:
    """One indicator: claim, files, questions, and the form for the Kanwil's value."""
    found = at_desk(request, application_id)
    rows = all_rows(desk_groups(found, request.user))
    row = next((row for row in rows if row.slot.indicator.code == code), None)
    if row is None:
        raise Http404
    form = _form(request, row)
    if request.method == "POST" and saved(form, lambda: _save(request, found, code, form)):
        messages.success(request, _("Nilai tersimpan."))
        following = next_open(all_rows(desk_groups(found, request.user)), after=code)
        return redirect(following.url) if following else redirect("verification:desk", found.pk)
    context = {
        "application": found,
        "row": row,
        "slot": row.slot,
        "values": _values(row),
        "findings": questions_about(found, code, JUDGING),
        "changed": changed_beside(found, code, JUDGING),
        **questions_beside(actor(request), found, code, mine=False),
        "observations": observations_by_indicator(found).get(code, []),
        "form": form if form.errors or writes(request, found) else None,
        "following": next_open(rows, after=code),
        "trail": [*trail_to(found), (_("Meja verifikasi"), _desk_url(found))],
    }
    status = 422 if form.errors else 200
    return render(request, "verification/verify.html", context, status=status)


def at_desk(request: PersonRequest, application_id: UUID) -> Application:
    """The application, for those who read the team's work; 404 or 403 for others."""
    found = seen(request, application_id)
    if not reads_desk(actor(request), found):
        raise NotAllowed
    return found


def writes(request: PersonRequest, found: Application) -> bool:
    """Whether this person may write for the team now."""
    return found.state == State.UNDER_VERIFICATION and may_verify(actor(request), found)


def trail_to(found: Application) -> list[tuple[str, str]]:
    """The way back up to the application."""
    return [(found.unit.name, reverse("award:application", args=[found.pk]))]


def _desk_url(found: Application) -> str:
    return reverse("verification:desk", args=[found.pk])


def _form(request: PersonRequest, row: DeskRow) -> VerifyForm:
    scale = row.slot.indicator.scale
    if request.method == "POST":
        return VerifyForm(request.POST, scale=scale)
    value = row.value
    return VerifyForm(
        scale=scale,
        initial={
            "value": value.value if value else None,
            "observation": value.observation if value else "",
            "version": value.version if value else 0,
        },
    )


def _save(request: PersonRequest, found: Application, code: str, form: VerifyForm) -> None:
    given = form.cleaned_data
    try:
        verify_indicator(
            application_id=found.pk,
            indicator=code,
            value=given["value"],
            observation=given["observation"],
            expected_version=given["version"],
            by=actor(request),
        )
    except VerificationChanged as changed:
        shown_now(form, version=changed.verification.version if changed.verification else 0)
        raise


def _values(row: DeskRow) -> dict[str, Any]:
    """The values side by side, as `components/three_values.html` takes them."""
    said, value = row.slot.said, row.value
    claim = region = None
    if said is not None:
        gap = _("Dinyatakan belum ada data dukung")
        claim = {"answer": gap if row.slot.gap else row.slot.answer, "note": said.note}
    if value is not None:
        region = {
            "answer": row.answer,
            "note": value.observation,
            "by": value.by.name,
            "at": value.at,
        }
    return {"claim": claim, "region": region, "jury": None}
