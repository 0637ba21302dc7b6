"""When something is due for an application: the season's date, extensions, its own date."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from operator import itemgetter
from uuid import UUID

from django.db.models import CharField, UUIDField, Value
from django.db.models.functions import Cast
from django.utils import timezone

from award.enums import DateKind, ExtensionScope
from award.models import Application, ApplicationDate, Extension, SeasonDate, Step
from award.queries.instruments import instrument_of

# Beside the scopes of extensions.
_SEASON, _OWN, _TEAM = "season", "own", "team"


@dataclass
class _Dates:
    """The seasons' dates by kind, the applications' own, extensions, when a team was appointed."""

    bases: dict[tuple[int, str], datetime] = field(default_factory=dict)
    own: dict[tuple[UUID, str], datetime] = field(default_factory=dict)
    extensions: list[Extension] = field(default_factory=list)
    appointed: dict[UUID, datetime] = field(default_factory=dict)


def due(application: Application, kind: DateKind) -> datetime | None:
    """The instant after which `kind` is over for this application; None where none is set.

    Its own date (a repair round, an objection's calendar) comes first; an extension later
    than it still counts. Evidence is never due sooner after the team's appointment than the
    instrument's minimum of days: a late Kanwil does not eat the unit's time.
    """
    return own_dues({application: kind}).get(application.pk)


def is_past(application: Application, kind: DateKind, at: datetime | None = None) -> bool:
    """Whether `kind` is set and over at that instant (now if None)."""
    instant = due(application, kind)
    return instant is not None and (at or timezone.now()) > instant


def is_past_grace(application: Application, kind: DateKind, at: datetime) -> bool:
    """Like `is_past`, but after the grace in which an upload begun in time may still end."""
    return is_past(application, kind, at - grace_of(application))


def grace_of(application: Application) -> timedelta:
    """How long an upload begun in time may still last after the date."""
    return timedelta(minutes=application.season.upload_grace_minutes)


def calendar_of(season_id: int) -> dict[str, datetime]:
    """The season's dates by kind."""
    return dict(SeasonDate.objects.filter(season=season_id).values_list("kind", "at"))


def reaches(extension: Extension, application: Application) -> bool:
    """Whether the extension is for this application."""
    match extension.scope:
        case ExtensionScope.ALL:
            return True
        case ExtensionScope.REGION:
            return extension.region_id == application.region_id
        case _:
            return extension.unit_id == application.unit_id


def own_dues(kinds: Mapping[Application, DateKind]) -> dict[UUID, datetime]:
    """The same for many, each with the kind of date it waits for; what is not due is left out."""
    return {pk: at for (pk, _kind), at in _dues(kinds.items()).items()}


def all_dues(application: Application) -> dict[DateKind, datetime]:
    """The same for one application and every kind of date, in their order."""
    found = _dues([(application, kind) for kind in DateKind])
    return {kind: at for (_pk, kind), at in found.items()}


def _dues(
    pairs: Collection[tuple[Application, DateKind]],
) -> dict[tuple[UUID, DateKind], datetime]:
    waiting = [a for a, kind in pairs if kind == DateKind.EVIDENCE_DUE]
    dates = _dates({a for a, _kind in pairs}, {kind for _a, kind in pairs}, waiting)
    least = _days_after_team(waiting, dates.appointed)
    found = {}
    for application, kind in pairs:
        moved_to = dates.own.get((application.pk, kind))
        base = moved_to or dates.bases.get((application.season_id, kind))
        if base is None:
            continue
        instants = [base, *(e.until for e in dates.extensions if _gives(e, application, kind))]
        if kind == DateKind.EVIDENCE_DUE and moved_to is None and application.pk in least:
            instants.append(least[application.pk])
        found[application.pk, kind] = max(instants)
    return found


def _dates(
    applications: Collection[Application],
    kinds: Collection[DateKind],
    waiting: Collection[Application],
) -> _Dates:
    """All that says when something is due, in one query; appointments for those `waiting` alone."""
    seasons = {application.season_id for application in applications}
    nowhere = (Cast(Value(None), CharField()), Cast(Value(None), UUIDField()))
    whole = SeasonDate.objects.filter(season__in=seasons, kind__in=kinds)
    moved = ApplicationDate.objects.filter(application__in=applications, kind__in=kinds)
    given = Extension.objects.filter(season__in=seasons, kind__in=kinds)
    teams = Step.objects.filter(application__in=[a.pk for a in waiting], edge="assign_team")
    rows = whole.values_list("season", "kind", "at", Value(_SEASON), *nowhere, "pk").union(
        moved.order_by().values_list(
            Value(0), "kind", "at", Value(_OWN), nowhere[0], "application", "pk"
        ),
        given.order_by().values_list("season", "kind", "until", "scope", "region", "unit", "pk"),
        teams.order_by().values_list(
            Value(0), "edge", "at", Value(_TEAM), nowhere[0], "application", "version"
        ),
        all=True,
    )
    found = _Dates()
    for season, kind, at, scope, region, of, _number in sorted(rows, key=itemgetter(-1)):
        if scope == _SEASON:
            found.bases[season, kind] = at
        elif scope == _OWN:
            found.own[of, kind] = at
        elif scope == _TEAM:
            found.appointed[of] = at
        else:
            place = {"scope": scope, "region_id": region, "unit_id": of}
            found.extensions.append(Extension(season_id=season, kind=kind, until=at, **place))
    return found


def _gives(extension: Extension, application: Application, kind: DateKind) -> bool:
    same = (extension.season_id, extension.kind) == (application.season_id, kind)
    return same and reaches(extension, application)


def _days_after_team(
    applications: Collection[Application], appointed: Mapping[UUID, datetime]
) -> dict[UUID, datetime]:
    """Before when evidence is not due: some days after the team was appointed the last time."""
    return {
        a.pk: appointed[a.pk] + timedelta(days=instrument_of(a.season).process.evidence_days_min)
        for a in applications
        if a.pk in appointed
    }
