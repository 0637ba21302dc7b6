"""One season's page, drawn anew with a form that was refused."""

from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from award.domain.extensions import extendable
from award.domain.seasons import NEXT, season_obstacles
from award.enums import DateKind, SeasonState
from award.models import Season
from award.pages.forms.season import CalendarForm, ExtensionForm, ProvisionalForm
from award.queries.calendar import calendar_of
from award.queries.instruments import instrument_of
from award.queries.visible import reads_seasons
from criteria.labels import label_of, value_of
from directory.enums import RoleKind
from directory.pages.access import PersonRequest, denied
from directory.queries.roles import holds


def readers_only(request: PersonRequest) -> None:
    """404 for all but those at the centre who plan, judge or audit."""
    if not reads_seasons(request.user):
        raise denied(request)


def seen_season(request: PersonRequest, year: int) -> Season:
    """The season of that year, for those who may see it."""
    readers_only(request)
    return get_object_or_404(Season.objects.select_related("instrument"), year=year)


def places(season: Season) -> list[tuple[str, str]]:
    """The provisional places of the season's instrument, with what stands there now."""
    return [
        (s.path, f"{label_of(s)} – {value_of(s)}")
        for s in instrument_of(season).statements
        if s.provisional and s.kind != "indicator"
    ]


def _set_values(season: Season) -> list[dict[str, Any]]:
    """What the ministry set so far, each place by the words people read for it."""
    labels = {s.path: label_of(s) for s in instrument_of(season).statements}
    rows = season.set_values.select_related("by")
    return [{"row": row, "label": labels.get(row.path, row.path)} for row in rows]


def season_page(
    request: PersonRequest, season: Season, *, status: int = 200, **forms: Any
) -> HttpResponse:
    """The page; `forms` replaces a fresh form by one with errors."""
    zone = ZoneInfo(season.time_zone)
    dates = calendar_of(season.pk)
    initial = {kind: at.astimezone(zone).replace(tzinfo=None) for kind, at in dates.items()}
    context = {
        "season": season,
        "instrument": instrument_of(season),
        "dates": [
            (DateKind(kind).label, dates[kind]) for kind in sorted(dates, key=dates.__getitem__)
        ],
        "admin": holds(request.user, RoleKind.CENTRE_ADMIN),
        "calendar_form": CalendarForm(zone=season.time_zone, initial=initial),
        "provisional_form": ProvisionalForm(places=places(season)),
        "extendable": extendable(season),
        "extension_form": ExtensionForm(),
        "set_values": _set_values(season),
        "extensions": season.extensions.select_related("by", "region", "unit"),
        **_next_step(season),
        **forms,
    }
    return render(request, "award/season.html", context, status=status)


def _next_step(season: Season) -> dict[str, Any]:
    following = NEXT.get(SeasonState(season.state))
    if following is None:
        return {"next": None}
    # Publishing asks for the decision's number and date on a page of its own.
    standing = season_obstacles(season, following, number="-", on=timezone.localdate())
    publishing = following == SeasonState.PUBLISHED
    url = reverse("jury:publish", args=[season.year]) if publishing else ""
    return {"next": following, "obstacles": standing, "publish_url": url}
