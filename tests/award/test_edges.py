"""Every edge of the table: allowed once, and refused in each way it must be."""

import json
from importlib import import_module
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from award.domain.transitions import transit
from award.edges import BEFORE_SCORED, EDGES, RUNNING, by_name
from award.enums import SeasonState, State
from award.errors import NotAllowed, Refused, Stale
from award.models import Application
from directory.actors import Actor
from directory.enums import RoleKind, Scope
from jury.enums import ConflictKind, ConflictSource
from jury.models import Conflict
from record.domain.ledger import verify
from record.models import LedgerEntry
from tests.award.stages import STAGES, Stage, season_to, stage_for
from tests.directory.factories import make_holder, make_region, make_unit
from tests.verification.situations import put, served_at

pytestmark = pytest.mark.django_db
NAMES = [edge.name for edge in EDGES]
BY_HAND = [name for name in NAMES if "award.rules.is_clock" not in by_name(name).who]
OF_TWO = [edge.name for edge in EDGES if edge.second]
AFTER_AN_OBJECTION = [
    edge.name
    for edge in EDGES
    if edge.seasons != RUNNING and set(edge.sources) & set(BEFORE_SCORED)
]

# The roles whose holders, in the right place, may walk an edge. A team member's right comes from
# a decree and a clock's from no person, so no role alone gives them.
RIGHT: dict[str, set[RoleKind]] = {
    "award.rules.is_unit_head": {RoleKind.UNIT_HEAD},
    "award.rules.is_region_head": {RoleKind.REGION_HEAD},
    "award.rules.is_region_secretariat": {RoleKind.REGION_SECRETARIAT},
    "award.rules.is_centre_admin": {RoleKind.CENTRE_ADMIN},
    "award.rules.is_centre_verifier": {RoleKind.CENTRE_VERIFIER},
    "award.rules.is_jury_chair": {RoleKind.JURY_CHAIR},
    "award.rules.is_jury_secretary": {RoleKind.JURY_SECRETARY},
}


def state_of(stage: Stage) -> str:
    return Application.objects.values_list("state", flat=True).get(pk=stage.application.pk)


def refused_by_the_door(stage: Stage, edge: str, by: Actor, version: int | None = None) -> None:
    """The door refuses the person, whatever else they bring."""
    given = {"reason": "-", **stage.data}
    with pytest.raises(NotAllowed):
        transit(
            application_id=stage.application.pk,
            edge=edge,
            by=by,
            expected_version=version or stage.application.version,
            **given,
        )


def test_each_edge_has_its_stage() -> None:
    assert set(STAGES) == set(NAMES)


@pytest.mark.parametrize("edge", NAMES)
def test_allowed(edge: str) -> None:
    stage = stage_for(edge)
    before = LedgerEntry.objects.count()

    stage.act()

    assert state_of(stage) in by_name(edge).targets
    step = stage.application.steps.latest("version")
    now = Application.objects.get(pk=stage.application.pk)
    assert (step.edge, step.version, step.target) == (edge, now.version, now.state)
    assert now.version == stage.application.version + 1
    assert step.by == stage.right.person
    assert step.second == (stage.second.person if stage.second else None)
    moved = [
        json.loads(entry.body)
        for entry in LedgerEntry.objects.filter(seq__gt=before)
        if entry.kind == "application_moved"
    ]
    assert [entry["facts"]["edge"] for entry in moved] == [edge]
    assert moved[0]["actor"] == stage.right.ledger


def sent_back(stage: Stage, season: SeasonState) -> None:
    """The season has gone on; an upheld objection has sent the application back."""
    season_to(stage.application.season, season)
    stage.application.steps.create(
        edge="uphold_objection",
        source="not_passed",
        target=stage.application.state,
        version=90,
        capacity="centre_admin",
        at=stage.application.state_since,
    )


@pytest.mark.parametrize("season", [SeasonState.DECIDED, SeasonState.PUBLISHED])
@pytest.mark.parametrize("edge", AFTER_AN_OBJECTION)
def test_what_an_objection_sent_back_goes_its_whole_way(edge: str, season: SeasonState) -> None:
    stage = stage_for(edge)
    sent_back(stage, season)
    stage.act()
    assert state_of(stage) in by_name(edge).targets


@pytest.mark.parametrize("season", [SeasonState.SCORING, SeasonState.DECIDED])
@pytest.mark.parametrize("edge", ["submit_self_assessment", "reopen_self_assessment"])
def test_the_first_steps_of_others_end_with_the_open_season(edge: str, season: SeasonState) -> None:
    stage = stage_for(edge)
    season_to(stage.application.season, season)
    with pytest.raises(Refused, match=str(season.label)):
        stage.act()
    sent_back(stage, season)
    stage.act()


@pytest.mark.parametrize("edge", [e.name for e in EDGES if e.seasons == RUNNING])
def test_nobody_leaves_or_comes_back_once_it_is_decided(edge: str) -> None:
    stage = stage_for(edge)
    sent_back(stage, SeasonState.DECIDED)
    with pytest.raises(Refused, match="Diputuskan"):
        stage.act()


@pytest.mark.parametrize("edge", NAMES)
def test_wrong_state(edge: str) -> None:
    stage = stage_for(edge)
    for state in State:
        if state in by_name(edge).sources:
            continue
        put(stage.application, state)
        with pytest.raises(Refused) as caught:
            transit(
                application_id=stage.application.pk,
                edge=edge,
                by=stage.right,
                expected_version=stage.application.version,
                **{"reason": "-", **stage.data},
            )
        assert edge in OF_TWO or not isinstance(caught.value, NotAllowed)
        assert state_of(stage) == state


@pytest.mark.parametrize("edge", NAMES)
def test_wrong_role(edge: str) -> None:
    stage = stage_for(edge)
    application = stage.application
    right = {kind for path in by_name(edge).who for kind in RIGHT.get(path, set())}
    for kind in RoleKind:
        if kind in right:
            continue
        places: dict[Scope, dict[str, Any]] = {
            Scope.UNIT: {"unit": application.unit},
            Scope.REGION: {"region": application.region},
            Scope.CENTRE: {},
        }
        refused_by_the_door(stage, edge, Actor(make_holder(kind, **places[kind.scope])))
    assert state_of(stage) == stage.application.state


@pytest.mark.parametrize("edge", BY_HAND)
def test_wrong_scope(edge: str) -> None:
    """The right role, of a unit beside it or of another Kanwil."""
    stage = stage_for(edge)
    elsewhere = make_region("papua")
    for path in by_name(edge).who:
        for kind in RIGHT.get(path, set()):
            if kind.scope == Scope.UNIT:
                beside = make_unit(region=stage.application.region)
                refused_by_the_door(stage, edge, Actor(make_holder(kind, unit=beside)))
            if kind.scope == Scope.REGION:
                refused_by_the_door(stage, edge, Actor(make_holder(kind, region=elsewhere)))
    refused_by_the_door(stage, edge, Actor(make_holder(RoleKind.REGION_VERIFIER, region=elsewhere)))


@pytest.mark.parametrize("edge", BY_HAND)
def test_a_role_that_ended_counts_no_more(edge: str) -> None:
    stage = stage_for(edge)
    assert stage.right.person is not None
    stage.right.person.roles.update(ends="2020-01-01", starts="2019-01-01")
    with pytest.raises(NotAllowed):
        stage.act()


@pytest.mark.parametrize("edge", [edge.name for edge in EDGES if edge.barred])
def test_conflict_of_interest(edge: str) -> None:
    stage = stage_for(edge)
    person, unit = stage.right.person, stage.application.unit
    assert person is not None
    if edge == "uphold_objection":
        stage.application.steps.create(
            edge="decide_no_award",
            source="scored",
            target="not_awarded",
            version=99,
            by=person,
            capacity="centre_admin",
            at=stage.application.state_since,
        )
    elif by_name(edge).barred == ("jury.rules.has_conflict",):
        Conflict.objects.create(
            person=person,
            unit=unit,
            kind=ConflictKind.FAMILY,
            source=ConflictSource.DECLARED,
            declared_at=stage.application.state_since,
        )
    else:
        served_at(person, unit, ended_days_ago=100)
    with pytest.raises(NotAllowed):
        stage.act()


@pytest.mark.parametrize("edge", OF_TWO)
def test_the_same_person_is_not_two(edge: str) -> None:
    stage = stage_for(edge)
    assert stage.second is not None
    with pytest.raises(NotAllowed):
        stage.walk(stage.second, stage.application.version)
    assert state_of(stage) == stage.application.state


@pytest.mark.parametrize("edge", NAMES)
def test_stale_page(edge: str) -> None:
    stage = stage_for(edge)
    stale = stage.application.version - 1
    with pytest.raises(Stale) as caught:
        stage.walk(stage.right, stale)
    assert caught.value.application.pk == stage.application.pk
    assert state_of(stage) == stage.application.state


@pytest.mark.parametrize("edge", [e.name for e in EDGES if e.reason])
def test_without_a_reason(edge: str) -> None:
    stage = stage_for(edge)
    if edge in OF_TWO:
        pytest.skip("the reason stands in the proposal, which refuses to be made without one")
    with pytest.raises(Refused):
        transit(
            application_id=stage.application.pk,
            edge=edge,
            by=stage.right,
            expected_version=stage.application.version,
            **{**stage.data, "reason": "  "},
        )


@pytest.mark.parametrize(
    "change", ["state = 'awarded', version = version + 1", "state = 'withdrawn'"]
)
def test_the_database_refuses_a_step_that_is_no_edge(change: str) -> None:
    stage_for("withdraw")
    with (
        pytest.raises(DatabaseError, match="no such edge"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE award_application SET {change}")  # noqa: S608


def test_the_net_holds_the_steps_of_the_table() -> None:
    net = import_module("award.migrations.0002_nets")
    steps = {f"{s}>{t}" for edge in EDGES for s in edge.sources for t in edge.targets if s != t}
    assert set(net.LEGAL) == steps


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("edge", NAMES)
def test_twenty_at_once(edge: str) -> None:
    """Twenty people press the button at the same moment: one walks, nineteen are told why not."""
    stage = stage_for(edge)
    barrier = Barrier(20)
    outcomes: list[type[Refused] | None] = []

    def press() -> None:
        barrier.wait(20)
        try:
            stage.act()
        except Refused as refused:
            outcomes.append(type(refused))
        else:
            outcomes.append(None)
        finally:
            connection.close()

    threads = [Thread(target=press) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(outcomes) == 20
    assert outcomes.count(None) == 1
    assert state_of(stage) in by_name(edge).targets
    assert stage.application.steps.filter(edge=edge).count() == 1
    assert verify() == []
