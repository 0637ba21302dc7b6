"""Telling many units at once: an announcement, or a reminder to those that have not begun.

What is to be told is written down first; the background then tells one unit after the other, so
that a run that is broken off goes on where it was and nobody is told twice.
"""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from award.domain.audience import people_of_units
from award.enums import AnnouncementKind, Audience, DateKind
from award.errors import NotAllowed, Refused
from award.models import Addressee, Announcement, Application, Season
from award.queries.announcements import concerned, event_key, last_reminder, reach_of, sender_of
from award.queries.calendar import calendar_of, due
from award.queries.running import RUNNING
from award.rules import someone
from directory.actors import Actor
from directory.enums import RoleKind
from directory.models import Person, Region
from directory.queries.roles import holders
from record.canonical import Fact, canonical, instant
from record.domain.long_works import ask
from record.domain.work import Work, recorded
from record.models import LongWork
from record.rules import SYSTEM

DELIVER = "award.deliver"  # the long work that tells them
ANNOUNCED, REMINDED = "announced", "begin_reminder"
ONE_REMINDER_IN = timedelta(days=1)
OFFICES = (RoleKind.REGION_HEAD, RoleKind.REGION_SECRETARIAT)


def announce(
    *,
    key: UUID,
    season: Season,
    audience: Audience,
    region: Region | None,
    title: str,
    body: str,
    by: Actor,
) -> Announcement:
    """Write down a text to the units of a region, or of all; `key` makes a second click the same.

    Raises NotAllowed where the region is not the person's to tell, Refused outside a running
    season or where it would reach no unit.
    """
    found = Announcement(
        pk=key,
        season=season,
        kind=AnnouncementKind.TEXT,
        audience=audience,
        region=region,
        title=" ".join(title.split()),
        body=body.strip(),
    )
    return _written(found, by)


def remind(*, key: UUID, season: Season, region: Region | None, by: Actor) -> Announcement:
    """Write down a reminder to those of a region, or of all, that have not begun.

    Raises as announce(), and Refused within a day of the last one or before one can begin.
    """
    found = Announcement(
        pk=key,
        season=season,
        kind=AnnouncementKind.REMINDER,
        audience=Audience.NOT_BEGUN,
        region=region,
    )
    return _written(found, by)


def resume(*, announcement: Announcement, by: Actor) -> LongWork:
    """Have those told whom a delivery that failed left out; while one is under way it is that one.

    Raises NotAllowed where the region is not the person's to tell.
    """
    person = someone(by)
    if not reach_of(person).covers(announcement.region):
        raise NotAllowed
    return _have_told(announcement, person)


def deliver(announcement: Announcement, *, progress: Callable[[int, int], None]) -> None:
    """Tell all whom it is for at this moment, one unit after the other; a second time does nothing.

    `progress` is told how many units are done, of how many.
    """
    if announcement.delivered_at is not None:
        return
    _tell_offices(announcement)
    found = list(concerned(announcement.season, announcement.audience, announcement.region))
    people = people_of_units(found)
    for done, application in enumerate(found):
        progress(done, len(found))
        with recorded(actor=SYSTEM) as work:
            _tell_unit(work, announcement, application, people.get(application.unit_id, []))
    _delivered(announcement)


def obstacles(announcement: Announcement) -> list[str]:
    """What keeps it from being sent."""
    season = announcement.season
    if season.state not in RUNNING:
        return [_("Hanya UPT pada periode yang berjalan yang dapat diberi tahu.")]
    reminding = announcement.kind == AnnouncementKind.REMINDER
    problems = _too_soon(announcement) if reminding else []
    if not concerned(season, announcement.audience, announcement.region).exists():
        problems.append(_("Tidak ada UPT yang akan menerimanya."))
    return problems


def _too_soon(announcement: Announcement) -> list[str]:
    now, season = timezone.now(), announcement.season
    opens = calendar_of(season.pk).get(DateKind.SELF_ASSESSMENT_OPENS)
    if opens is not None and now < opens:
        return [_("Penilaian mandiri belum dibuka.")]
    if last_reminder(season, announcement.region, now - ONE_REMINDER_IN):
        return [_("Mereka sudah diingatkan dalam 24 jam terakhir.")]
    return []


def _written(found: Announcement, by: Actor) -> Announcement:
    found.by, found.at = someone(by), timezone.now()
    reach = reach_of(found.by)
    if not reach.covers(found.region):
        raise NotAllowed
    found.by_centre = reach.everywhere
    with recorded(actor=by.ledger) as work:
        Season.objects.select_for_update(no_key=True).get(pk=found.season_id)
        known = Announcement.objects.filter(pk=found.pk).first()
        if known is not None:
            return _same(known, found)
        problems = obstacles(found)
        if problems:
            raise Refused(problems)
        found.save(force_insert=True)
        facts: dict[str, Fact] = {
            "announcement": found.pk,
            "kind": found.kind,
            "audience": found.audience,
            "region": found.region_id,
        }
        if found.kind == AnnouncementKind.TEXT:
            facts |= {"title": work.commitment(found.title), "body": work.commitment(found.body)}
        work.event("announced", subject=f"season:{found.season.year}", facts=facts)
        _have_told(found, found.by)
    return found


def _have_told(announcement: Announcement, by: Person) -> LongWork:
    return ask(
        kind=DELIVER,
        by=by.pk,
        params={"announcement": str(announcement.pk)},
        link=reverse("award:announcement", args=[announcement.pk]),
    )


def _same(known: Announcement, found: Announcement) -> Announcement:
    """What the same person sent under this key before; somebody else's key is refused."""
    if known.by != found.by:
        raise Refused([_("Muat ulang halaman ini, lalu kirim sekali lagi.")])
    return known


def _tell_offices(announcement: Announcement) -> None:
    if not Audience(announcement.audience).with_offices:
        return
    regions = [announcement.region] if announcement.region else Region.objects.all()
    for region in regions:
        people = [person for kind in OFFICES for person in holders(kind, region=region)]
        with recorded(actor=SYSTEM) as work:
            _tell(work, announcement, None, people)


def _tell_unit(
    work: Work, announcement: Announcement, application: Application, people: list[Person]
) -> None:
    if not people:
        Addressee.objects.bulk_create(
            [Addressee(announcement=announcement, application=application)], ignore_conflicts=True
        )
        return
    if announcement.kind == AnnouncementKind.TEXT:
        _tell(work, announcement, application, people)
    else:
        _remind(work, announcement, application, people)


def _tell(
    work: Work, announcement: Announcement, application: Application | None, people: list[Person]
) -> None:
    _note(announcement, application, people)
    work.notice(
        ANNOUNCED,
        to=[person.pk for person in people],
        event_key=event_key(announcement, None),
        params={
            "title": announcement.title,
            "body": announcement.body,
            "sender": sender_of(announcement),
        },
        link=reverse("award:announcement", args=[announcement.pk]),
    )


def _remind(
    work: Work, announcement: Announcement, application: Application, people: list[Person]
) -> None:
    until = due(application, DateKind.SELF_ASSESSMENT_DUE)
    if until is None or until < timezone.now():
        return
    _note(announcement, application, people)
    work.notice(
        REMINDED,
        to=[person.pk for person in people],
        event_key=event_key(announcement, application.pk),
        params={"unit": application.unit.name, "due_at": instant(until)},
        link=reverse("award:self_assessment", args=[application.pk]),
    )


def _note(
    announcement: Announcement, application: Application | None, people: list[Person]
) -> None:
    Addressee.objects.bulk_create(
        [Addressee(announcement=announcement, application=application, person=p) for p in people],
        ignore_conflicts=True,
    )


def _delivered(announcement: Announcement) -> None:
    with recorded(actor=SYSTEM) as work:
        # Somebody else may have gone on with a delivery that only seemed to have failed.
        rows = Announcement.objects.select_for_update(no_key=True)
        if rows.get(pk=announcement.pk).delivered_at is not None:
            return
        announcement.delivered_at = timezone.now()
        announcement.save(update_fields=["delivered_at"])
        told = announcement.addressees.order_by("pk")
        people = sorted({str(pk) for pk in told.values_list("person", flat=True) if pk})
        facts: dict[str, Fact] = {
            "announcement": announcement.pk,
            "people": len(people),
            "units_without_anybody": told.filter(person=None).count(),
            "list": hashlib.sha256(canonical(people).encode()).hexdigest(),
        }
        subject = f"season:{announcement.season.year}"
        work.event("announcement_delivered", subject=subject, facts=facts)
