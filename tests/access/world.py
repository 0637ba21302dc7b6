"""One small world for the whole table: our unit in every state, and strangers' beside it.

`names` maps what a line may mention ("scoring", "scoring.item", "season" …) to what stands in an
address or a form. What belongs to the stranger of another region has the same name behind
"far.", so that a line's objects can be swapped for his.
"""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from award.domain.seasons import create_season
from award.enums import AnnouncementKind, Audience, State
from award.models import Addressee, Announcement, Application, Claim
from award.queries.instruments import indicators_of, instrument_of
from directory.actors import Actor
from directory.enums import RoleKind, UnitType
from directory.models import Person, Region, Role, RosterFile, Unit
from directory.queries.roles import today
from record.domain import checkpoints, long_works
from record.domain.work import recorded
from record.models import LedgerEntry, LongWork, Notice
from tests.access import jury_world, team_world
from tests.access.people import People
from tests.directory.factories import PASSWORD, make_holder, make_person
from tests.support.long_works import done
from tests.verification import situations as made
from verification.domain.assigning import assign_team

S = State
OFFICE = UnitType.PROBATION_OFFICE
OURS = {
    "draft": S.DRAFT,
    "assessed": S.SELF_ASSESSED,
    "open": S.EVIDENCE_OPEN,
    "verifying": S.UNDER_VERIFICATION,
    "verified": S.VERIFIED,
    "scoring": S.IN_SCORING,
    "waiting": S.IN_SCORING,
    "scored": S.SCORED,
    "withdrawn": S.WITHDRAWN,
}
WORK = "test.world"
long_works.register(
    WORK,
    title="Ekspor contoh",
    may=lambda _work: True,
    do=lambda _run: long_works.File("a.csv", "text/csv", [b"a"]),
)
WITHOUT_TEAM = {S.DRAFT, S.SELF_ASSESSED, S.WITHDRAWN}


class World:
    """People, a season that runs, and the names of everything."""

    def __init__(self) -> None:
        self.people = People()
        self.names: dict[str, str] = {}
        self.when_asked: dict[str, Callable[[], object]] = {}
        self.applications: dict[str, Application] = {}
        self.season = made.make_season(self_assessment_due=1)
        self.decrees = {
            place.region.pk: made.make_decree(place, self.season)
            for place in (self.people.here, self.people.far)
        }
        for name, state in OURS.items():
            self._apply(name, state, self.people.our_unit(unit_type=OFFICE))
        made.put(self.applications["withdrawn"], S.WITHDRAWN, state_before=S.DRAFT)
        here, far = self.people.here, self.people.far
        self._apply("far", S.UNDER_VERIFICATION, self.people.other_unit("far_head", far))
        self._apply("far.scoring", S.IN_SCORING, self.people.other_unit("far_other_head", far))
        self._apply("near", S.UNDER_VERIFICATION, self.people.other_unit("neighbour_head", here))
        self._prepare()
        self._name_the_rest()
        team_world.fill(self)
        jury_world.fill(self)

    def actor(self, name: str) -> Actor:
        return Actor(self.people[name])

    def add(self, name: str, value: object) -> None:
        self.names[name] = str(value)

    def knows(self, name: str) -> bool:
        return name in self.names or name in self.when_asked

    def value(self, name: str) -> str:
        """What a line's name stands for."""
        known = self.when_asked.get(name)
        return str(known()) if known else self.names[name]

    def _apply(self, name: str, state: State, unit: Unit) -> None:
        """An application in that state, given to its region's team on the way there."""
        row = made.make_application(self.season, unit=unit, claims=False)
        _claim_all(row, unit.roles.filter(kind=RoleKind.UNIT_HEAD).earliest("pk").person)
        if state not in WITHOUT_TEAM:
            decree = self.decrees[unit.region_id]
            by = Actor(decree.registered_by)
            assign_team(applications={row.pk: row.version}, decree_id=decree.pk, by=by)
        self.name_application(name, made.put(row, state))

    def name_application(self, name: str, row: Application) -> None:
        """Let lines mention the application, its unit and the version a page would show."""
        self.applications[name] = row
        self.add(name, row.pk)
        self.add(f"{name}.unit", row.unit_id)
        self.add(f"{name}.work_unit_code", row.unit.work_unit_code)
        rows = Application.objects.filter(pk=row.pk)
        self.when_asked[f"{name}.state_version"] = lambda: rows.values_list("version").get()[0]
        self.when_asked[f"{name}.ticked"] = lambda: (
            f"{row.pk}:{rows.values_list('version').get()[0]}"
        )

    def _prepare(self) -> None:
        """Next year's season, which the centre still prepares."""
        season = create_season(
            year=self.season.year + 1,
            name="Tahun depan",
            instrument=self.season.instrument,
            time_zone="Asia/Jakarta",
            upload_grace_minutes=30,
            by=self.actor("admin"),
        )
        self.add("prepared", season.year)
        statements = instrument_of(season).statements
        place = next(s for s in statements if s.provisional and s.kind != "indicator")
        self.add("prepared.place", place.path)

    def _sent_lists(self) -> None:
        """A list of units that our admin sent, and one that another admin did."""
        other = make_holder(RoleKind.CENTRE_ADMIN)
        for name, by in (("roster", self.people["admin"]), ("far.roster", other)):
            roster = RosterFile.objects.create(
                by=by, name="daftar.csv", sha256="a" * 64, at=timezone.now(), read_at=timezone.now()
            )
            self.add(name, roster.pk)

    def _announced(self, head: Person, region: Region) -> Announcement:
        """What a region's secretariat told this head of a unit."""
        made = Announcement.objects.create(
            season=self.season,
            kind=AnnouncementKind.TEXT,
            audience=Audience.ALL,
            region=region,
            title="Rapat",
            body="Senin.",
            by=head,
            by_centre=False,
            at=timezone.now(),
        )
        Addressee.objects.create(announcement=made, person=head)
        return made

    def _name_the_rest(self) -> None:
        add = self.add
        instrument = self.season.instrument
        add("season", self.season.year)
        add("season.pk", self.season.pk)
        add("instrument", instrument.code)
        add("instrument.pk", instrument.pk)
        add("instrument.version", instrument.version)
        add("instrument.group", instrument_of(self.season).unit_groups[0].code)
        add("today", today().isoformat())
        add("later", (today() + timedelta(days=9)).isoformat())
        add("password", PASSWORD)
        with recorded(actor=f"person:{self.people['head'].pk}") as work:
            work.event("objection_filed", subject="application:1", facts={"digest": "a" * 64})
        add("receipt", LedgerEntry.objects.latest("seq").pk)
        self._sent_lists()
        signed = checkpoints.take()
        add("checkpoint", signed.size if signed else 0)
        add("free_juror", self.people["other_juror"].pk)
        add("invited", make_person(password=None).pk)
        for owner, place, prefix in (
            ("head", self.people.here, ""),
            ("far_head", self.people.far, "far."),
        ):
            person = self.people[owner]
            add(f"{prefix}region", place.region.pk)
            add(f"{prefix}decree", self.decrees[place.region.pk].pk)
            add(f"{prefix}person", person.pk)
            add(f"{prefix}role", person.roles.earliest("pk").pk)
            acting = Role.objects.filter(acting=True, unit__region=place.region)
            if not prefix:
                add("acting_role", acting.earliest("pk").pk)
            add(f"{prefix}notice", Notice.objects.filter(recipient=person).earliest("pk").pk)
            add(f"{prefix}announcement", self._announced(person, place.region).pk)
            add(f"{prefix}work", _fetched(person).pk)
            add(f"{prefix}uid", urlsafe_base64_encode(force_bytes(person.pk)))


def _fetched(person: Person) -> LongWork:
    """A long work of this person whose file is there to be fetched."""
    return done(long_works.ask(kind=WORK, by=person.pk))


def _claim_all(row: Application, head: Person) -> None:
    Claim.objects.bulk_create(
        Claim(
            application=row,
            indicator=indicator.code,
            version=1,
            value=indicator.scale.answers[0].code,
            by=head,
            at=timezone.now(),
        )
        for indicator in indicators_of(row)
    )
