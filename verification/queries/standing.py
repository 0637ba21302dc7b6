"""How far the teams are, for many applications at once: a fixed number of queries for a list."""

from collections import Counter, defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Value

from award.enums import DateKind, State
from award.models import Application
from award.queries.answers import latest_claims
from award.queries.calendar import own_dues
from award.queries.running import being_worked_on
from verification.enums import Purpose
from verification.models import Assignment, IndicatorVerification
from verification.queries.basis import digest_of
from verification.queries.evidence import live_versions
from verification.queries.team import decrees_in_force

# What a row tells of an indicator.
_VALUE, _CLAIM, _FILE = "value", "claim", "file"
# Where an application needs a team to go on or to answer for what it did.
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
