"""Confirming the ticked indicators of a desk as matching."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from award.errors import NotAllowed, Outdated, Refused
from award.models import Application
from award.pages.requests import actor, expected_version
from award.queries.instruments import indicator_names
from directory.pages.access import PersonRequest
from verification.domain.matching import Matched, Seen, confirm_matching
from verification.pages.desk import at_desk, desk_page
from verification.pages.gate import gate
from verification.pages.turns import whose

LONGEST_CODE = 60


@require_POST
@gate
def match(request: PersonRequest, application_id: UUID) -> HttpResponse:
    """Confirm what can be; name the rest with its reason."""
    found = at_desk(request, application_id)
    try:
        done = confirm_matching(
            application_id=found.pk,
            seen=_ticked(request),
            expected_version=expected_version(request),
            by=actor(request),
        )
    except (NotAllowed, Outdated):
        raise
    except Refused as refused:
        return desk_page(request, found, refused.reasons, status=422)
    left = _named(found, done)
    if not done.rows:
        return desk_page(request, found, left, status=422)
    for line in left:
        messages.error(request, line)
    text = ngettext(
        "%(count)d indikator dinyatakan sesuai.",
        "%(count)d indikator dinyatakan sesuai.",
        len(done.rows),
    )
    messages.success(request, text % {"count": len(done.rows)})
    narrowed = whose(request)
    desk = reverse("verification:desk", args=[found.pk])
    return redirect(f"{desk}?whose={narrowed}" if narrowed else desk)


def _named(found: Application, done: Matched) -> list[str]:
    names = indicator_names(found)
    text = _("“%(indicator)s” tidak dinyatakan sesuai. %(why)s")
    return [
        text % {"indicator": names.get(code, code), "why": why} for code, why in done.left.items()
    ]


def _ticked(request: PersonRequest) -> dict[str, Seen]:
    """The ticked boxes with what the page showed of each; what is no box of ours is none."""
    ticked: dict[str, Seen] = {}
    for value in request.POST.getlist("match"):
        code, _colon, rest = value.partition(":")
        version, _colon, basis = rest.partition(":")
        if version.isascii() and version.isdecimal() and len(version) < 9:
            ticked[code[:LONGEST_CODE]] = Seen(int(version), basis)
    return ticked
