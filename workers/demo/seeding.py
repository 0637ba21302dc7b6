"""Fills an empty installation: an undecided season, last year's, published, this year's, running."""

import secrets
from collections.abc import Mapping
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
from workers.demo.plans import LAST_YEAR, THIS_YEAR, UNDECIDED, Plan

INSTRUMENT = "permenkumham-27-2018"
DAY = timedelta(days=1)
EVENING = 16  # UTC; 23 hours in Jakarta
KINDS = list(DateKind)


def fill() -> None:
    """Play the seasons in order and write the accounts into the data folder."""
    cast = gather(secrets.token_urlsafe(9))
    now = timezone.now()
    this_year = (now - 60 * DAY).year
    _played(cast, this_year - 2, UNDECIDED)
    _last_year(cast, this_year - 1)
    _this_year(cast, this_year, now)
    write_accounts(cast, settings.VAR / "accounts.txt", undecided=this_year - 2)


def _in(year: int, month: int, day: int, hour: int = 2) -> datetime:
    return datetime(year, month, day, hour, tzinfo=UTC)


def _played(cast: Cast, year: int, plans: Mapping[int, Plan]) -> play.Show:
    """A season of a past year up to its scored applications, on which nobody decided yet."""
    ends = [(4, 30), (5, 15), (8, 31), (9, 30), (10, 31), (11, 20), (12, 10)]
    days = [_in(year, 2, 1), *(_in(year, month, day, EVENING) for month, day in ends)]
    with at(_in(year, 1, 20)):
        season = _prepare(cast, year, dict(zip(KINDS, days, strict=True)))
    with at(_in(year, 2, 1)):
        season = _advance(cast, season, SeasonState.OPEN)
        show = play.Show(cast=cast, season=season, plans=plans)
    steps = [
        ((2, 10), show.answer),
        ((2, 20), show.self_assess),
        ((3, 1), show.withdraw),
        ((4, 20), show.end_the_rest),
        ((5, 1), tick),
        ((5, 10), show.assign),
        ((5, 20), show.upload),
        ((6, 1), show.submit),
        ((7, 1), show.verify),
        ((7, 2), show.close_verification),
        ((7, 2), show.reject),
        ((7, 3), show.accuse),
        ((7, 20), show.disqualify),
        ((7, 21), show.forward),
        ((11, 2), show.judge),
    ]
    for (month, day), step in steps:
        with at(_in(year, month, day)):
            step()
            settle()
    with at(_in(year, 11, 24)):
        show.season = _advance(cast, season, SeasonState.SCORING)
    return show


def _last_year(cast: Cast, year: int) -> None:
    show = _played(cast, year, LAST_YEAR)
    with at(_in(year, 11, 25)):
        show.decide()
    with at(_in(year, 11, 28)):
        season = _advance(cast, show.season, SeasonState.DECIDED)
    with at(_in(year, 12, 10)):
        jury_steps.announce(cast, season, timezone.localdate())
        settle()
    with at(_in(year, 12, 11)):
        show.call_in()
    with at(_in(year, 12, 28)):
        show.revoke()
        settle()


def _this_year(cast: Cast, year: int, now: datetime) -> None:
    evening = now.replace(hour=EVENING, minute=59, second=0, microsecond=0)
    opens = evening.replace(hour=1, minute=0) - 58 * DAY  # eight in the morning in Jakarta
    days = [opens, *(evening + n * DAY for n in (10, 20, 30, 45, 55, 65, 80))]
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
        (20, show.ask_units),
        (18, show.answer_teams),
        (15, show.forward),
        (10, show.judge),
        (4, show.reject),
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
