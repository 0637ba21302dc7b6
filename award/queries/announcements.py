"""Who may tell units something, whom it concerns, and what a person was told."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from award.enums import AnnouncementKind, Audience, State
from award.models import Addressee, Announcement, Answer, Application, Season
from award.queries.running import RUNNING
from directory.enums import RoleKind
from directory.models import Person, Region
from directory.queries.roles import holds, holds_any, official_day, roles_of
from record.models import LongWork, Notice

CENTRE = "Ditjen HAM"
READS_ALL = (RoleKind.CENTRE_ADMIN, RoleKind.AUDITOR)


@dataclass(frozen=True, kw_only=True)
class Reach:
    """Where a person may announce: everywhere, or in some regions."""

    everywhere: bool
    regions: QuerySet[Region]

    @property
    def anywhere(self) -> bool:
        return self.everywhere or self.regions.exists()

    def covers(self, region: Region | None) -> bool:
        """Whether that region is the person's to tell; None means all of them."""
        if region is None:
            return self.everywhere
        return self.regions.filter(pk=region.pk).exists()


@dataclass(frozen=True, kw_only=True)
class Silence:
    """How many of a region's units have not begun."""

    region: Region
    silent: int
    units: int


def reach_of(person: Person) -> Reach:
    """A centre admin tells everybody, a region's secretariat the units of its own region."""
    if holds(person, RoleKind.CENTRE_ADMIN):
        return Reach(everywhere=True, regions=Region.objects.all())
    roles = roles_of(person).select_related(None).order_by()
    own = roles.filter(kind=RoleKind.REGION_SECRETARIAT).values("region")
    return Reach(everywhere=False, regions=Region.objects.filter(pk__in=own))


def running_season() -> Season | None:
    """The season whose units are told something now."""
    return Season.objects.select_related("instrument").filter(state__in=RUNNING).first()


def not_begun() -> Q:
    """Condition on Application: a draft in which nothing was answered yet."""
    answers = Answer.objects.filter(application=OuterRef("pk"))
    return Q(~Exists(answers), state=State.DRAFT)


def concerned(season: Season, audience: str, region: Region | None) -> QuerySet[Application]:
    """The applications of the units that an announcement is for."""
    rows = season.applications.select_related("unit", "region", "season")
    if region is not None:
        rows = rows.filter(region=region)
    if audience == Audience.NOT_BEGUN:
        rows = rows.filter(not_begun())
    return rows.order_by("region", "unit__name", "pk")


def silences(season: Season, reach: Reach) -> list[Silence]:
    """The regions within reach with their silent units, most silent first."""
    counted = (
        season.applications.filter(region__in=reach.regions)
        .order_by()
        .values("region")
        .annotate(units=Count("pk"), silent=Count("pk", filter=not_begun()))
    )
    regions = {region.pk: region for region in reach.regions}
    rows = [
        Silence(region=regions[row["region"]], silent=row["silent"], units=row["units"])
        for row in counted
    ]
    return sorted(rows, key=lambda row: (-row.silent, row.region.name))


def sent_within(reach: Reach) -> QuerySet[Announcement]:
    """The announcements that a person with that reach may have sent, newest first."""
    sent = Announcement.objects.select_related("region", "by", "season")
    return sent if reach.everywhere else sent.filter(region__in=reach.regions)


def readable_by(person: Person) -> QuerySet[Announcement]:
    """Those a person sent, may have sent, was told, or reads as an auditor."""
    every = Announcement.objects.select_related("region", "by", "season")
    if holds_any(person, READS_ALL):
        return every
    told = Addressee.objects.filter(announcement=OuterRef("pk"), person=person)
    return every.filter(Q(region__in=reach_of(person).regions) | Exists(told))


def last_reminder(season: Season, region: Region | None, since: datetime) -> Announcement | None:
    """The last reminder since then that went to all whom one to this region would go to."""
    reminders = Announcement.objects.filter(season=season, kind="reminder", at__gt=since)
    return reminders.filter(Q(region=region) | Q(region=None)).first()


def sender_of(announcement: Announcement) -> str:
    """Who tells it, for those who are told: the office, not the person."""
    region = announcement.region
    return CENTRE if announcement.by_centre or region is None else region.name


def event_key(announcement: Announcement, application_id: UUID | None) -> str:
    """The key of the notices of an announcement, by which each person gets one.

    A reminder's is that of the official day, whoever reminds and in whichever zone: the centre
    and the Kanwil do not know of each other.
    """
    if announcement.kind == AnnouncementKind.TEXT:
        return f"announcement:{announcement.pk}"
    return f"reminder:{application_id}:{official_day(announcement.at)}"


def delivery_of(announcement: Announcement) -> LongWork | None:
    """The last long work that tells its people, while it is remembered."""
    works = LongWork.objects.filter(params__announcement=str(announcement.pk))
    return works.select_related("job").first()


def read_by(announcement: Announcement) -> int:
    """How many of its people have opened it."""
    told = announcement.addressees.exclude(person=None)
    pairs = told.values_list("application", "person")
    keys = {event_key(announcement, application) for application, _person in pairs}
    opened = Notice.objects.filter(event_key__in=keys, read_at__isnull=False)
    people = {person for _application, person in pairs}
    return len(people & set(opened.values_list("recipient", flat=True)))
