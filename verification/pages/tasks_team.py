"""What decrees, desks, minutes and the Kanwil head's decisions ask of people, and their pages."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from award.enums import DateKind, State
from award.models import Application
from award.queries.running import being_worked_on
from award.rules import (
    is_centre_after_forwarding_due,
    is_centre_after_team_due,
    is_centre_verifier,
    is_region_head,
    is_region_secretariat,
)
from award.work import Link, WorkItem
from directory.actors import Actor
from directory.enums import RoleKind
from directory.models import Person
from directory.queries.roles import roles_of
from verification.domain.readers import closed_with, reads_closing, reads_desk
from verification.queries.standing import dues, waiting_for_team
from verification.rules import has_conflict

CLOSING = "verification:closing"


def links_for(person: Person, application: Application) -> Iterator[Link]:
    """The pages of the team's work about an application that the person may open."""
    by = Actor(person)
    if _appoints(by, application):
        yield Link(title=_("Tetapkan tim"), url=reverse("verification:teams"))
    if reads_desk(by, application):
        yield Link(
            title=_("Meja verifikasi"), url=reverse("verification:desk", args=[application.pk])
        )
        yield Link(title=_("Berita Acara"), url=reverse(CLOSING, args=[application.pk]))
    else:
        yield from _closed(by, application)
    if is_region_head(by, application) or is_centre_after_forwarding_due(by, application):
        yield Link(
            title=_("Keputusan Kepala Kanwil"),
            url=reverse("verification:head", args=[application.pk]),
        )
    if application.state == State.IN_SCORING and _sends_back(by, application):
        yield Link(
            title=_("Kembalikan ke Kanwil"),
            url=reverse("verification:send_back", args=[application.pk]),
        )


def _sends_back(by: Actor, application: Application) -> bool:
    return is_centre_verifier(by, application) is not None and not has_conflict(by, application)


def _appoints(by: Actor, application: Application) -> bool:
    """Whether the person may now give the application the team it waits for."""
    may = is_region_secretariat(by, application) or is_centre_after_team_due(by, application)
    return may is not None and waiting_for_team().filter(pk=application.pk).exists()


def _closed(by: Actor, application: Application) -> Iterator[Link]:
    """The signed document that closed the verification, for the unit."""
    document = closed_with(application)
    if document is not None and reads_closing(by, document):
        yield Link(
            title=document.get_kind_display(),
            url=reverse("verification:document_file", args=[document.pk]),
        )


def teams(person: Person) -> Iterator[WorkItem]:
    """One item for all that wait for a team in the regions of a secretariat."""
    kept = roles_of(person).filter(kind=RoleKind.REGION_SECRETARIAT).select_related(None)
    mine = waiting_for_team().filter(region__in=kept.order_by().values("region"))
    waiting = list(mine.select_related(None))
    yield from _appointments(waiting, dues(waiting, DateKind.TEAM_DUE))


def late_teams(person: Person) -> Iterator[WorkItem]:
    """One item for all whose Kanwil let the date pass: then the centre may appoint."""
    waiting, now = list(waiting_for_team().select_related(None)), timezone.now()
    late = {pk: at for pk, at in dues(waiting, DateKind.TEAM_DUE).items() if at < now}
    yield from _appointments([a for a in waiting if a.pk in late], late)


def _appointments(waiting: list[Application], due: Mapping[UUID, datetime]) -> Iterator[WorkItem]:
    if waiting:
        count = len(waiting)
        text = ngettext(
            "%(count)d pengajuan tanpa tim: tetapkan timnya.",
            "%(count)d pengajuan tanpa tim: tetapkan timnya.",
            count,
        )
        yield WorkItem(
            what=text % {"count": count},
            url=reverse("verification:teams"),
            due=min(due.values(), default=None),
            count=count,
        )


def forwards(person: Person) -> Iterator[WorkItem]:
    """Verified ones: for the Kanwil head to forward."""
    headed = roles_of(person).filter(kind=RoleKind.REGION_HEAD).order_by().values("region")
    rows = Application.objects.filter(being_worked_on(), region__in=headed, state=State.VERIFIED)
    verified = list(rows.select_related("unit", "region"))
    due = dues(verified, DateKind.FORWARDING_DUE)
    for application in verified:
        yield WorkItem(
            what=_("Periksa Berita Acara dan teruskan ke pusat."),
            url=reverse("verification:head", args=[application.pk]),
            application=application,
            due=due.get(application.pk),
        )


WORK = (
    (teams, {RoleKind.REGION_SECRETARIAT}),
    (late_teams, {RoleKind.CENTRE_ADMIN}),
    (forwards, {RoleKind.REGION_HEAD}),
)
