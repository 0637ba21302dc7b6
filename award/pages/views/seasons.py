"""What the centre admin does with seasons."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from award.domain.extensions import extend
from award.domain.seasons import (
    advance,
    create_season,
    not_stale,
    set_calendar,
    set_provisional_value,
)
from award.enums import DateKind, SeasonState
from award.errors import NotAllowed, StaleSeason
from award.models import Season
from award.pages.forms.saving import saved
from award.pages.forms.season import (
    CalendarForm,
    ExtensionForm,
    ProvisionalForm,
    SeasonForm,
    in_zone,
)
from award.pages.forms.typed import typed
from award.pages.refusals import gate
from award.pages.requests import actor, expected_version
from award.pages.views.season_page import places, readers_only, season_page, seen_season
from award.pages.work_tables import SEASONS
from directory.enums import RoleKind
from directory.pages.access import PersonRequest
from directory.queries.roles import holds
from record.pages.lists import asked_file, exports_of


@require_safe
@gate
def seasons(request: PersonRequest) -> HttpResponseBase:
    """All seasons."""
    readers_only(request)
    admin = holds(request.user, RoleKind.CENTRE_ADMIN)
    rows = Season.objects.select_related("instrument")
    if file := asked_file(request, SEASONS, rows):
        return file
    context = {"seasons": rows, "admin": admin, "exports": exports_of(request) if rows else []}
    return render(request, "award/seasons.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@gate
def new(request: PersonRequest) -> HttpResponse:
    """Prepare a season; the instrument it uses is chosen here."""
    readers_only(request)
    if not holds(request.user, RoleKind.CENTRE_ADMIN):
        raise NotAllowed
    form = SeasonForm(request.POST or None)
    if saved(form, lambda: create_season(by=actor(request), **form.cleaned_data)):
        return redirect("award:season", form.cleaned_data["year"])
    status = 422 if form.is_bound else 200
    return render(request, "award/season_new.html", {"form": form}, status=status)


@require_safe
@gate
def season(request: PersonRequest, year: int) -> HttpResponse:
    """One season: calendar, provisional values, extensions, the next state."""
    return season_page(request, seen_season(request, year))


@require_POST
@gate
def calendar(request: PersonRequest, year: int) -> HttpResponse:
    """Set the dates of a prepared season."""
    found = seen_season(request, year)
    form = CalendarForm(request.POST, zone=found.time_zone)
    version = _shown(request, found, form)
    if saved(
        form,
        lambda: set_calendar(
            season_id=found.pk, dates=form.dates(), expected_version=version, by=actor(request)
        ),
    ):
        messages.success(request, _("Kalender disimpan."))
        return redirect("award:season", year)
    return season_page(request, found, calendar_form=form, status=422)


@require_POST
@gate
def provisional(request: PersonRequest, year: int) -> HttpResponse:
    """Set a provisional value by decree."""
    found = seen_season(request, year)
    form = ProvisionalForm(request.POST, places=places(found))
    version = _shown(request, found, form)
    if saved(
        form,
        lambda: set_provisional_value(
            season_id=found.pk, expected_version=version, by=actor(request), **form.cleaned_data
        ),
    ):
        messages.success(request, _("Nilai ditetapkan."))
        return redirect("award:season", year)
    return season_page(request, found, provisional_form=form, status=422)


@require_POST
@gate
def extension(request: PersonRequest, year: int) -> HttpResponse:
    """Give more time."""
    found = seen_season(request, year)
    form = ExtensionForm(request.POST)
    if saved(form, lambda: _extend(request, found, form)):
        messages.success(request, _("Batas waktu diperpanjang."))
        return redirect("award:season", year)
    return season_page(request, found, extension_form=form, status=422)


def _shown(request: PersonRequest, found: Season, form: CalendarForm | ProvisionalForm) -> int:
    """The version the page showed. An old page is told so before its fields are looked at."""
    version = expected_version(request)
    try:
        not_stale(found, version)
    except StaleSeason as stale:
        form.full_clean()
        stale.kept = typed(form)
        raise
    return version


def _extend(request: PersonRequest, found: Season, form: ExtensionForm) -> None:
    data = form.cleaned_data
    until = in_zone(data["until"], found.time_zone)
    given = {**data, "kind": DateKind(data["kind"]), "until": until}
    extend(season_id=found.pk, by=actor(request), **given)


@require_POST
@gate
def walk(request: PersonRequest, year: int) -> HttpResponse:
    """Walk the season to its next state; publishing has a page of its own."""
    found = seen_season(request, year)
    to = request.POST.get("to")
    if to not in SeasonState.values or to == SeasonState.PUBLISHED:
        raise Http404
    advance(
        season_id=found.pk,
        to=SeasonState(to),
        by=actor(request),
        expected_version=expected_version(request),
    )
    messages.success(request, _("Periode kini “%(state)s”.") % {"state": SeasonState(to).label})
    return redirect("award:season", year)
