"""The applications without a team, and giving several of them one at once."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from award.enums import DateKind, State
from award.errors import NotAllowed, Refused, Stale
from award.models import Application
from award.pages.outdated import what_changed
from award.pages.requests import actor
from award.queries.visible import visible_to
from directory.pages.access import PersonRequest
from record.pages.lists import asked_file, exports_of
from verification.domain.assigning import assign_team
from verification.models import Decree
from verification.pages.gate import gate
from verification.pages.work_lists import WITHOUT_TEAM
from verification.queries.decrees import choosable_decrees, regions_registered_by
from verification.queries.standing import dues, waiting_for_team

PAGE = 100


@require_http_methods(["GET", "HEAD", "POST"])
@gate
def teams(request: PersonRequest) -> HttpResponseBase:
    """The list, and the assignment of a decree's team to the chosen ones; all or none."""
    if not regions_registered_by(request.user).exists():
        raise NotAllowed
    if request.method != "POST":
        return asked_file(request, WITHOUT_TEAM, _waiting(request), partial(_rows, request)) or (
            _list_page(request)
        )
    try:
        return _assigned(request)
    except NotAllowed:
        raise
    except Stale as stale:  # the other ticks are still good
        return _list_page(request, [_moved(stale)], status=409)
    except Refused as refused:
        return _list_page(request, refused.reasons, status=422)


def _moved(stale: Stale) -> str:
    """What happened meanwhile to the application that stands in the way of all."""
    text = _(
        "%(unit)s baru saja berubah: %(what)s (%(who)s). Tidak ada tim yang ditetapkan. "
        "Periksa pilihan Anda, lalu tetapkan lagi."
    )
    change = what_changed(stale, None)
    unit = stale.application.unit.name
    return text % {"unit": unit, "what": change.what, "who": change.who or "–"}


def _assigned(request: PersonRequest) -> HttpResponse:
    done = assign_team(
        applications=_chosen(request), decree_id=_decree(request).pk, by=actor(request)
    )
    text = ngettext(
        "Tim ditetapkan untuk %(count)d pengajuan.",
        "Tim ditetapkan untuk %(count)d pengajuan.",
        len(done),
    )
    messages.success(request, text % {"count": len(done)})
    return redirect("verification:teams")


def _decree(request: PersonRequest) -> Decree:
    """The chosen decree, if this person could have chosen it when the page was opened."""
    try:
        pk = UUID(request.POST.get("decree", ""))
    except ValueError as error:
        raise Refused([_("Pilih SK tim verifikasi.")]) from error
    kept = regions_registered_by(request.user).values("pk")
    found = Decree.objects.filter(region__in=kept, pk=pk).first()
    if found is None:
        raise Refused([_("Pilih SK tim verifikasi.")])
    return found


def _chosen(request: PersonRequest) -> dict[UUID, int]:
    """The ticked applications that are this person's, with the version the page showed."""
    ticked: dict[UUID, int] = {}
    for value in request.POST.getlist("application"):
        pk, _colon, version = value.partition(":")
        if version.isascii() and version.isdecimal() and len(version) < 9:
            ticked[_uuid(pk)] = int(version)
    mine = set(visible_to(request.user).filter(pk__in=ticked).values_list("pk", flat=True))
    return {pk: version for pk, version in ticked.items() if pk in mine}


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Refused([_("Pilih pengajuan dari daftar.")]) from error


def _list_page(
    request: PersonRequest, refusals: Sequence[str] = (), *, status: int = 200
) -> HttpResponse:
    waiting = _waiting(request)
    page = Paginator(waiting, PAGE).get_page(request.GET.get("page"))
    decrees = choosable_decrees(waiting, request.user).select_related("region", "season")
    context = {
        "page": page,
        "rows": _rows(request, page),
        "decrees": decrees,
        "decree": request.POST.get("decree", ""),
        "refusals": refusals,
        "exports": exports_of(request) if page.object_list else [],
        "trail": [(_("SK tim"), reverse("verification:decrees"))],
    }
    return render(request, "verification/teams.html", context, status=status)


def _waiting(request: PersonRequest) -> QuerySet[Application]:
    kept = regions_registered_by(request.user)
    waiting = waiting_for_team().filter(region__in=kept.values("pk"))
    return waiting.order_by("state_since", "pk")


def _rows(request: HttpRequest, page: Iterable[Application]) -> list[dict[str, Any]]:
    applications = list(page)
    due = dues(applications, DateKind.TEAM_DUE)
    ticked = set(request.POST.getlist("application"))
    rows = []
    for application in applications:
        value = f"{application.pk}:{application.version}"
        lost = application.state != State.SELF_ASSESSED
        rows.append(
            {
                "application": application,
                "value": value,
                "ticked": value in ticked,
                "lost": lost,
                "due": None if lost else due.get(application.pk),
            }
        )
    return rows
