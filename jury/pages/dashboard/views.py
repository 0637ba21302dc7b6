"""The dashboard of a season: all its parts on one page, and each with its files on its own."""

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from directory.pages.access import PersonRequest, denied, roles_held, signed_in
from jury.pages.dashboard.asked import Asked, may_look
from jury.pages.dashboard.findings import findings_part
from jury.pages.dashboard.funnel import funnel_part
from jury.pages.dashboard.scores import scores_part
from jury.pages.dashboard.units import map_part
from record.pages.lists import list_page, shown_list

PARTS = {
    "corong": funnel_part,
    "peta": map_part,
    "nilai": scores_part,
    "temuan": findings_part,
}


@require_safe
@signed_in
def dashboard(request: PersonRequest) -> HttpResponseBase:
    """All parts, each a plot and its table, which leads to its files."""
    asked = _asked(request)
    parts = [
        (part, shown_list(request, part.listing, part.rows, form=asked.form, at=address(part.name)))
        for part in (make(asked) for make in PARTS.values())
    ]
    context = {"parts": parts, "list": parts[0][1], "asked": asked}
    return render(request, "jury/dashboard.html", context)


@require_safe
@signed_in
def dashboard_part(request: PersonRequest, name: str) -> HttpResponseBase:
    """One part of it, as a page or as a file."""
    asked = _asked(request)
    if name not in PARTS:
        raise denied(request, part=name)
    part = PARTS[name](asked)
    trail = [(_("Dasbor"), f"{reverse('jury:dashboard')}?{request.GET.urlencode()}")]
    context = {"part": part, "asked": asked, "trail": trail}
    return list_page(
        request,
        "jury/dashboard_part.html",
        part.listing,
        part.rows,
        form=asked.form,
        context=context,
    )


def address(name: str) -> str:
    """Where a part of it has its own page."""
    return reverse("jury:dashboard_part", args=[name])


def _asked(request: PersonRequest) -> Asked:
    roles = roles_held(request, request.user)
    if not may_look(roles):
        raise denied(request)
    return Asked(request.GET, request.user, roles)
