"""How far the teams are, for many applications at once: a fixed number of queries for a list."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, UUIDField, Value
from django.db.models.functions import Cast

from award.enums import DateKind, State
from award.models import Application, ApplicationDate, Extension, SeasonDate, Step
from award.queries.answers import latest_claims
from award.queries.calendar import reaches
from award.queries.instruments import instrument_of
from award.queries.running import being_worked_on
from verification.enums import Purpose
from verification.models import Assignment, IndicatorVerification
from verification.queries.basis import digest_of
from verification.queries.evidence import live_versions
from verification.queries.team import decrees_in_force

# Where an application needs a team to go on or to answer for what it did.
# Beside the scopes of extensions.
_SEASON, _OWN = "season", "own"
# What a row tells of an indicator.
_VALUE, _CLAIM, _FILE = "value", "claim", "file"
WITH_TEAM = (State.EVIDENCE_OPEN, State.UNDER_VERIFICATION, State.VERIFIED)


def waiting_for_team() -> QuerySet[Application]:
    """Those that wait for their first team, and those whose decree is no longer in force."""
    teams = Assignment.objects.filter(
        application=OuterRef("pk"), ends=None, decree__in=decrees_in_force().values("pk")
    )
    rows = Application.objects.filter(
        being_worked_on(), Q(state=State.SELF_ASSESSED) | Q(~Exists(teams), state__in=WITH_TEAM)
    )
    return rows.select_related("unit", "region", "season__instrument")


def verified_counts(applications: Collection[Application]) -> Counter[UUID]:
    """How many indicators of each application have a Kanwil value that still counts."""
    return Counter({pk: len(codes) for pk, codes in verified_indicators(applications).items()})


def verified_indicators(applications: Collection[Application]) -> dict[UUID, set[str]]:
    """Which indicators of each application have a Kanwil value that still counts."""
    found: dict[UUID, set[str]] = {application.pk: set() for application in applications}
    claims: dict[tuple[UUID, str], int] = {}
    values: dict[tuple[UUID, str], tuple[int, str]] = {}
    files: defaultdict[tuple[UUID, str], list[str]] = defaultdict(list)
    for what, application, indicator, version, sha256 in _written(list(found)):
        key = (application, indicator)
        if what == _CLAIM:
            claims[key] = version
        elif what == _FILE:
            files[key].append(sha256)
        else:
            values[key] = max(values.get(key, (0, "")), (version, sha256))
    for key, (_version, basis) in values.items():
        if basis == digest_of(claims.get(key, 0), files.get(key, [])):
            found[key[0]].add(key[1])
    return found


def _written(pks: Collection[UUID]) -> QuerySet[Any, tuple[str, UUID, str, int, str]]:
    """The claims, the files that count, and each version of the Kanwil's values, in one query."""
    values = IndicatorVerification.objects.filter(application__in=pks)
    claims = latest_claims().filter(application__in=pks)
    files = live_versions().filter(
        item__application__in=pks, item__purpose=Purpose.ASSESSMENT, checking__sealed=False
    )
    own = ("application", "indicator", "version")
    return (
        values.order_by()
        .values_list(Value(_VALUE), *own, "basis")
        .union(
            claims.order_by().values_list(Value(_CLAIM), *own, Value("")),
            files.order_by().values_list(
                Value(_FILE), "item__application", "item__indicator", "version", "blob"
            ),
            all=True,
        )
    )


def dues(applications: Collection[Application], kind: DateKind) -> dict[UUID, datetime]:
    """When `kind` is over for each application, as `award.queries.calendar.due` says for one."""
    return own_dues(dict.fromkeys(applications, kind))


def own_dues(kinds: Mapping[Application, DateKind]) -> dict[UUID, datetime]:
    """The same where each application waits for a date of its own kind."""
    bases, own, extensions = _dates(kinds, set(kinds.values()))
    least = _days_after_team([a for a, kind in kinds.items() if kind == DateKind.EVIDENCE_DUE])
    found = {}
    for application, kind in kinds.items():
        moved_to = own.get((application.pk, kind))
        base = moved_to or bases.get((application.season_id, kind))
        if base is None:
            continue
        instants = [base, *(e.until for e in extensions if _gives(e, application, kind))]
        if moved_to is None and application.pk in least:
            instants.append(least[application.pk])
        found[application.pk] = max(instants)
    return found


def _dates(
    applications: Collection[Application], kinds: Collection[DateKind]
) -> tuple[dict[tuple[int, str], datetime], dict[tuple[UUID, str], datetime], list[Extension]]:
    """The seasons' dates, the applications' own, the extensions: all asked in one query."""
    seasons = {application.season_id for application in applications}
    nowhere = (Cast(Value(None), CharField()), Cast(Value(None), UUIDField()))
    whole = SeasonDate.objects.filter(season__in=seasons, kind__in=kinds)
    moved = ApplicationDate.objects.filter(application__in=applications, kind__in=kinds)
    given = Extension.objects.filter(season__in=seasons, kind__in=kinds)
    rows = whole.values_list("season", "kind", "at", Value(_SEASON), *nowhere, "pk").union(
        moved.order_by().values_list(
            Value(0), "kind", "at", Value(_OWN), nowhere[0], "application", "pk"
        ),
        given.order_by().values_list("season", "kind", "until", "scope", "region", "unit", "pk"),
        all=True,
    )
    bases, own, extensions = {}, {}, []
    for season, kind, at, scope, region, of, _number in sorted(rows, key=itemgetter(-1)):
        if scope == _SEASON:
            bases[season, kind] = at
        elif scope == _OWN:
            own[of, kind] = at
        else:
            place = {"scope": scope, "region_id": region, "unit_id": of}
            extensions.append(Extension(season_id=season, kind=kind, until=at, **place))
    return bases, own, extensions


def _gives(extension: Extension, application: Application, kind: DateKind) -> bool:
    same = (extension.season_id, extension.kind) == (application.season_id, kind)
    return same and reaches(extension, application)


def _days_after_team(applications: Collection[Application]) -> dict[UUID, datetime]:
    """Before when evidence is not due: some days after the team was appointed the last time."""
    steps = Step.objects.filter(
        application__in=[a.pk for a in applications], edge="assign_team"
    ).order_by("version")
    appointed = dict(steps.values_list("application", "at"))
    return {
        a.pk: appointed[a.pk] + timedelta(days=instrument_of(a.season).process.evidence_days_min)
        for a in applications
        if a.pk in appointed
    }
