"""How far each unit is, and which of them are silent."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from award.enums import DateKind, ExtensionScope, State
from award.models import Answer, Application, Claim, Extension, SeasonDate
from award.queries.instruments import indicators_of
from directory.actors import Actor
from directory.enums import RoleKind
from directory.models import Person, Unit
from tests.directory.factories import make_holder, make_unit
from tests.verification.situations import Scene, add_file, make_application, put
from verification.domain.findings import decide, raise_finding
from verification.enums import CheckState, Purpose, Severity, Verdict
from verification.models import Checking, EvidenceItem, EvidenceVersion
from verification.queries.progress import Progress, progress_of, silent_first

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return Scene()


def far(application: Application, *, knows: bool = False) -> Progress:
    (row,) = progress_of([application], known=[application.pk] if knows else [])
    return row


def draft(scene: Scene) -> Application:
    return make_application(scene.season, state=State.DRAFT, claims=False)


def answer(application: Application, number: int, *, value: str = "ada", days_ago: int = 0) -> None:
    codes = [indicator.code for indicator in indicators_of(application)]
    writer = make_holder(RoleKind.UNIT_OPERATOR, unit=application.unit)
    for code in codes[:number]:
        Answer.objects.create(
            application=application,
            indicator=code,
            value=value,
            updated_by=writer,
            updated_at=timezone.now() - timedelta(days=days_ago),
        )


def test_a_draft_counts_what_is_answered_so_far(scene: Scene) -> None:
    application = draft(scene)
    assert (far(application).answered, far(application).share) == (0, 0)
    answer(application, 3)
    total = len(indicators_of(application))
    assert far(application).answered == 3
    assert far(application).share == 300 // total


def test_a_note_without_an_answer_is_none(scene: Scene) -> None:
    application = draft(scene)
    answer(application, 2, value="")
    assert far(application).answered == 0


def test_what_was_sent_is_all_of_it(scene: Scene) -> None:
    assert far(scene.application).share == 100


def test_a_second_version_of_a_claim_counts_once(scene: Scene) -> None:
    claim = Claim.objects.filter(application=scene.application).first()
    assert claim is not None
    claim.pk, claim.version = None, 2
    claim.save(force_insert=True)
    assert far(scene.application).answered == len(scene.indicators)


def test_files_are_those_shown_now(scene: Scene) -> None:
    code = scene.indicators[0]
    add_file(scene, code)
    add_file(scene, code, "b" * 64, sealed=True)
    gone = add_file(scene, code, "c" * 64)
    item = EvidenceItem.objects.filter(pk=gone.item_id)
    item.update(removed_at=timezone.now(), removed_by=scene.leader)
    objecting = add_file(scene, code, "d" * 64)
    EvidenceItem.objects.filter(pk=objecting.item_id).update(purpose=Purpose.OBJECTION)
    assert far(scene.application).files == 1


def test_a_replaced_file_counts_once(scene: Scene) -> None:
    old = add_file(scene, scene.indicators[0])
    newer = EvidenceVersion.objects.get(pk=old.pk)
    newer.pk, newer.version = uuid4(), 2
    newer.save(force_insert=True)
    Checking.objects.create(version=newer, state=CheckState.DONE)
    add_file(scene, scene.indicators[0])
    assert far(scene.application).files == 2


def test_open_findings_are_counted_whatever_was_asked_of_them(scene: Scene) -> None:
    version, by = add_file(scene, scene.indicators[0]), Actor(scene.leader)
    raised = [
        raise_finding(version_id=version.pk, text="Kapan?", severity=severity, by=by)
        for severity in (Severity.LOW, Severity.MEDIUM, Severity.HIGH)
    ]
    for finding, verdict in zip(raised, (Verdict.ASK, Verdict.NO_ISSUE), strict=False):
        decide(finding_id=finding.pk, verdict=verdict, reason="Lihat.", seen=0, by=by)
    assert far(scene.application).findings == 2


def test_the_next_date_is_the_units_own(scene: Scene) -> None:
    application = draft(scene)
    base = SeasonDate.objects.get(season=scene.season, kind=DateKind.SELF_ASSESSMENT_DUE).at
    assert far(application).due == base
    until = base + timedelta(days=9)
    extend(scene, until, make_holder(RoleKind.CENTRE_ADMIN), unit=application.unit)
    assert far(application).due == until
    assert far(draft(scene)).due == base, "the extension was for one unit"


def extend(scene: Scene, until: datetime, by: Person, unit: Unit) -> None:
    Extension.objects.create(
        season=scene.season,
        kind=DateKind.SELF_ASSESSMENT_DUE,
        scope=ExtensionScope.UNIT,
        until=until,
        reason="Banjir.",
        by=by,
        unit=unit,
    )


@pytest.mark.parametrize("state", [State.NOT_PASSED, State.WITHDRAWN, State.LAPSED])
def test_who_ended_waits_for_no_date(scene: Scene, state: State) -> None:
    assert far(put(scene.application, state)).due is None


def test_the_last_act_is_the_units_own(scene: Scene) -> None:
    application = draft(scene)
    assert far(application).last_act is None
    answer(application, 1, days_ago=4)
    last = far(application).last_act
    assert last is not None
    assert (timezone.now() - last).days == 4


def test_a_file_for_an_objection_is_no_act_of_its_way(scene: Scene) -> None:
    """Its hour would tell that there was something to object to."""
    before = far(scene.application).last_act
    version = add_file(scene, scene.indicators[0])
    EvidenceItem.objects.filter(pk=version.item_id).update(purpose=Purpose.OBJECTION)
    assert far(scene.application).last_act == before
    EvidenceItem.objects.filter(pk=version.item_id).update(purpose=Purpose.ASSESSMENT)
    received = EvidenceVersion.objects.get(pk=version.pk).received_at
    assert far(scene.application).last_act == received


def test_what_the_team_did_is_not_the_units(scene: Scene) -> None:
    before = far(scene.application).last_act
    scene.verify_all()
    assert far(scene.application).last_act == before


def test_silent_ones_stand_first(scene: Scene) -> None:
    never, long_ago, lately = draft(scene), draft(scene), draft(scene)
    answer(long_ago, 1, days_ago=20)
    answer(lately, 1, days_ago=1)
    rows = progress_of([scene.application, lately, long_ago, never])
    order = [row.application for row in silent_first(rows)]
    assert order == [never, long_ago, lately, scene.application]


def test_whose_turn_it_is_not_stands_by_name(scene: Scene) -> None:
    """Nothing that the centre did moves a row."""
    names = ["Cempaka", "Anggrek", "Bougenvil"]
    rows = [
        make_application(scene.season, state=State.IN_SCORING, unit=make_unit(name=name))
        for name in names
    ]
    put(rows[0], State.AWARDED)
    found = silent_first(progress_of(rows))
    assert [row.application.unit.name for row in found] == sorted(names)
    assert {row.state for row in found} == {State.IN_SCORING}
