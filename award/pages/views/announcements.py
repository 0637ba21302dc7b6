"""Announcements to many units, and reminders to those that have not begun."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from award.domain.announcing import announce, remind, resume
from award.enums import Audience
from award.errors import NotAllowed, Refused
from award.models import Announcement, Season
from award.pages.announcements_list import SILENCES
from award.pages.forms.announcements import AnnouncementForm, ReminderForm
from award.pages.forms.saving import saved
from award.pages.refusals import gate
from award.pages.requests import actor
from award.queries.announcements import (
    READS_ALL,
    Reach,
    concerned,
    delivery_of,
    reach_of,
    read_by,
    readable_by,
    running_season,
    sender_of,
    sent_within,
    silences,
)
from directory.pages.access import PersonRequest, denied, roles_held, visible_or_404
from record.enums import WorkState
from record.pages.lists import table_of
from record.queries.long_works import state_of

PAGE = 25


@require_safe
@gate
def announcements(request: PersonRequest) -> HttpResponse:
    """What was sent, who has not begun, and the form for more."""
    return _page(request, _reach(request))


@require_POST
@gate
def send(request: PersonRequest) -> HttpResponse:
    """Show whom an announcement would reach; sent once that was seen."""
    reach, season = _sender(request)
    form = AnnouncementForm(request.POST, reach=reach)
    if not form.is_valid():
        return _page(request, reach, announcement_form=form)
    given = form.cleaned_data
    if "seen" not in request.POST:
        return _preview(request, season, form)
    if saved(form, lambda: announce(season=season, by=actor(request), **given)):
        return _under_way(request, given["key"])
    return _page(request, reach, announcement_form=form)


@require_POST
@gate
def remind_silent(request: PersonRequest) -> HttpResponse:
    """Remind those who have not begun, in a region or everywhere."""
    reach, season = _sender(request)
    form = ReminderForm(request.POST, reach=reach)
    if saved(form, lambda: remind(season=season, by=actor(request), **form.cleaned_data)):
        return _under_way(request, form.cleaned_data["key"])
    return _page(request, reach, reminder_form=form)


@require_safe
@gate
def announcement(request: PersonRequest, pk: UUID) -> HttpResponse:
    """One announcement; those who may have sent it see whom it reached."""
    found = visible_or_404(request, readable_by(request.user), pk=pk)
    own = reach_of(request.user).covers(found.region)
    sends = own or _reads_all(request)
    context = {
        "announcement": found,
        "sender": sender_of(found),
        "own": own,
        "sends": sends,
        "trail": _trail() if sends else [],
        **_reached(found, sends=sends),
    }
    return render(request, "award/announcement.html", context)


@require_POST
@gate
def go_on(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Go on with a delivery that failed on its way."""
    found = visible_or_404(request, readable_by(request.user), pk=pk)
    work = resume(announcement=found, by=actor(request))
    return redirect("record:long_work", pk=work.pk)


def _reached(found: Announcement, *, sends: bool) -> dict[str, Any]:
    if not sends:
        return {}
    told = found.addressees.all()
    nobody = told.filter(person=None).select_related("application__unit", "application__region")
    return {
        "people": told.exclude(person=None).values("person").distinct().count(),
        "units": told.exclude(application=None).values("application").distinct().count(),
        "read": read_by(found),
        "nobody": [row.application for row in nobody],
        **_delivery(found),
    }


def _delivery(found: Announcement) -> dict[str, Any]:
    """How far the telling is; one that failed on its way can be gone on with."""
    work = delivery_of(found)
    over = work is None or state_of(work) not in (WorkState.WAITING, WorkState.RUNNING)
    return {"work": work, "stuck": over and found.delivered_at is None}


def _reach(request: PersonRequest) -> Reach:
    """Where the person announces; those who never do and do not audit are told of no such page."""
    reach = reach_of(request.user)
    if not reach.anywhere and not _reads_all(request):
        raise denied(request)
    return reach


def _reads_all(request: PersonRequest) -> bool:
    return any(role.kind in READS_ALL for role in roles_held(request, request.user))


def _sender(request: PersonRequest) -> tuple[Reach, Season]:
    reach, season = _reach(request), running_season()
    if not reach.anywhere:
        raise NotAllowed
    if season is None:
        raise Refused([_("Tidak ada periode yang berjalan.")])
    return reach, season


def _under_way(request: PersonRequest, key: UUID) -> HttpResponse:
    work = delivery_of(Announcement(pk=key))
    if work is None:
        messages.success(request, _("Sudah dikirim."))
        return redirect("award:announcement", pk=key)
    return redirect("record:long_work", pk=work.pk)


def _preview(request: PersonRequest, season: Season, form: AnnouncementForm) -> HttpResponse:
    given = form.cleaned_data
    audience, region = Audience(given["audience"]), given["region"]
    context = {
        "form": form,
        "given": given,
        "audience": audience.label,
        "units": concerned(season, audience, region).count(),
        "offices": audience.with_offices,
        "trail": _trail(),
    }
    return render(request, "award/announcement_preview.html", context)


def _page(request: PersonRequest, reach: Reach, **forms: Any) -> HttpResponse:
    """The page; `forms` replaces a fresh form by one with errors."""
    season = running_season()
    sent = readable_by(request.user) if _reads_all(request) else sent_within(reach)
    context = {
        "season": season,
        "sends": reach.anywhere,
        "page": Paginator(sent, PAGE).get_page(request.GET.get("page")),
        "silences": table_of(
            SILENCES, silences(season, reach) if season and reach.anywhere else []
        ),
        "announcement_form": AnnouncementForm(reach=reach),
        "reminder_form": ReminderForm(reach=reach),
        **forms,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if forms else HTTPStatus.OK
    return render(request, "award/announcements.html", context, status=status)


def _trail() -> list[tuple[str, str]]:
    return [(_("Pengumuman"), reverse("award:announcements"))]
