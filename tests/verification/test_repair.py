"""Back to the unit for repair: reasons, rounds, time."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from award.domain.transitions import obstacles, transit
from award.enums import DateKind, State
from award.errors import NotAllowed, Refused, Stale
from award.models import Application, ApplicationDate
from award.queries.calendar import due
from directory.actors import CLOCK, Actor
from record.models import LedgerEntry, Notice
from tests.verification.situations import Scene, put, reload
from verification.domain.decrees import end_decree
from verification.domain.repairing import RepairAsked, return_for_repair
from verification.enums import RepairCode
from verification.models import RepairRequest

pytestmark = pytest.mark.django_db
C = RepairCode


@pytest.fixture
def scene() -> Scene:
    return Scene()


def ask(scene: Scene, repairs: dict[str, RepairAsked] | None = None) -> Application:
    code = scene.indicators[0]
    wanted = repairs if repairs is not None else {code: RepairAsked(codes=(C.TOO_FEW,))}
    return return_for_repair(
        application_id=scene.application.pk,
        repairs=wanted,
        by=Actor(scene.member),
        expected_version=scene.application.version,
    )


def test_the_named_indicators_open_with_their_reasons(scene: Scene) -> None:
    one, two = scene.indicators[:2]
    repairs = {
        one: RepairAsked(codes=(C.DUPLICATE, C.UNREADABLE_OR_OUTDATED), text="Foto pudar "),
        two: RepairAsked(codes=(C.TOO_FEW,)),
    }
    application = ask(scene, repairs)
    assert application.state == State.EVIDENCE_OPEN
    assert application.open_indicators == sorted([one, two])
    assert (application.repair_round, application.verification_round) == (1, 2)
    row = RepairRequest.objects.get(indicator=one)
    assert (row.round, row.codes, row.text) == (
        1, ["duplicate", "unreadable_or_outdated"], "Foto pudar",
    )  # fmt: skip
    kinds = list(LedgerEntry.objects.order_by("seq").values_list("kind", flat=True))
    assert kinds[-2:] == ["application_moved", "repair_asked"]
    assert "pudar" not in LedgerEntry.objects.get(kind="repair_asked").body
    assert Notice.objects.filter(kind="return_for_repair", recipient=scene.leader).exists()


def test_the_round_ends_after_the_instruments_days(scene: Scene) -> None:
    before = timezone.now()
    application = ask(scene)
    ends = due(application, DateKind.EVIDENCE_DUE)
    assert ends is not None
    assert timedelta(0) <= ends - before - timedelta(days=7) < timedelta(minutes=1)


def test_the_round_never_ends_after_the_date_for_verification() -> None:
    scene = Scene(days={"verification_due": 3})
    application = ask(scene)
    assert due(application, DateKind.EVIDENCE_DUE) == due(application, DateKind.VERIFICATION_DUE)


@pytest.mark.parametrize("days", [-1, 0])
def test_no_time_left(days: int) -> None:
    scene = Scene(days={"verification_due": days, "evidence_due": -2})
    with pytest.raises(Refused, match="Batas verifikasi"):
        ask(scene)
    assert not ApplicationDate.objects.exists()


def test_no_round_left(scene: Scene) -> None:
    put(scene.application, State.UNDER_VERIFICATION, repair_round=2)
    with pytest.raises(Refused, match="2 kesempatan"):
        ask(scene)


@pytest.mark.parametrize(
    ("codes", "text", "says"),
    [
        ((), "", "Pilih alasan"),
        ((C.OTHER,), " ", "kata-kata"),
        ((C.TOO_FEW, C.SUSPECTED_FALSE), "", "kata-kata"),
    ],
)
def test_an_indicator_needs_its_reasons(
    scene: Scene, codes: tuple[RepairCode, ...], text: str, says: str
) -> None:
    with pytest.raises(Refused, match=says):
        ask(scene, {scene.indicators[0]: RepairAsked(codes=codes, text=text)})
    assert not RepairRequest.objects.exists()


def test_something_must_be_asked_of_an_indicator_that_applies(scene: Scene) -> None:
    with pytest.raises(Refused, match="sedikitnya satu"):
        ask(scene, {})
    with pytest.raises(Refused, match="tidak berlaku"):
        ask(scene, {"x": RepairAsked(codes=(C.TOO_FEW,))})


def test_a_bare_step_through_the_door_opens_nothing(scene: Scene) -> None:
    with pytest.raises(Refused, match="sedikitnya satu"):
        transit(
            application_id=scene.application.pk, edge="return_for_repair",
            by=Actor(scene.member), expected_version=scene.application.version,
        )  # fmt: skip


def test_only_the_team_asks_and_only_on_the_page_that_is_true(scene: Scene) -> None:
    repairs = {scene.indicators[0]: RepairAsked(codes=(C.TOO_FEW,))}
    pk, version = scene.application.pk, scene.application.version
    for by in (Actor(scene.place.head), Actor(scene.place.verifier()), CLOCK):
        with pytest.raises(NotAllowed):
            return_for_repair(application_id=pk, repairs=repairs, by=by, expected_version=version)
    with pytest.raises(Stale):
        return_for_repair(
            application_id=pk, repairs=repairs, by=Actor(scene.leader),
            expected_version=version - 1,
        )  # fmt: skip
    end_decree(decree_id=scene.decree.pk, reason="x", by=Actor(scene.place.secretariat))
    with pytest.raises(NotAllowed):
        ask(scene)
    assert reload(scene.application).state == State.UNDER_VERIFICATION


def test_what_stands_in_the_way_is_told_before(scene: Scene) -> None:
    given: dict[str, Any] = {"application": scene.application, "edge": "return_for_repair"}
    repairs = {scene.indicators[0]: [C.TOO_FEW]}
    assert obstacles(by=Actor(scene.member), repairs=repairs, **given) == []
    assert obstacles(by=Actor(scene.place.head), repairs=repairs, **given) is None
