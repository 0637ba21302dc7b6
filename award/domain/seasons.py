"""A season's own states and calendar, in the hands of the centre admin."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date, datetime
from itertools import pairwise

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from award.domain.lock import hold
from award.enums import FINAL_STATES, DateKind, SeasonState
from award.errors import NotAllowed, Refused, StaleSeason
from award.models import Application, ProvisionalValue, Season, SeasonDate
from award.queries.calendar import calendar_of
from award.queries.instruments import instrument_of, overrides_of
from award.rules import someone
from criteria.domain.loader import InstrumentError
from criteria.models import Instrument
from directory.actors import Actor
from directory.enums import RoleKind
from directory.models import Unit
from directory.queries.roles import holds
from record.canonical import Fact, canonical
from record.domain.work import recorded
from record.queries.ledger import entries_about

S = SeasonState
NEXT = {S.PREPARED: S.OPEN, S.OPEN: S.SCORING, S.SCORING: S.DECIDED, S.DECIDED: S.PUBLISHED}
NEXT[S.PUBLISHED] = S.ARCHIVED
_before_archiving: list[Callable[[Season], list[str]]] = []


def only_centre_admin(by: Actor) -> None:
    """Raise NotAllowed unless the actor is a centre admin."""
    if by.person is None or not holds(by.person, RoleKind.CENTRE_ADMIN):
        raise NotAllowed


def create_season(
    *,
    year: int,
    name: str,
    instrument: Instrument,
    time_zone: str,
    upload_grace_minutes: int,
    by: Actor,
) -> Season:
    """Prepare a season under a published instrument. Raises Refused for a year that has one."""
    only_centre_admin(by)
    with recorded(actor=by.ledger) as work:
        if instrument.published_at is None:
            raise Refused([_("Instrumen ini belum diterbitkan.")])
        fields = {
            "name": name,
            "instrument": instrument,
            "time_zone": time_zone,
            "upload_grace_minutes": upload_grace_minutes,
        }
        # Whoever prepares the same year at this moment is waited for.
        season, prepared = Season.objects.get_or_create(year=year, defaults=fields)
        if not prepared:
            raise Refused([_("Periode tahun ini sudah ada.")])
        facts = {"instrument": instrument.code, "digest": instrument.digest}
        work.event("season_prepared", subject=f"season:{year}", facts=facts)
    return season


def set_calendar(
    *, season_id: int, dates: Mapping[DateKind, datetime], expected_version: int, by: Actor
) -> None:
    """Set the calendar of a prepared season, in order.

    Raises Refused where dates are missing or out of order, StaleSeason where the season was
    changed since the page showed `expected_version`, say opened (then only an extension moves
    a date).
    """
    only_centre_admin(by)
    with recorded(actor=by.ledger) as work:
        season = _locked(season_id, expected_version, S.PREPARED)
        problems = calendar_problems(dates)
        if problems:
            raise Refused(problems)
        for kind, at in dates.items():
            SeasonDate.objects.update_or_create(season=season, kind=kind, defaults={"at": at})
        _count_up(season)
        facts = {kind.value: at for kind, at in dates.items()}
        work.event("calendar_set", subject=f"season:{season.year}", facts=facts)


def calendar_problems(dates: Mapping[DateKind, datetime]) -> list[str]:
    """What is wrong with a calendar: a missing date, or one before its predecessor."""
    missing = [kind for kind in DateKind if kind not in dates]
    problems = [_("Tanggal “%(kind)s” belum diisi.") % {"kind": kind.label} for kind in missing]
    ordered = [kind for kind in DateKind if kind in dates]
    for before, after in pairwise(ordered):
        if dates[after] < dates[before]:
            text = _("“%(after)s” tidak boleh mendahului “%(before)s”.")
            problems.append(text % {"after": after.label, "before": before.label})
    return problems


def set_provisional_value(
    *,
    season_id: int,
    path: str,
    value: str,
    decree_number: str,
    expected_version: int,
    by: Actor,
) -> ProvisionalValue:
    """Replace a provisional value of the instrument, by decree, while the season is prepared.

    Raises Refused with the loader's words where the path is not provisional or the value
    does not fit, StaleSeason where the season was changed since the page was drawn.
    """
    only_centre_admin(by)
    with recorded(actor=by.ledger) as work:
        season = _locked(season_id, expected_version, S.PREPARED)
        row = ProvisionalValue.objects.create(
            season=season, path=path, value=value, decree_number=decree_number, by=someone(by)
        )
        try:
            instrument_of(season)
        except InstrumentError as error:
            raise Refused([str(error)]) from error
        _count_up(season)
        facts = {"path": path, "value": value, "decree": decree_number}
        work.event("provisional_value_set", subject=f"season:{season.year}", facts=facts)
    return row


def advance(
    *,
    season_id: int,
    to: SeasonState,
    by: Actor,
    expected_version: int,
    number: str = "",
    on: date | None = None,
) -> Season:
    """Walk the season to its next state; publishing takes the decision's number and date.

    Raises NotAllowed for anyone but a centre admin, StaleSeason where the season was changed
    since the page was drawn, Refused with what stands in the way.
    """
    only_centre_admin(by)
    with recorded(actor=by.ledger) as work:
        before = [state for state, following in NEXT.items() if following == to]
        season = _locked(season_id, expected_version, *before)
        hold(season.applications.all())
        problems = season_obstacles(season, to, number=number, on=on)
        if problems:
            raise Refused(problems)
        if to == S.OPEN:
            _freeze_and_draft(season)
        elif to == S.PUBLISHED:
            _publish(season, number, on)
        source, season.state = season.state, to
        season.version += 1
        season.save()
        facts: dict[str, Fact] = {"from": source, "to": to.value}
        if to == S.OPEN:
            facts |= {
                "instrument": instrument_of(season).digest,
                "applications": season.applications.count(),
                "list": _list_digest(season),
            }
        if to == S.PUBLISHED:
            facts |= {"number": number, "date": on}
        work.event("season_moved", subject=f"season:{season.year}", facts=facts)
    return season


def season_obstacles(
    season: Season, to: SeasonState, *, number: str = "", on: date | None = None
) -> list[str]:
    """What still stands between the season and its next state."""
    now = timezone.now()
    match to:
        case SeasonState.OPEN:
            return calendar_problems(_dates(season))
        case SeasonState.SCORING if now <= _dates(season)[DateKind.FORWARDING_DUE]:
            return [_("Batas penerusan ke pusat belum lewat.")]
        case SeasonState.DECIDED:
            return _undecided(season)
        case SeasonState.PUBLISHED if not number or on is None:
            return [_("Nomor dan tanggal keputusan belum diisi.")]
        case SeasonState.ARCHIVED:
            standing = [line for check in _before_archiving for line in check(season)]
            return [*_objection_windows_open(season, now), *standing]
        case _:
            return []


def ask_before_archiving(check: Callable[[Season], list[str]]) -> None:
    """Let an app above say what still keeps a season from the archive; called once at start."""
    _before_archiving.append(check)


def _dates(season: Season) -> dict[DateKind, datetime]:
    return {DateKind(kind): at for kind, at in calendar_of(season.pk).items()}


def _undecided(season: Season) -> list[str]:
    left = season.applications.exclude(state__in=FINAL_STATES).count()
    if not left:
        return []
    return [_("%(count)d pengajuan belum mendapat keputusan.") % {"count": left}]


def _objection_windows_open(season: Season, now: datetime) -> list[str]:
    days = instrument_of(season).process.objection_days
    open_still = season.published_at is None or (now - season.published_at).days < days
    moving = season.applications.exclude(state__in=FINAL_STATES).exists()
    if not open_still and not moving:
        return []
    return [_("Masa keberatan belum berakhir atau masih ada keberatan yang berjalan.")]


def _freeze_and_draft(season: Season) -> None:
    """Freeze the instrument's copy and make a draft for every open unit it assesses."""
    instrument = instrument_of(season)
    season.frozen_overrides = [asdict(override) for override in overrides_of(season)]
    season.frozen_toml = season.instrument.toml
    now = timezone.now()
    units = Unit.objects.filter(
        Q(closed_on__isnull=True) | Q(closed_on__gt=timezone.localdate()),
        unit_type__in=instrument.unit_types,
    )
    Application.objects.bulk_create(
        Application(
            season=season,
            unit=unit,
            region_id=unit.region_id,
            unit_type=unit.unit_type,
            state_since=now,
        )
        for unit in units
    )


def _list_digest(season: Season) -> str:
    """SHA-256 over who takes part, so that nobody can be slipped in, left out or re-labelled."""
    rows = [
        {
            "id": str(row.pk),
            "unit": row.unit.work_unit_code,
            "unit_id": str(row.unit_id),
            "unit_type": row.unit_type,
            "region": row.region_id,
        }
        for row in season.applications.select_related("unit")
    ]
    rows.sort(key=lambda row: row["id"])
    return hashlib.sha256(canonical(rows).encode()).hexdigest()


def _publish(season: Season, number: str, on: date | None) -> None:
    season.decision_number = number
    season.decision_date = on
    season.published_at = timezone.now()


def not_stale(season: Season, expected_version: int) -> None:
    """Raise StaleSeason where the season was changed since a page showed `expected_version`."""
    if season.version != expected_version:
        raise StaleSeason(season, entries_about(f"season:{season.year}").last())


def _count_up(season: Season) -> None:
    season.version += 1
    season.save(update_fields=["version"])


def _locked(season_id: int, expected_version: int, *states: SeasonState) -> Season:
    season = Season.objects.select_for_update(no_key=True).get(pk=season_id)
    not_stale(season, expected_version)
    if season.state not in states:
        text = _("Tidak dapat dilakukan saat periode “%(state)s”.")
        raise Refused([text % {"state": season.get_state_display()}])
    return season
