"""Announcements reach whom they are for, once, and what they reached is kept."""

import time
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db.models import Value
from django.db.models.functions import Concat
from django.utils import timezone

from award.domain.announcing import announce, deliver, remind
from award.enums import Audience, DateKind, SeasonState, State
from award.errors import NotAllowed, Refused
from award.models import Addressee, Announcement, Answer, Application, Extension, Season
from award.queries.announcements import event_key, read_by
from directory.actors import Actor
from directory.enums import RoleKind, UnitType, Zone
from directory.models import Person, Region
from record.domain.notices import mark_read
from record.models import Job, LedgerEntry, LongWork, Notice
from tests.directory.factories import make_holder, make_region, make_unit
from tests.support.long_works import do_waiting
from tests.verification.situations import make_application, make_season

pytestmark = pytest.mark.django_db
TEXT = {"title": "Rapat  persiapan", "body": " Rapat hari Senin.\n\nHadir semua. "}


@pytest.fixture
def season() -> Season:
    return make_season(self_assessment_opens=-5, self_assessment_due=10)


@pytest.fixture
def admin() -> Actor:
    return Actor(make_holder(RoleKind.CENTRE_ADMIN))


def draft(season: Season, region: str = "bali", *, people: bool = True) -> Application:
    unit = make_unit(unit_type=UnitType.PROBATION_OFFICE, region=region)
    if people:
        make_holder(RoleKind.UNIT_HEAD, unit=unit)
        make_holder(RoleKind.UNIT_OPERATOR, unit=unit)
    return make_application(season, unit=unit, state=State.DRAFT, claims=False)


def begun(application: Application) -> Application:
    by = make_holder(RoleKind.UNIT_OPERATOR, unit=application.unit)
    at = timezone.now()
    Answer.objects.create(
        application=application, indicator="x", value="ada", updated_by=by, updated_at=at
    )
    return application


def told(announcement: Announcement) -> set[Person]:
    return {row.person for row in announcement.addressees.exclude(person=None) if row.person}


def people_of(*applications: Application) -> set[Person]:
    return {role.person for each in applications for role in each.unit.roles.all()}


def send(season: Season, by: Actor, region: Region | None = None, **given: Any) -> Announcement:
    made = announce(
        **{
            "key": uuid4(),
            "season": season,
            "audience": Audience.ALL,
            "region": region,
            "by": by,
            **TEXT,
            **given,
        }
    )
    do_waiting()
    return Announcement.objects.get(pk=made.pk)


def notices(kind: str = "announced") -> int:
    return Notice.objects.filter(kind=kind).count()


def test_all_units_are_told_with_their_kanwil(season: Season, admin: Actor) -> None:
    near, far = draft(season), draft(season, "jawa-timur")
    other_season = draft(make_season())
    offices = {
        make_holder(RoleKind.REGION_SECRETARIAT, region="bali"),
        make_holder(RoleKind.REGION_HEAD, region="jawa-timur"),
    }
    make_holder(RoleKind.REGION_VERIFIER, region="bali")
    made = send(season, admin)
    assert told(made) == people_of(near, far) | offices
    assert not told(made) & people_of(other_season)
    assert notices() == 6
    assert Job.objects.filter(kind="send_mail").count() == 6
    assert made.delivered_at
    assert Notice.objects.filter(kind="announced").latest("pk").params == {
        "title": "Rapat persiapan",
        "body": "Rapat hari Senin.\n\nHadir semua.",
        "sender": "Ditjen HAM",
    }


def test_a_region_alone(season: Season, admin: Actor) -> None:
    near, _far = draft(season), draft(season, "jawa-timur")
    assert told(send(season, admin, make_region("bali"))) == people_of(near)


def test_those_who_have_not_begun(season: Season, admin: Actor) -> None:
    silent, writing = draft(season), begun(draft(season))
    sent = make_application(season, state=State.SELF_ASSESSED)
    make_holder(RoleKind.REGION_SECRETARIAT, region="bali")
    made = send(season, admin, audience=Audience.NOT_BEGUN)
    assert told(made) == people_of(silent)
    assert not told(made) & people_of(writing, sent)


def test_the_secretariat_tells_its_own_region_and_no_other(season: Season) -> None:
    secretary = Actor(make_holder(RoleKind.REGION_SECRETARIAT, region="bali"))
    near, _far = draft(season), draft(season, "jawa-timur")
    made = send(season, secretary, make_region("bali"))
    assert people_of(near) < told(made)
    assert Notice.objects.filter(kind="announced").earliest("pk").params["sender"].endswith("Bali")
    for region in (None, make_region("jawa-timur")):
        with pytest.raises(NotAllowed):
            send(season, secretary, region)
        with pytest.raises(NotAllowed):
            remind(key=uuid4(), season=season, region=region, by=secretary)
    assert Announcement.objects.count() == 1


@pytest.mark.parametrize("kind", sorted(set(RoleKind) - {"centre_admin", "region_secretariat"}))
def test_nobody_else_tells_anybody(season: Season, kind: RoleKind) -> None:
    draft(season)
    who = Actor(make_holder(RoleKind(kind)))
    for region in (None, make_region("bali"), make_region("jawa-timur")):
        with pytest.raises(NotAllowed):
            announce(
                key=uuid4(), season=season, audience=Audience.ALL, region=region, by=who, **TEXT
            )


def test_a_second_click_sends_nothing_more(season: Season, admin: Actor) -> None:
    draft(season)
    key = uuid4()
    first = send(season, admin, key=key)
    again = announce(key=key, season=season, audience=Audience.ALL, region=None, by=admin, **TEXT)
    assert (again, LongWork.objects.count(), notices()) == (first, 1, 2)
    other = Actor(make_holder(RoleKind.CENTRE_ADMIN))
    with pytest.raises(Refused, match="Muat ulang"):
        remind(key=key, season=season, region=None, by=other)


def test_a_run_that_was_broken_off_goes_on_and_tells_nobody_twice(
    season: Season, admin: Actor
) -> None:
    first, second = draft(season), draft(season)
    draft(season, people=False)
    made = announce(
        key=uuid4(), season=season, audience=Audience.ALL, region=None, by=admin, **TEXT
    )

    def dies(done: int, _total: int) -> None:
        if done == 1:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        deliver(made, progress=dies)
    assert notices() in {0, 2}  # one of the three was told, and one of those has no people
    for _ in range(2):
        deliver(Announcement.objects.get(pk=made.pk), progress=lambda _done, _total: None)
    assert told(made) == people_of(first, second)
    assert notices() == 4
    assert Addressee.objects.filter(person=None).count() == 1
    assert LedgerEntry.objects.filter(kind="announcement_delivered").count() == 1


def test_two_who_deliver_beside_each_other_end_it_once(season: Season, admin: Actor) -> None:
    draft(season)
    made = announce(
        key=uuid4(), season=season, audience=Audience.ALL, region=None, by=admin, **TEXT
    )
    beside = Announcement.objects.get(pk=made.pk)
    for each in (made, beside):
        deliver(each, progress=lambda _done, _total: None)
    assert notices() == 2
    assert LedgerEntry.objects.filter(kind="announcement_delivered").count() == 1


def test_a_unit_without_anybody_is_kept_as_such(season: Season, admin: Actor) -> None:
    empty = draft(season, people=False)
    made = send(season, admin)
    row = made.addressees.get()
    assert (row.application, row.person) == (empty, None)
    body = LedgerEntry.objects.get(kind="announcement_delivered").body
    assert '"units_without_anybody":1' in body
    assert '"people":0' in body


def test_the_words_are_not_in_the_ledger(season: Season, admin: Actor) -> None:
    draft(season)
    send(season, admin)
    body = LedgerEntry.objects.get(kind="announced").body
    assert "Rapat" not in body
    assert '"audience":"all"' in body


def test_who_opened_it_is_counted(season: Season, admin: Actor) -> None:
    draft(season)
    made = send(season, admin)
    assert read_by(made) == 0
    mark_read(Notice.objects.filter(kind="announced").earliest("pk"))
    assert read_by(made) == 1


@pytest.mark.parametrize("state", [SeasonState.PREPARED, SeasonState.PUBLISHED])
def test_only_units_of_a_running_season_are_told(
    season: Season, admin: Actor, state: SeasonState
) -> None:
    draft(season)
    season.state = state
    with pytest.raises(Refused, match="periode yang berjalan"):
        send(season, admin)


def test_what_would_reach_nobody_is_refused(season: Season, admin: Actor) -> None:
    begun(draft(season))
    with pytest.raises(Refused, match="Tidak ada UPT"):
        send(season, admin, audience=Audience.NOT_BEGUN)
    with pytest.raises(Refused, match="Tidak ada UPT"):
        remind(key=uuid4(), season=season, region=None, by=admin)
    assert not LongWork.objects.exists()


def reminded(season: Season, by: Actor, region: Region | None = None) -> Announcement:
    made = remind(key=uuid4(), season=season, region=region, by=by)
    do_waiting()
    return Announcement.objects.get(pk=made.pk)


def test_the_silent_are_reminded_with_their_own_date(season: Season, admin: Actor) -> None:
    plain, extended, writing = draft(season), draft(season), begun(draft(season))
    until = timezone.now() + timedelta(days=30)
    Extension.objects.create(
        season=season,
        kind=DateKind.SELF_ASSESSMENT_DUE,
        scope="unit",
        unit=extended.unit,
        until=until,
        reason="Gempa.",
        by=make_holder(RoleKind.CENTRE_ADMIN),
    )
    made = reminded(season, admin)
    assert told(made) == people_of(plain, extended)
    assert not told(made) & people_of(writing)
    dates = {
        notice.params["unit"]: notice.params["due_at"]
        for notice in Notice.objects.filter(kind="begin_reminder")
    }
    assert dates[extended.unit.name].startswith(f"{until:%Y-%m-%d}")
    assert dates[plain.unit.name] < dates[extended.unit.name]


def test_one_reminder_a_day_whoever_sends_it(season: Season, admin: Actor) -> None:
    draft(season)
    secretary = Actor(make_holder(RoleKind.REGION_SECRETARIAT, region="bali"))
    bali = make_region("bali")
    reminded(season, secretary, bali)
    with pytest.raises(Refused, match="24 jam"):
        reminded(season, secretary, bali)
    far = draft(season, "jawa-timur")
    reminded(season, admin)  # the others were not reminded yet
    assert notices("begin_reminder") == 4
    assert told(Announcement.objects.get(region=None)) >= people_of(far)
    with pytest.raises(Refused, match="24 jam"):
        reminded(season, secretary, bali)
    Announcement.objects.update(at=timezone.now() - timedelta(hours=25))
    of_yesterday = Concat("event_key", Value(" yesterday"))
    Notice.objects.filter(kind="begin_reminder").update(event_key=of_yesterday)
    reminded(season, secretary, bali)
    assert notices("begin_reminder") == 6


def test_the_day_of_a_reminder_is_the_official_one_whoever_sends_it(
    season: Season, admin: Actor
) -> None:
    """Half past ten in Jakarta is the next day in Papua, for whoever reminds or counts there."""
    draft(season)
    made = reminded(season, admin)
    made.at = datetime(2026, 3, 1, 15, 30, tzinfo=UTC)
    keys = set()
    for zone in Zone:
        with timezone.override(zone.value):
            keys.add(event_key(made, None))
    assert keys == {"reminder:None:2026-03-01"}


def test_nobody_is_reminded_of_what_is_not_open_or_over(admin: Actor) -> None:
    early = make_season(self_assessment_opens=2, self_assessment_due=10)
    draft(early)
    with pytest.raises(Refused, match="belum dibuka"):
        reminded(early, admin)
    late = make_season(self_assessment_opens=-9, self_assessment_due=-1)
    draft(late)
    assert told(reminded(late, admin)) == set()
    assert notices("begin_reminder") == 0


def test_a_secretary_who_lost_the_office_meanwhile_tells_nobody(season: Season) -> None:
    secretary = make_holder(RoleKind.REGION_SECRETARIAT, region="bali")
    draft(season)
    announce(
        key=uuid4(),
        season=season,
        audience=Audience.ALL,
        region=make_region("bali"),
        by=Actor(secretary),
        **TEXT,
    )
    secretary.roles.all().delete()
    assert do_waiting().reasons
    assert notices() == 0


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_870_units_are_told_in_less_than_a_minute(season: Season, admin: Actor) -> None:
    for number in range(870):
        draft(season, ("bali", "jawa-timur", "aceh")[number % 3])
    began = time.process_time()
    made = send(season, admin)
    sent = time.process_time()
    reminded(season, admin)
    last = time.process_time()
    print(f"870 units: told {sent - began:.1f} s, reminded {last - sent:.1f} s of CPU")  # noqa: T201
    assert made.addressees.count() == notices() == 2 * 870
    assert notices("begin_reminder") == 2 * 870
    assert sent - began < 60
