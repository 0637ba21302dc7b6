"""The centre's record of each check: raised, confirmed, dismissed, asked, open, not checked."""

from collections import defaultdict
from typing import Any, cast

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from award.models import Season
from directory.models import Person, Region
from directory.pages.access import PersonRequest, only
from directory.queries.roles import holds_any
from verification.domain.intake import in_language
from verification.domain.sight import CENTRE
from verification.pages.check_record_csv import as_csv
from verification.pages.file_words import CHECKS
from verification.queries.check_record import (
    CHECK,
    IN_REGION,
    Looks,
    Part,
    Tally,
    looks,
    tallies,
)
from workers.checks.explanations import reason_text


class PartForm(forms.Form):
    """Which part of the record is shown; what does not fit is not asked for."""

    season = forms.ChoiceField(label=_("Periode"), required=False)
    region = forms.ChoiceField(label=_("Kanwil"), required=False)

    def __init__(self, data: Any, *, seasons: dict[int, str], regions: dict[str, str]) -> None:
        super().__init__(data)
        for name, choices in (("season", seasons.items()), ("region", regions.items())):
            cast(forms.ChoiceField, self.fields[name]).choices = [("", _("Semua")), *choices]

    @property
    def part(self) -> Part:
        """What was chosen, all of it where nothing was."""
        self.is_valid()
        season, region = (self.cleaned_data.get(name) for name in ("season", "region"))
        return Part(season=int(season) if season else None, region=region or None)


def reads_record(person: Person) -> bool:
    """Whether the person may read how the checks did: the centre and its auditor."""
    return holds_any(person, CENTRE)


@require_safe
@only(reads_record)
def check_record(request: PersonRequest) -> HttpResponse:
    """The record of all checks, in the season and region chosen."""
    regions = dict(Region.objects.values_list("pk", "name"))
    form = _form(request, regions)
    given = looks(form.part, *CHECK, "reason")
    context = {
        "form": form,
        "checks": _check_rows(form.part, given),
        "regions": _region_rows(form.part, regions),
        "reasons": _reason_rows(given),
        "query": request.GET.urlencode(),
    }
    return render(request, "verification/check_record.html", context)


@require_safe
@only(reads_record)
def check_record_csv(request: PersonRequest) -> HttpResponse:
    """The same in full, by season, region, check, version, kind and severity."""
    regions = dict(Region.objects.values_list("pk", "name"))
    return as_csv(_form(request, regions).part, regions)


def _form(request: PersonRequest, regions: dict[str, str]) -> PartForm:
    seasons = dict(Season.objects.values_list("pk", "name"))
    return PartForm(request.GET, seasons=seasons, regions=regions)


Given = dict[tuple[Any, ...], Looks]


def _check_rows(part: Part, given: Given) -> list[dict[str, Any]]:
    found = tallies(part, *CHECK)
    files: dict[tuple[Any, ...], Looks] = defaultdict(Looks)
    for (name, version, _reason), count in given.items():
        files[name, version] += count
    places = {name: number for number, name in enumerate(CHECKS)}
    keys = sorted(
        {*found, *files}, key=lambda k: (places.get(k[0], len(places)), k[0], -(k[1] or 0))
    )
    return [
        {
            "name": check_name(key[0]),
            "version": key[1],
            "tally": found.get(key, Tally()),
            "files": files[key],
        }
        for key in keys
        if key[0] in CHECKS or key in found or files[key].failed
    ]


def _region_rows(part: Part, names: dict[str, str]) -> list[dict[str, Any]]:
    found, files = tallies(part, IN_REGION), looks(part, IN_REGION)
    keys = sorted({*found, *files}, key=lambda key: names[key[0]])
    return [
        {
            "name": names[key[0]],
            "tally": found.get(key, Tally()),
            "files": files.get(key, Looks()),
        }
        for key in keys
    ]


def _reason_rows(given: Given) -> list[dict[str, Any]]:
    failed: dict[tuple[str, str], int] = defaultdict(int)
    for (name, _version, reason), count in given.items():
        failed[name, reason] += count.failed
    ordered = sorted(failed.items(), key=lambda pair: (-pair[1], pair[0]))
    return [
        {"name": check_name(name), "reason": in_language(reason_text(reason)), "files": files}
        for (name, reason), files in ordered
        if files
    ]


def check_name(name: str) -> str:
    """A check in the reader's words; what people raised themselves is named so."""
    return str(CHECKS.get(name, name) if name else _("Pertanyaan dari pemeriksa"))
