"""A head hands the operator's work over; a secretariat names who stands in for a head."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from directory.actors import Actor
from directory.domain import staffing
from directory.enums import ActingKind, RoleKind
from directory.models import Role
from directory.pages.access import PersonRequest, denied, only, signed_in, visible_or_404
from directory.pages.form_page import form_page
from directory.pages.forms.attempts import attempt
from directory.pages.forms.staffing import ActingHeadForm, HandOverForm
from directory.pages.views.units import unit_trail
from directory.queries.roles import not_over, today
from directory.queries.staffing import headed_units
from directory.queries.visible import visible_roles, visible_units
from directory.rules import names_acting_head, reads_directory
from record.dates import day_text


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def hand_over(request: PersonRequest, pk: UUID) -> HttpResponse:
    """The head of the unit names its next operator."""
    unit = visible_or_404(request, headed_units(request.user), pk=pk)
    form = HandOverForm(request.POST or None, unit=unit, initial={"starts": today()})

    def act() -> Role:
        given = form.cleaned_data
        return staffing.hand_over(
            actor=Actor(request.user),
            unit=unit,
            to=form.details(),
            starts=given["starts"],
            replaces=given["replaces"],
        )

    role = attempt(form, act)
    if role is not None:
        named = {"name": role.person.name, "day": day_text(role.starts)}
        messages.success(request, _("%(name)s menjadi operator mulai %(day)s.") % named)
        return redirect("directory:account")
    return form_page(
        request,
        form,
        heading=_("Ganti operator"),
        explanation=_(
            "%(unit)s. Isian, berkas, dan pertanyaan tetap di pengajuan UPT; operator baru"
            " melanjutkannya. Yang dapat ditunjuk: orang tanpa peran di tempat lain."
        )
        % {"unit": unit.name},
        label=_("Serahkan"),
        trail=[(_("Akun saya"), reverse("directory:account"))],
    )


@require_http_methods(["GET", "HEAD", "POST"])
@only(reads_directory)
def name_acting(request: PersonRequest, pk: UUID) -> HttpResponse:
    """The Kanwil's secretariat or the centre names a Plt. or Plh. for a unit's head."""
    unit = visible_or_404(request, visible_units(request.user), pk=pk)
    if not names_acting_head(request.user, unit):
        raise denied(request)
    form = ActingHeadForm(request.POST or None, initial={"first": today()})

    def act() -> Role:
        given = form.cleaned_data
        return staffing.name_acting_head(
            actor=Actor(request.user),
            unit=unit,
            who=form.details(),
            acting_as=ActingKind(given["acting_as"]),
            first=given["first"],
            last=given["last"],
            letter=given["letter"],
        )

    if attempt(form, act):
        messages.success(request, _("Pelaksana kepala UPT tersimpan."))
        return redirect("directory:unit", pk=pk)
    return form_page(
        request,
        form,
        heading=_("Tunjuk Plt. atau Plh. kepala"),
        explanation=_(
            "Pada masa itu pelaksana dapat melakukan semua yang dapat dilakukan kepala UPT."
            " Peran kepala sendiri tidak berakhir. Satu UPT hanya satu pelaksana pada satu masa."
        ),
        label=_("Simpan"),
        trail=unit_trail(unit),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@only(reads_directory)
def end_acting(request: PersonRequest, pk: UUID) -> HttpResponse:
    """An acting head stops earlier than the letter said."""
    acting = visible_roles(request.user).filter(not_over(), acting=True, kind=RoleKind.UNIT_HEAD)
    role = visible_or_404(request, acting.select_related("unit__region", "person"), pk=pk)
    unit = role.unit
    if unit is None or not names_acting_head(request.user, unit):
        raise denied(request)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if attempt(form, lambda: staffing.end_acting_head(actor=Actor(request.user), role=role)):
        messages.success(request, _("Peran diakhiri."))
        return redirect("directory:unit", pk=unit.pk)
    return form_page(
        request,
        form,
        heading=_("Akhiri lebih awal"),
        explanation=_("%(name)s, %(acting)s kepala %(unit)s: perannya berhenti saat ini juga.")
        % {"name": role.person.name, "acting": role.acting_mark, "unit": unit.name},
        label=_("Akhiri peran"),
        tone="warning",
        trail=unit_trail(unit),
    )
