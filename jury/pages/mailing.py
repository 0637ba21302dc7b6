"""Letters and certificates of a published season as one archive, made in the background."""

from typing import Any, cast

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from award.errors import Refused
from award.models import Season
from directory.models import Region
from directory.pages.access import PersonRequest
from jury.domain.mailing import mailing_obstacles
from jury.long_works import MAILING
from jury.pages.access import ADMIN, seen_season
from jury.queries.mailing import CERTIFICATE, LETTER, envelopes
from record.domain.long_works import ask
from verification.pages.gate import gate


class MailingForm(forms.Form):
    """For which Kanwil; all unless one is chosen."""

    region = forms.ChoiceField(label=gettext_lazy("Kanwil"), required=False)

    def __init__(self, data: Any, *, season: Season) -> None:
        super().__init__(data)
        taking_part = Region.objects.filter(pk__in=season.applications.order_by().values("region"))
        field = cast(forms.ChoiceField, self.fields["region"])
        regions = taking_part.order_by("number").values_list("pk", "name")
        field.choices = [("", gettext_lazy("Semua")), *regions]


@require_http_methods(["GET", "HEAD", "POST"])
@gate
def mailing_page(request: PersonRequest, year: int) -> HttpResponse:
    """How many letters and certificates there are, and the button that has them put together."""
    season = seen_season(request, year, ADMIN)
    obstacles = mailing_obstacles(season)
    posting = request.method == "POST"
    form = MailingForm(request.POST if posting else None, season=season)
    if posting:
        if obstacles:
            raise Refused(obstacles)
        if form.is_valid():
            return _asked(request, season, form.cleaned_data["region"])
    context = {
        "season": season,
        "obstacles": obstacles,
        "counts": [] if obstacles else _counts(season),
        "form": form,
        "trail": [(season.name, reverse("award:season", args=[season.year]))],
    }
    return render(request, "jury/mailing.html", context, status=422 if posting else 200)


def _asked(request: PersonRequest, season: Season, region: str) -> HttpResponse:
    work = ask(
        kind=MAILING,
        by=request.user.pk,
        params={"year": season.year, "region": region},
        link=reverse("jury:mailing", args=[season.year]),
    )
    return redirect("record:long_work", pk=work.pk)


def _counts(season: Season) -> list[tuple[str, int]]:
    """What the archive of all will hold, and what is missing in it."""
    found = envelopes(season)
    made = [sent for each in found for sent in each.documents if sent.blob]
    return [
        (_("Surat pemberitahuan hasil"), sum(sent.kind == LETTER for sent in made)),
        (_("Piagam"), sum(sent.kind == CERTIFICATE for sent in made)),
        (_("Di antaranya bertanda tangan"), sum(sent.signed for sent in made)),
        (
            _("Belum selesai dibuat"),
            sum(sent.blob is None for each in found for sent in each.documents),
        ),
        (
            _("UPT tanpa keputusan yang diberitahukan"),
            sum(not each.documents for each in found),
        ),
    ]
