"""One query for a season answers as the calendar does for each application."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from award.domain.clock import tick
from award.enums import DateKind, ExtensionScope, State
from award.models import Application, ApplicationDate, Extension, Step
from award.queries.calendar import is_past_grace
from award.queries.overdue import overdue
from directory.enums import RoleKind, UnitType
from directory.models import Unit
from tests.directory.factories import make_holder, make_region, make_unit
from tests.verification.situations import BY_REGION, Scene, make_application, make_season

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def extended(scope: ExtensionScope, days: int) -> Callable[[Application, DateKind], None]:
    def add(application: Application, kind: DateKind) -> None:
        Extension.objects.create(
            season=application.season,
            kind=kind,
            scope=scope,
            region=application.region if scope == ExtensionScope.REGION else None,
            unit=application.unit if scope == ExtensionScope.UNIT else None,
            until=timezone.now() + days * DAY,
            reason="Gempa.",
            by=make_holder(RoleKind.CENTRE_ADMIN),
        )

    return add


def own_date(*days: int) -> Callable[[Application, DateKind], None]:
    def add(application: Application, kind: DateKind) -> None:
        for number in days:
            at = timezone.now() + number * DAY
            ApplicationDate.objects.create(
                application=application, kind=kind, at=at, reason="-", set_at=timezone.now()
            )

    return add


def team(*days_ago: int) -> Callable[[Application, DateKind], None]:
    def add(application: Application, kind: DateKind) -> None:
        by = make_holder(RoleKind.REGION_SECRETARIAT)
        for version, days in sorted(enumerate(days_ago, start=2), reverse=True):
            Step.objects.create(
                application=application,
                edge="assign_team",
                source=State.SELF_ASSESSED,
                target=State.EVIDENCE_OPEN,
                version=version,
                capacity="region_secretariat",
                by=by,
                at=timezone.now() - days * DAY,
            )

    return add


def nothing(application: Application, kind: DateKind) -> None: ...


CASES = {
    "nothing": nothing,
    "extended for all": extended(ExtensionScope.ALL, 2),
    "extended for its region": extended(ExtensionScope.REGION, 2),
    "extended for itself": extended(ExtensionScope.UNIT, 2),
    "an extension that is over": extended(ExtensionScope.UNIT, -1),
    "its own date to come": own_date(3),
    "its own date over": own_date(-1),
    "its own date moved": own_date(-1, 3),
    "its own date moved back": own_date(3, -1),
    "a team of today": team(0),
    "a team of three days ago": team(3),
    "a team of long ago": team(200),
    "a team of long ago and one of today": team(200, 0),
}


@pytest.mark.parametrize("kind", [DateKind.SELF_ASSESSMENT_DUE, DateKind.EVIDENCE_DUE])
@pytest.mark.parametrize("season_due", [-10, 10])
@pytest.mark.parametrize("case", CASES)
def test_the_season_and_the_single_application_agree(
    case: str, season_due: int, kind: DateKind
) -> None:
    season = make_season(BY_REGION, **{kind.value: season_due})
    beside = make_unit(region="bali", unit_type=UnitType.PROBATION_OFFICE)
    rows = [make_application(season, claims=False), make_application(season, unit=beside)]
    CASES[case](rows[0], kind)
    now = timezone.now()
    alone = {row.pk for row in rows if is_past_grace(row, kind, now)}
    assert set(overdue(season, kind, now).values_list("pk", flat=True)) == alone


@pytest.mark.parametrize("minutes", [-1, 0, 1])
def test_the_grace_ends_at_the_same_instant(minutes: int) -> None:
    season, kind = make_season(), DateKind.EVIDENCE_DUE
    row = make_application(season, claims=False)
    due: datetime = season.dates.get(kind=kind).at
    at = due + timedelta(minutes=season.upload_grace_minutes, seconds=minutes)
    assert overdue(season, kind, at).exists() == is_past_grace(row, kind, at)


def test_a_minute_in_which_nothing_is_due_costs_the_same_for_a_thousand() -> None:
    scene = Scene(state=State.EVIDENCE_OPEN)
    with CaptureQueriesContext(connection) as few:
        assert tick() == 0
    many_waiting(scene, 1000)
    with CaptureQueriesContext(connection) as many:
        assert tick() == 0
    assert len(many) == len(few) <= 5


def test_after_the_date_an_extension_for_all_costs_nothing_either() -> None:
    scene = Scene(state=State.EVIDENCE_OPEN, days={"evidence_due": -40})
    many_waiting(scene, 1000)
    extended(ExtensionScope.ALL, 5)(scene.application, DateKind.EVIDENCE_DUE)
    with CaptureQueriesContext(connection) as captured:
        assert tick() == 0
    assert len(captured) <= 5


def many_waiting(scene: Scene, count: int) -> None:
    now, region = timezone.now(), make_region()
    units = Unit.objects.bulk_create(
        Unit(
            work_unit_code=f"{700000 + n}",
            name=f"Bapas {n}",
            unit_type=UnitType.PROBATION_OFFICE,
            region=region,
        )
        for n in range(count)
    )
    Application.objects.bulk_create(
        Application(
            season=scene.season,
            unit=unit,
            region=region,
            unit_type=unit.unit_type,
            state=State.EVIDENCE_OPEN,
            state_since=now,
        )
        for unit in units
    )
