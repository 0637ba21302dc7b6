"""Answers as they are typed, claims once sent, and what is refused on the way."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from award.domain.self_assessment import (
    AnswerChanged,
    ClaimChanged,
    amend_claim,
    save_answer,
    submit_self_assessment,
)
from award.enums import DateKind, State
from award.errors import NotAllowed, Refused
from award.models import Answer, Claim, StatementOfTruth
from award.queries.answers import claims_of, unanswered
from award.queries.instruments import indicators_of
from directory.actors import Actor
from directory.enums import RoleKind
from tests.award.stages import head_of, stage_for
from tests.directory.factories import make_holder
from tests.verification.situations import Scene, put

pytestmark = pytest.mark.django_db
CODE = "fac-visitors-01"


@pytest.fixture
def scene() -> Scene:
    return Scene(state=State.DRAFT, days={"self_assessment_due": 10})


def save(scene: Scene, by: Actor | None = None, **given: Any) -> Answer:
    return save_answer(
        **{
            "application_id": scene.application.pk,
            "indicator": CODE,
            "value": "ada",
            "note": "",
            "expected_version": 0,
            "by": by or Actor(head_of(scene.application)),
            **given,
        }
    )


def test_the_operator_writes_and_the_version_grows(scene: Scene) -> None:
    operator = make_holder(RoleKind.UNIT_OPERATOR, unit=scene.application.unit)
    first = save(scene, Actor(operator))
    second = save(scene, Actor(operator), value="proses", expected_version=1)
    assert (first.version, second.version, second.value) == (1, 2, "proses")
    assert second.updated_by == operator


def test_another_tab_was_faster(scene: Scene) -> None:
    save(scene)
    save(scene, value="proses", expected_version=1)
    with pytest.raises(AnswerChanged) as caught:
        save(scene, value="tidak", expected_version=1)
    assert caught.value.answer.value == "proses"
    assert Answer.objects.get(indicator=CODE).value == "proses"


def test_the_same_answer_again_is_no_conflict(scene: Scene) -> None:
    save(scene)
    assert save(scene).version == 1


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"value": "bagus"}, "skala"),
        ({"indicator": "fac-inmates-01"}, "tidak berlaku"),
        ({"indicator": "nonsense"}, "tidak berlaku"),
    ],
)
def test_what_the_instrument_does_not_know(scene: Scene, given: dict[str, Any], words: str) -> None:
    with pytest.raises(Refused, match=words):
        save(scene, **given)
    assert not Answer.objects.exists()


def test_strangers_do_not_write(scene: Scene) -> None:
    for person in (
        make_holder(RoleKind.UNIT_HEAD),
        scene.place.head,
        scene.leader,
        make_holder(RoleKind.CENTRE_ADMIN),
    ):
        with pytest.raises(NotAllowed):
            save(scene, Actor(person))


def test_what_was_sent_is_not_written_on(scene: Scene) -> None:
    put(scene.application, State.SELF_ASSESSED)
    with pytest.raises(Refused, match="Penilaian mandiri terkirim"):
        save(scene)


def test_sending_makes_claims_and_the_statement() -> None:
    stage = stage_for("submit_self_assessment")
    before = Claim.objects.count()
    stage.act()
    codes = {indicator.code for indicator in indicators_of(stage.application)}
    assert set(claims_of(stage.application)) == codes
    assert Claim.objects.count() == before + len(codes)
    stated = StatementOfTruth.objects.get(application=stage.application)
    assert stated.by == stage.right.person
    assert len(stated.digest) == 64


def test_an_unchanged_answer_makes_no_new_claim() -> None:
    stage = stage_for("submit_self_assessment")
    stage.act()
    sent = Claim.objects.count()
    put(stage.application, State.DRAFT)
    stage.act()
    assert Claim.objects.count() == sent


def test_every_missing_indicator_is_named() -> None:
    stage = stage_for("submit_self_assessment")
    missing = indicators_of(stage.application)[3]
    Answer.objects.filter(application=stage.application, indicator=missing.code).delete()
    assert unanswered(stage.application) == [missing]
    with pytest.raises(Refused, match=str(missing.text).split(" (")[0]):
        stage.act()


def test_without_the_statement_nothing_is_sent() -> None:
    stage = stage_for("submit_self_assessment")
    with pytest.raises(Refused, match="menyatakan"):
        submit_self_assessment(
            application_id=stage.application.pk,
            by=stage.right,
            expected_version=stage.application.version,
            statement=False,
        )
    assert not StatementOfTruth.objects.exists()


def amend(scene: Scene, by: Actor | None = None, **given: Any) -> Claim:
    return amend_claim(
        **{
            "application_id": scene.application.pk,
            "indicator": CODE,
            "value": "proses",
            "reason": "Belum selesai dibangun.",
            "expected_version": 1,
            "by": by or Actor(head_of(scene.application)),
            **given,
        }
    )


def test_an_amended_claim_is_a_new_version() -> None:
    scene = Scene(state=State.EVIDENCE_OPEN)
    amended = amend(scene)
    assert (amended.version, amended.value) == (2, "proses")
    assert scene.application.claims.filter(indicator=CODE).count() == 2


def test_an_amendment_by_an_old_page_is_told_who_was_faster() -> None:
    scene = Scene(state=State.EVIDENCE_OPEN)
    amend(scene)
    with pytest.raises(ClaimChanged, match=head_of(scene.application).name):
        amend(scene, value="tidak")
    assert scene.application.claims.filter(indicator=CODE).count() == 2
    assert amend(scene, value="tidak", expected_version=2).version == 3


def test_a_declared_gap_keeps_the_claimed_value() -> None:
    scene = Scene(state=State.EVIDENCE_OPEN)
    claim = amend(scene, value="", gap=True)
    assert claim.gap
    assert claim.value == "ada"


@pytest.mark.parametrize("reason", ["", "  "])
def test_an_amendment_needs_a_reason(reason: str) -> None:
    with pytest.raises(Refused, match="Alasan"):
        amend(Scene(state=State.EVIDENCE_OPEN), reason=reason)


def test_only_the_head_amends() -> None:
    scene = Scene(state=State.EVIDENCE_OPEN)
    operator = make_holder(RoleKind.UNIT_OPERATOR, unit=scene.application.unit)
    for person in (operator, scene.leader, make_holder(RoleKind.UNIT_HEAD)):
        with pytest.raises(NotAllowed):
            amend(scene, Actor(person))


def test_a_repair_round_opens_only_what_it_names() -> None:
    fields = {"in_repair": True, "repair_round": 1, "open_indicators": ["fac-visitors-04"]}
    scene = Scene(state=State.EVIDENCE_OPEN, fields=fields)
    with pytest.raises(Refused, match="tidak dibuka"):
        amend(scene)
    assert amend(scene, indicator="fac-visitors-04").version == 2


def test_a_late_head_is_told_when_it_was_due() -> None:
    stage = stage_for("submit_self_assessment")
    stage.scene.season.dates.filter(kind=DateKind.SELF_ASSESSMENT_DUE).update(
        at=timezone.now() - timedelta(minutes=1)
    )
    with pytest.raises(Refused, match="Batas penilaian mandiri sudah lewat"):
        stage.act()
