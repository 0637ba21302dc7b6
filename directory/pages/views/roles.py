"""Giving a person a role and ending it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from directory.actors import Actor
from directory.domain import roles
from directory.models import Role
from directory.pages.access import PersonRequest, only, visible_or_404
from directory.pages.form_page import form_page
from directory.pages.forms.attempts import attempt
from directory.pages.forms.roles import EndRoleForm, RoleForm
from directory.pages.views.people import person_trail
from directory.queries.roles import today
from directory.queries.visible import visible_people, visible_roles
from directory.rules import manages_directory


@require_http_methods(["GET", "HEAD", "POST"])
@only(manages_directory)
def give(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Give a role."""
    person = visible_or_404(request, visible_people(request.user), pk=pk)
    form = RoleForm(request.POST or None, initial={"starts": today()})

    def act() -> Role:
        return roles.give_role(actor=Actor(request.user), person=person, **form.given())

    if attempt(form, act):
        messages.success(request, _("Peran tersimpan."))
        return redirect("directory:person", pk=pk)
    return form_page(
        request, form, heading=_("Beri peran"), label=_("Simpan"), trail=person_trail(person)
    )


@require_http_methods(["GET", "HEAD", "POST"])
@only(manages_directory)
def end(request: PersonRequest, pk: UUID) -> HttpResponse:
    """End a role."""
    role = visible_or_404(request, visible_roles(request.user).select_related("person"), pk=pk)
    form = EndRoleForm(request.POST or None, initial={"ends": today()})

    def act() -> Role:
        return roles.end_role(actor=Actor(request.user), role=role, ends=form.cleaned_data["ends"])

    if attempt(form, act):
        messages.success(request, _("Peran diakhiri."))
        return redirect("directory:person", pk=role.person_id)
    return form_page(
        request,
        form,
        heading=_("Akhiri peran"),
        explanation=role.get_kind_display(),
        label=_("Akhiri peran"),
        tone="warning",
        trail=person_trail(role.person),
    )
