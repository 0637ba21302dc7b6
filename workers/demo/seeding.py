"""Fills an empty installation with last year's season, published, and this year's, running."""

import secrets
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.utils import timezone

from award.domain.clock import tick
from award.domain.extensions import extend
from award.domain.seasons import advance, create_season, set_calendar
from award.enums import DateKind, SeasonState
from award.models import Season
from criteria.models import Instrument
from directory.enums import RoleKind
from directory.models import Region
from record.models import Notice
from workers.demo import jury_steps, play
from workers.demo.accounts import write_accounts
from workers.demo.cast import Cast, gather
from workers.demo.clock import at
from workers.demo.jobs import settle
from workers.demo.plans import LAST_YEAR, THIS_YEAR

INSTRUMENT = "permenkumham-27-2018"
DAY = timedelta(days=1)
EVENING = 16  # UTC; 23 hours in Jakarta
KINDS = list(DateKind)


def fill() -> None:
    """Play both seasons in order and write the accounts into the data folder."""
    cast = gather(secrets.token_urlsafe(9))
    now = timezone.now()
    this_year = (now - 60 * DAY).year
    _last_year(cast, this_year - 1)
    _this_year(cast, this_year, now)
    write_accounts(cast, settings.VAR / "accounts.txt")


def _last_year(cast: Cast, year: int) -> None:
    def on(month: int, day: int, hour: int = 2) -> datetime:
        return datetime(year, month, day, hour, tzinfo=UTC)

    ends = [(4, 30), (5, 15), (8, 31), (9, 30), (10, 31), (11, 20), (12, 10)]
    days = [on(2, 1), *(on(month, day, EVENING) for month, day in ends)]
    with at(on(1, 20)):
        season = _prepare(cast, year, dict(zip(KINDS, days, strict=True)))
    with at(on(2, 1)):
        season = _advance(cast, season, SeasonState.OPEN)
        show = play.Show(cast=cast, season=season, plans=LAST_YEAR)
    steps = [
        (on(2, 10), show.answer),
        (on(2, 20), show.self_assess),
        (on(3, 1), show.withdraw),
        (on(4, 20), show.end_the_rest),
        (on(5, 1), tick),
        (on(5, 10), show.assign),
        (on(5, 20), show.upload),
        (on(6, 1), show.submit),
        (on(7, 1), show.verify),
        (on(7, 2), show.close_verification),
        (on(7, 3), show.accuse),
        (on(7, 20), show.disqualify),
        (on(7, 21), show.forward),
        (on(11, 2), show.judge),
    ]
    for instant, step in steps:
        with at(instant):
            step()
            settle()
    with at(on(11, 24)):
        season = _advance(cast, season, SeasonState.SCORING)
    with at(on(11, 25)):
        show.decide()
    with at(on(11, 28)):
        season = _advance(cast, season, SeasonState.DECIDED)
    with at(on(12, 10)):
        jury_steps.announce(cast, season, timezone.localdate())
        settle()
    with at(on(12, 11)):
        show.call_in()
    with at(on(12, 28)):
        show.revoke()
        settle()


def _this_year(cast: Cast, year: int, now: datetime) -> None:
    evening = now.replace(hour=EVENING, minute=59, second=0, microsecond=0)
    days = [evening + n * DAY for n in (-58, 10, 20, 30, 45, 55, 65, 80)]
    with at(now - 59 * DAY):
        season = _prepare(cast, year, dict(zip(KINDS, days, strict=True)))
    with at(now - 56 * DAY):
        season = _advance(cast, season, SeasonState.OPEN)
    show = play.Show(cast=cast, season=season, plans=THIS_YEAR)
    steps = [
        (55, show.answer),
        (50, show.self_assess),
        (48, show.withdraw),
        (45, show.assign),
        (40, show.upload),
        (32, show.submit),
        (25, show.verify),
        (24, show.close_verification),
        (15, show.forward),
        (10, show.judge),
        (3, show.ask_repair),
    ]
    for before, step in steps:
        with at(now - before * DAY):
            step()
            settle()
    with at(now - 2 * DAY):
        extend(
            season_id=season.pk,
            kind=DateKind.EVIDENCE_DUE,
            until=now + 37 * DAY,
            reason="Gangguan jaringan di Papua.",
            region=Region.objects.get(code="papua"),
            by=cast.actor(RoleKind.CENTRE_ADMIN),
        )
    settle()
    Notice.objects.filter(created_at__lt=now - 30 * DAY).update(read_at=now - 20 * DAY)


def _prepare(cast: Cast, year: int, dates: dict[DateKind, datetime]) -> Season:
    admin = cast.actor(RoleKind.CENTRE_ADMIN)
    instrument = Instrument.objects.exclude(published_at=None).get(code=INSTRUMENT)
    season = create_season(
        year=year,
        name=f"P2HAM {year} (contoh)",
        instrument=instrument,
        time_zone="Asia/Jakarta",
        upload_grace_minutes=30,
        by=admin,
    )
    set_calendar(season_id=season.pk, dates=dates, expected_version=season.version, by=admin)
    return season


def _advance(cast: Cast, season: Season, to: SeasonState) -> Season:
    version = Season.objects.values_list("version", flat=True).get(pk=season.pk)
    admin = cast.actor(RoleKind.CENTRE_ADMIN)
    return advance(season_id=season.pk, to=to, by=admin, expected_version=version)
