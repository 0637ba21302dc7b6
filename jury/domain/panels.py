"""Panels: made by the jury's secretary, filled with applications and jurors."""

import secrets
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from award.domain.lock import locked
from award.enums import State
from award.errors import NotAllowed, Refused
from award.models import Application, Season
from award.rules import someone
from directory.actors import Actor
from directory.enums import RoleKind
from directory.models import Person
from directory.queries.roles import holds
from jury.domain.assignments import assign_all, unassign_all
from jury.domain.conflicts import note_known_conflicts
from jury.domain.impartial import without_conflict, without_singling_out
from jury.domain.voiding import telling_of_sheets
from jury.models import Panel, PanelApplication, Seat
from record.domain.work import recorded


def only_secretary(by: Actor) -> Person:
    """The jury's secretary, or NotAllowed."""
    person = someone(by)
    if not holds(person, RoleKind.JURY_SECRETARY):
        raise NotAllowed
    return person


def make_panel(*, season: Season, name: str, by: Actor) -> Panel:
    """A panel without applications or jurors. Raises Refused for a name already used."""
    person = only_secretary(by)
    with recorded(actor=by.ledger) as work:
        # Whoever sends the form a second time waits here, and is told instead of failing.
        Season.objects.select_for_update(no_key=True).only("pk").get(pk=season.pk)
        if Panel.objects.filter(season=season, name=name).exists():
            raise Refused([_("Nama panel ini sudah dipakai.")])
        panel = Panel.objects.create(season=season, name=name, created_by=person)
        work.event("panel_made", subject=f"panel:{panel.pk}", facts={"season": season.year})
    return panel


def add_applications(*, panel: Panel, application_ids: Iterable[UUID | str], by: Actor) -> int:
    """Put forwarded applications into the panel. Raises Refused for one that is in another.

    Without a panel size every juror scores them; with one they wait to be shared out. The panel
    says who may score a unit, so whoever has a conflict with it leaves it to another secretary:
    else NotAllowed.
    """
    person = only_secretary(by)
    with recorded(actor=by.ledger) as work:
        size = _size_of(panel)
        now = timezone.now()
        added: list[Application] = []
        for application_id in sorted(map(str, application_ids)):
            application = locked(application_id, states={State.IN_SCORING})
            _fits(panel, application)
            PanelApplication.objects.create(panel=panel, application=application, since=now)
            added.append(application)
        without_conflict(by, added)
        seats = list(panel.seats.filter(ends=None).select_related("person"))
        for seat in seats:
            note_known_conflicts(seat.person, added, at=now, work=work)
        if size is None:
            assign_all(seats, added, at=now, by=person, work=work)
        facts = {"applications": [str(application.pk) for application in added]}
        work.event("panel_filled", subject=f"panel:{panel.pk}", facts=facts)
    return len(added)


def _size_of(panel: Panel) -> int | None:
    """The size as it is now. Whoever fills, seats or shares out waits for the other here."""
    return Panel.objects.select_for_update(no_key=True).get(pk=panel.pk).size


def _fits(panel: Panel, application: Application) -> None:
    if application.season_id != panel.season_id:
        raise Refused([_("Pengajuan ini dari periode lain.")])
    if PanelApplication.objects.filter(application=application, until=None).exists():
        text = _("%(unit)s sudah berada dalam sebuah panel.")
        raise Refused([text % {"unit": application.unit.name}])


def seat_juror(*, panel: Panel, person: Person, by: Actor) -> Seat:
    """Give a juror a seat; conflicts the directory knows are pinned at once.

    The juror sees nothing of an application before declaring on it. Raises Refused for
    somebody who is no juror or already sits, NotAllowed for a secretary with a conflict with all
    that the panel scores.
    """
    secretary = only_secretary(by)
    with recorded(actor=by.ledger) as work:
        if not holds(person, RoleKind.JUROR):
            text = _("%(name)s bukan juri.")
            raise Refused([text % {"name": person.name}])
        size = _size_of(panel)
        if Seat.objects.filter(panel=panel, person=person, ends=None).exists():
            text = _("%(name)s sudah duduk di panel ini.")
            raise Refused([text % {"name": person.name}])
        now = timezone.now()
        seat = Seat.objects.create(
            panel=panel, person=person, order_seed=secrets.randbelow(2**31), starts=now
        )
        applications = applications_of(panel)
        without_singling_out(by, applications)
        note_known_conflicts(person, applications, at=now, work=work)
        facts = {"seat": str(seat.pk), "person": str(person.pk)}
        work.event("juror_seated", subject=f"panel:{panel.pk}", facts=facts)
        if size is None:
            assign_all([seat], applications, at=now, by=secretary, work=work)
        work.notice(
            "juror_seated",
            to=[person.pk],
            event_key=f"seat:{seat.pk}",
            params={"panel": panel.name},
            link=f"/penilaian/{seat.pk}/pernyataan/",
        )
    return seat


def end_seat(*, seat_id: UUID | str, reason: str, by: Actor) -> None:
    """End a seat: what the juror may see ends, and their sheets leave the totals.

    Raises NotAllowed for a secretary with a conflict with all that the juror scores.
    """
    secretary = only_secretary(by)
    with recorded(actor=by.ledger) as work:
        found = Seat.objects.select_related("panel").get(pk=seat_id)
        applications = [locked(a.pk) for a in applications_of(found.panel)]
        seat = Seat.objects.select_for_update(no_key=True).get(pk=seat_id)
        scored = set(seat.assignments.filter(until=None).values_list("application", flat=True))
        without_singling_out(by, [each for each in applications if each.pk in scored])
        if seat.ends is not None or not reason.strip():
            raise Refused([_("Kursi sudah berakhir, atau alasannya belum diisi.")])
        now: datetime = timezone.now()
        with telling_of_sheets(work, applications, because="seat_ended"):
            seat.ends, seat.reason = now, reason.strip()
            seat.save(update_fields=["ends", "reason"])
            unassign_all(seat, at=now, by=secretary, work=work)
        facts = {"seat": str(seat.pk), "reason": work.commitment(seat.reason)}
        work.event("seat_ended", subject=f"panel:{seat.panel_id}", facts=facts)


def applications_of(panel: Panel) -> list[Application]:
    """The applications now in the panel, in a stable order (the order of their locks).

    All share the panel's season: it carries its whole instrument, 80 kB, once and not once a row.
    """
    entries = PanelApplication.objects.filter(panel=panel, until=None)
    rows = Application.objects.filter(pk__in=entries.values("application"))
    found = list(rows.select_related("unit", "region").order_by("pk"))
    for application in found:
        application.season = panel.season
    return found
