"""Publishing the season's decisions, once."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from award.domain.seasons import season_obstacles
from award.enums import SeasonState
from award.models import Season
from award.pages.forms.saving import saved
from award.pages.requests import actor, expected_version
from directory.pages.access import PersonRequest
from jury.domain.decisions import publish
from jury.enums import Outcome
from jury.pages.access import ADMIN, seen_season
from jury.pages.forms.decisions import NamedForm
from verification.pages.gate import gate


@require_http_methods(["GET", "HEAD", "POST"])
@gate
def publish_page(request: PersonRequest, year: int) -> HttpResponse:
    """What stands in the way of the publication, and the publication itself, once."""
    season = seen_season(request, year, ADMIN)
    form = NamedForm(request.POST or None)
    if request.method == "POST" and saved(form, lambda: _publish(request, season, form)):
        messages.success(request, _("Hasil diumumkan. Semua UPT diberi tahu."))
        return redirect("jury:results_season", year)
    context = {
        "season": season,
        "form": form,
        "published": season.published_at is not None,
        "obstacles": _in_the_way(season),
        "counts": _counts(season),
        "trail": [(season.name, reverse("award:season", args=[season.year]))],
    }
    return render(request, "jury/publish.html", context, status=422 if form.is_bound else 200)


def _publish(request: PersonRequest, season: Season, form: NamedForm) -> None:
    publish(
        season_id=season.pk,
        number=form.cleaned_data["number"],
        on=form.cleaned_data["on"],
        expected_version=expected_version(request),
        by=actor(request),
    )


def _in_the_way(season: Season) -> list[str]:
    """What stands between the season and its publication, the states before it included."""
    state = SeasonState(season.state)
    if state == SeasonState.DECIDED:
        to = SeasonState.PUBLISHED
        return season_obstacles(season, to, number="-", on=timezone.localdate())
    if season.published_at is not None:
        return [_("Hasil periode ini sudah diumumkan.")]
    text = _("Periode masih “%(state)s”; lanjutkan dahulu ke “%(next)s”.")
    first = text % {"state": state.label, "next": SeasonState.DECIDED.label}
    if state == SeasonState.SCORING:
        return [first, *season_obstacles(season, SeasonState.DECIDED)]
    return [first]


def _counts(season: Season) -> list[tuple[str, int]]:
    """How many applications stand in each state that is an outcome."""
    counts = [
        (outcome.label, season.applications.filter(state=outcome).count()) for outcome in Outcome
    ]
    return [(str(label), count) for label, count in counts]
