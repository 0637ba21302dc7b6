"""The people of the directory."""

from copy import copy
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from directory.actors import Actor
from directory.domain import people
from directory.enums import Language, RoleKind, Zone
from directory.errors import Refused
from directory.long_works import INVITE
from directory.models import Person
from directory.pages.access import PersonRequest, only, roles_held, visible_or_404
from directory.pages.directory_lists import PEOPLE
from directory.pages.form_page import form_page
from directory.pages.forms.attempts import attempt
from directory.pages.forms.people import DetailsForm, InvitationForm, PeopleFilter
from directory.pages.rows import person_rows
from directory.queries.people import not_invited, people_list
from directory.queries.roles import today
from directory.queries.visible import visible_people, visible_roles
from directory.rules import manages_directory, reads_directory
from record.domain.long_works import ask
from record.pages.lists import given, list_page


@require_safe
@only(reads_directory)
def people_page(request: PersonRequest) -> HttpResponseBase:
    """Everyone the reader may see, with filters."""
    narrow = PeopleFilter(request.GET)
    asked = given(narrow)
    found = people_list(
        request.user,
        text=asked.get("text", ""),
        region=asked["region"].pk if asked.get("region") else "",
        kind=asked.get("kind", ""),
        state=asked.get("state", ""),
    )
    # The frame asks for the roles as well, so that this costs nothing.
    manages = any(r.kind == RoleKind.CENTRE_ADMIN for r in roles_held(request, request.user))
    context = {"manages": manages, "entered": not_invited().count() if manages else 0}
    return list_page(request, "directory/people.html", PEOPLE, found, form=narrow, context=context)


@require_safe
@only(reads_directory)
def person_page(request: PersonRequest, pk: UUID) -> HttpResponse:
    """One person: details, roles, and what an admin can do."""
    person = visible_or_404(request, visible_people(request.user), pk=pk)
    context = {
        "person": person,
        "rows": person_rows(person),
        "roles": visible_roles(request.user).filter(person=person).order_by("-starts"),
        "manages": manages_directory(request.user),
        "waits": not person.has_usable_password(),
        "day": today(),
        "trail": person_trail(person)[:1],
    }
    return render(request, "directory/person.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@only(manages_directory)
def invite(request: PersonRequest) -> HttpResponse:
    """Create an account and send its owner the link."""
    form = InvitationForm(request.POST or None)

    def act() -> Person:
        filled = form.cleaned_data
        return people.invite_person(
            actor=Actor(request.user),
            details=form.details(),
            language=Language(filled["language"]),
            time_zone=Zone(filled["time_zone"]),
        )

    person = attempt(form, act)
    if person is not None:
        messages.success(request, _("Undangan dikirim. Sekarang berilah perannya."))
        return redirect("directory:give_role", pk=person.pk)
    return form_page(
        request,
        form,
        heading=_("Undang orang"),
        explanation=_("Ia menerima surel dengan tautan untuk membuat kata sandi."),
        label=_("Kirim undangan"),
        trail=[(_("Orang"), reverse("directory:people"))],
    )


@require_http_methods(["GET", "HEAD", "POST"])
@only(manages_directory)
def amend(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Correct a name, an address, a NIP."""
    person = visible_or_404(request, visible_people(request.user), pk=pk)
    form = DetailsForm(request.POST or None, instance=copy(person))

    def act() -> Person:
        return people.amend_person(actor=Actor(request.user), person=person, details=form.details())

    if attempt(form, act):
        messages.success(request, _("Data tersimpan."))
        return redirect("directory:person", pk=pk)
    return form_page(
        request, form, heading=_("Perbaiki data"), label=_("Simpan"), trail=person_trail(person)
    )


@require_http_methods(["GET", "HEAD", "POST"])
@only(manages_directory)
def deactivate(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Ask once more, then end an account."""
    person = visible_or_404(request, visible_people(request.user), pk=pk)
    form = forms.Form(request.POST if request.method == "POST" else None)

    def act() -> Person:
        return people.deactivate_person(actor=Actor(request.user), person=person)

    if attempt(form, act):
        messages.success(request, _("Akun dinonaktifkan. Orang ini sudah dikeluarkan."))
        return redirect("directory:person", pk=pk)
    return form_page(
        request,
        form,
        heading=_("Nonaktifkan akun"),
        explanation=_(
            "Orang ini langsung dikeluarkan dan semua perannya berakhir hari ini."
            " Apa yang sudah dikerjakannya tetap tersimpan."
        ),
        label=_("Nonaktifkan"),
        tone="warning",
        trail=person_trail(person),
    )


@require_POST
@only(manages_directory)
def invite_again(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Send a new link; earlier ones stop working."""
    person = visible_or_404(request, visible_people(request.user), pk=pk)
    try:
        people.invite_again(actor=Actor(request.user), person=person)
    except Refused as refusal:
        context = {"obstacles": refusal.reasons, "url": reverse("directory:person", args=[pk])}
        return render(request, "refused_page.html", context, status=422)
    messages.success(request, _("Undangan dikirim. Tautan yang lama tidak berlaku lagi."))
    return redirect("directory:person", pk=pk)


@require_POST
@only(manages_directory)
def invite_entered(request: PersonRequest) -> HttpResponse:
    """Have the first link sent to everybody who was entered without one."""
    work = ask(kind=INVITE, by=request.user.pk, link=reverse("directory:people"))
    return redirect("record:long_work", pk=work.pk)


def person_trail(person: Person) -> list[tuple[str, str]]:
    """The way back from what is done with a person."""
    return [
        (_("Orang"), reverse("directory:people")),
        (person.name, reverse("directory:person", args=[person.pk])),
    ]
