"""The people of the directory."""

from copy import copy
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from directory.actors import Actor
from directory.domain import people
from directory.enums import Language, Zone
from directory.errors import Refused
from directory.long_works import INVITE
from directory.models import Person
from directory.pages.access import PersonRequest, only, visible_or_404
from directory.pages.form_page import form_page
from directory.pages.forms.attempts import attempt
from directory.pages.forms.people import DetailsForm, InvitationForm, PeopleFilter
from directory.pages.rows import person_rows
from directory.queries.people import not_invited, people_list
from directory.queries.roles import today
from directory.queries.visible import visible_people, visible_roles
from directory.rules import manages_directory, reads_directory
from record.domain.long_works import ask

PER_PAGE = 50


@require_safe
@only(reads_directory)
def people_page(request: PersonRequest) -> HttpResponse:
    """Everyone the reader may see, with filters."""
    narrow = PeopleFilter(request.GET)
    given = narrow.cleaned_data if narrow.is_valid() else {}
    found = people_list(
        request.user,
        text=given.get("text", ""),
        region=given["region"].pk if given.get("region") else "",
        kind=given.get("kind", ""),
        state=given.get("state", ""),
    )
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    manages = manages_directory(request.user)
    context = {
        "form": narrow,
        "page": page,
        "manages": manages,
        "entered": not_invited().count() if manages else 0,
    }
    return render(request, "directory/people.html", context)


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
        given = form.cleaned_data
        return people.invite_person(
            actor=Actor(request.user),
            details=form.details(),
            language=Language(given["language"]),
            time_zone=Zone(given["time_zone"]),
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
