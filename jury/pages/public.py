"""What everybody may see, without signing in: published results, and the check of a piagam."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from award.models import Season
from award.queries.instruments import instrument_of
from jury.domain.certificates import certificate_data
from jury.enums import CertificateState, Outcome
from jury.models import Certificate, Decision
from jury.pages.arithmetic import grade_title
from jury.pages.result_lists import LAUREATES
from jury.queries.ended import ended_by
from jury.queries.told import PUBLIC, public_decisions
from record.dates import day_text
from record.pages.lists import asked_file, exports_of

LONGEST_CODE, LONGEST_ADDRESS = 40, 200


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """The seasons whose results are published."""
    seasons = Season.objects.filter(state__in=PUBLIC)
    return render(request, "jury/results.html", {"seasons": seasons})


@require_safe
def results_season(request: HttpRequest, year: int) -> HttpResponseBase:
    """The laureates of one season, and what was amended since; nothing before publication."""
    seasons = Season.objects.select_related("instrument").filter(state__in=PUBLIC)
    season = get_object_or_404(seasons, year=year)
    public = public_decisions().filter(application__season=season)
    named = public.order_by("application__region__name", "application__unit__name")
    laureates = [_row(season, d) for d in named.filter(outcome=Outcome.AWARDED)]
    if file := asked_file(request, LAUREATES, laureates):
        return file
    context = {
        "season": season,
        "exports": exports_of(request) if laureates else [],
        "trail": [(_("Hasil penghargaan"), reverse("jury:results"))],
        "instrument": instrument_of(season),
        "publications": _publications(season),
        "laureates": laureates,
        "revoked": [_row(season, d) for d in named.filter(outcome=Outcome.REVOKED)],
    }
    return render(request, "jury/results_season.html", context)


def _publications(season: Season) -> list[dict[str, Any]]:
    """Each publication; whatever list came before the last one no longer holds."""
    rows = list(season.publications.select_related("application__unit", "laureates").order_by("at"))
    return [{"made": row, "superseded": row != rows[-1]} for row in rows]


@require_safe
def check_certificate(request: HttpRequest) -> HttpResponse:
    """A form for the code or the serial number of a piagam, or the address printed on it."""
    given = request.GET.get("kode", "").replace("\x00", "").strip()[:LONGEST_ADDRESS]
    code = given.rstrip("/").rpartition("/")[2][:LONGEST_CODE]
    if not code:
        asked = "kode" in request.GET
        status = 422 if asked else 200
        return render(request, "jury/check_certificate.html", {"missing": asked}, status=status)
    found = Certificate.objects.filter(token=code.lower()).first()
    found = found or Certificate.objects.filter(serial=code.upper()).first()
    if found is None:
        return _unknown(request, code)
    return redirect("jury:certificate_check", found.token)


@require_safe
def certificate_check(request: HttpRequest, token: str) -> HttpResponse:
    """Whether a piagam is valid or revoked, and exactly what was certified."""
    rows = Certificate.objects.select_related(
        "decision",
        "application__unit",
        "application__region",
        "application__season__instrument",
    )
    found = rows.filter(token=token).first()
    if found is None:
        return _unknown(request, "")
    context = {
        "certificate": found,
        "trail": [(_("Periksa piagam"), reverse("jury:check_certificate"))],
        "valid": found.state == CertificateState.VALID,
        "ended": ended_by(found),
        "facts": _facts(found),
        "provisional": instrument_of(found.application.season).provisional,
    }
    return render(request, "jury/certificate_check.html", context)


def _unknown(request: HttpRequest, code: str) -> HttpResponse:
    return render(
        request, "jury/check_certificate.html", {"unknown": True, "code": code}, status=404
    )


def _row(season: Season, decision: Decision) -> dict[str, Any]:
    return {
        "unit": decision.application.unit.name,
        "code": decision.application.unit.work_unit_code,
        "region": decision.application.region.name,
        "grade": grade_title(instrument_of(season), decision.grade),
        "number": decision.number,
        "date": decision.date,
    }


def _facts(found: Certificate) -> list[dict[str, Any]]:
    """What the piagam says, word for word."""
    data = certificate_data(found)
    names = [
        (_("Penghargaan"), data["award"]),
        (_("Diberikan kepada"), data["unit"]),
        (_("Kantor Wilayah"), data["region"]),
        (_("Periode"), data["season"]),
        (_("Predikat"), data["grade"]),
        (_("Nomor keputusan"), data["number"]),
        (_("Tanggal keputusan"), _day(found.decision.date)),
        (_("Nomor seri"), data["serial"]),
    ]
    return [{"key": key, "value": value} for key, value in names]


def _day(day: date | None) -> str:
    return day_text(day) if day else ""
