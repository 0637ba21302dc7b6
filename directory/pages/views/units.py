"""The units of the directory."""

from copy import copy
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from directory.actors import Actor
from directory.domain import units
from directory.models import Unit
from directory.pages.access import PersonRequest, only, visible_or_404
from directory.pages.directory_lists import UNITS
from directory.pages.form_page import form_page
from directory.pages.forms.attempts import attempt
from directory.pages.forms.units import CloseUnitForm, UnitFilter, UnitForm, UnitPlaceForm
from directory.pages.rows import unit_rows
from directory.queries.roles import not_over, today
from directory.queries.units import unit_list
from directory.queries.visible import visible_roles, visible_units
from directory.rules import manages_directory, names_acting_head, reads_directory
from record.pages.lists import given, list_page


@require_safe
@only(reads_directory)
def units_page(request: PersonRequest) -> HttpResponseBase:
    """Every unit the reader may see, with filters."""
    narrow = UnitFilter(request.GET)
    asked = given(narrow)
    found = unit_list(
        request.user,
        text=asked.get("text", ""),
        region=asked["region"].pk if asked.get("region") else "",
        unit_type=asked.get("unit_type", ""),
        state=asked.get("state", ""),
    )
    context = {"manages": manages_directory(request.user)}
    return list_page(request, "directory/units.html", UNITS, found, form=narrow, context=context)


@require_safe
@only(reads_directory)
def unit_page(request: PersonRequest, pk: UUID) -> HttpResponse:
    """One unit and who works there."""
    unit = visible_or_404(request, visible_units(request.user), pk=pk)
    roles = visible_roles(request.user).filter(not_over(), unit=unit)
    context = {
        "unit": unit,
        "rows": unit_rows(unit),
        "roles": roles.select_related("person"),
        "manages": manages_directory(request.user),
        "open": unit.is_open(today()),
        "names_acting": names_acting_head(request.user, unit),
        "trail": unit_trail(unit)[:1],
    }
    return render(request, "directory/unit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@only(manages_directory)
def create(request: PersonRequest) -> HttpResponse:
    """Enter a new unit."""
    form = UnitForm(request.POST or None)

    def act() -> Unit:
        return units.create_unit(actor=Actor(request.user), **form.cleaned_data)

    unit = attempt(form, act)
    if unit is not None:
        messages.success(request, _("UPT tersimpan."))
        return redirect("directory:unit", pk=unit.pk)
    trail = [(_("Daftar UPT"), reverse("directory:units"))]
    return form_page(request, form, heading=_("Tambah UPT"), label=_("Simpan"), trail=trail)


@require_http_methods(["GET", "HEAD", "POST"])
@only(manages_directory)
def amend(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Correct a name, a class, a place."""
    unit = visible_or_404(request, visible_units(request.user), pk=pk)
    form = UnitPlaceForm(request.POST or None, instance=copy(unit))

    def act() -> Unit:
        return units.amend_unit(actor=Actor(request.user), unit=unit, **form.cleaned_data)

    if attempt(form, act):
        messages.success(request, _("UPT tersimpan."))
        return redirect("directory:unit", pk=pk)
    return form_page(
        request, form, heading=_("Perbaiki data UPT"), label=_("Simpan"), trail=unit_trail(unit)
    )


@require_http_methods(["GET", "HEAD", "POST"])
@only(manages_directory)
def close(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Close a unit."""
    unit = visible_or_404(request, visible_units(request.user), pk=pk)
    form = CloseUnitForm(request.POST or None, initial={"on": today()})

    def act() -> Unit:
        on = form.cleaned_data["on"]
        return units.close_unit(actor=Actor(request.user), unit=unit, on=on)

    if attempt(form, act):
        messages.success(request, _("UPT ditutup."))
        return redirect("directory:unit", pk=pk)
    return form_page(
        request,
        form,
        heading=_("Tutup UPT"),
        explanation=_("Yang sudah dikerjakan UPT tetap tersimpan. UPT tidak dapat dibuka lagi."),
        label=_("Tutup UPT"),
        tone="warning",
        trail=unit_trail(unit),
    )


def unit_trail(unit: Unit) -> list[tuple[str, str]]:
    """The way back from what is done with a unit."""
    return [
        (_("Daftar UPT"), reverse("directory:units")),
        (unit.name, reverse("directory:unit", args=[unit.pk])),
    ]
