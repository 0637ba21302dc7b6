"""The instruments, for everybody to read."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from criteria import models
from criteria.domain.loader import load
from criteria.instrument import Instrument
from criteria.pages.presenting import cited, forms, sections
from criteria.queries.instruments import published


@require_safe
def instruments(request: HttpRequest) -> HttpResponse:
    """Every published instrument."""
    rows = [(row, _read(row)) for row in published()]
    return render(request, "criteria/instruments.html", {"rows": rows})


@require_safe
def instrument(request: HttpRequest, code: str, version: str) -> HttpResponse:
    """One instrument: what it weighs, asks and counts, and where each value comes from."""
    row = _row_or_404(code, version)
    read = _read(row)
    context = {
        "trail": [_list_link()],
        "row": row,
        "instrument": read,
        "groups": [(g, len(read.indicators_for(g.covers[0]))) for g in read.unit_groups],
        "provisional": sum(statement.provisional for statement in read.statements),
        "sections": sections(read),
        "standing_sources": cited(read, read.standing_sources),
    }
    return render(request, "criteria/instrument.html", context)


@require_safe
def unit_form(request: HttpRequest, code: str, version: str, group: str) -> HttpResponse:
    """The questions one type of unit answers."""
    read = _read(_row_or_404(code, version))
    for unit_group in read.unit_groups:
        if unit_group.code == group:
            url = reverse("criteria:instrument", args=[code, version])
            context = {
                "trail": [_list_link(), (str(read.title), url)],
                "instrument": read,
                "group": unit_group,
                "forms": forms(read, unit_group),
                "sources": cited(read, unit_group.sources),
            }
            return render(request, "criteria/unit_form.html", context)
    raise Http404


@require_safe
def instrument_file(request: HttpRequest, code: str, version: str) -> HttpResponse:
    """The file as the ministry wrote it."""
    row = _row_or_404(code, version)
    return _attachment(row.toml, f"{code}-{version}.toml", "application/toml; charset=utf-8")


@require_safe
def canonical_file(request: HttpRequest, code: str, version: str) -> HttpResponse:
    """The canonical JSON whose SHA-256 is the instrument's digest."""
    canonical = _read(_row_or_404(code, version)).canonical
    return _attachment(canonical, f"{code}-{version}.json", "application/json")


def _list_link() -> tuple[str, str]:
    return _("Instrumen penilaian"), reverse("criteria:instruments")


def _row_or_404(code: str, version: str) -> models.Instrument:
    return get_object_or_404(published(), code=code, version=version)


def _read(row: models.Instrument) -> Instrument:
    return load(row.toml, name=row.code)


def _attachment(text: str, name: str, content_type: str) -> HttpResponse:
    response = HttpResponse(text.encode(), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
