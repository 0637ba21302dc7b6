"""The Kanwil's value for each indicator, and when it stops counting."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from award.enums import State
from award.errors import NotAllowed, Refused
from award.given import Given
from award.models import Claim
from award.queries.instruments import indicator_names
from directory.actors import Actor
from directory.enums import RoleKind
from record.models import LedgerEntry
from tests.directory.factories import make_holder, make_role
from tests.verification.situations import Scene, add_file, end_role_now, put
from verification.domain.decrees import end_decree
from verification.domain.verifying import VerificationChanged, verify_indicator
from verification.guards import indicators_verified
from verification.models import Decree, EvidenceItem, IndicatorVerification
from verification.queries.basis import bases_of, standing_verifications

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return Scene()


def left(scene: Scene) -> list[str]:
    return indicators_verified(scene.application, Given(by=Actor(None), at=timezone.now()))


def test_a_value_is_kept_beside_the_claim(scene: Scene) -> None:
    code = scene.indicators[0]
    row = scene.verify(code, value="tidak", observation="Loket tidak ada.")
    assert (row.version, row.value, row.decree) == (1, "tidak", scene.decree)
    assert Claim.objects.get(application=scene.application, indicator=code).value == "ada"
    body = LedgerEntry.objects.get(kind="indicator_verified").body
    assert '"value":"tidak"' in body
    assert "Loket" not in body


def test_a_change_is_a_further_version_and_saying_the_same_again_is_none(scene: Scene) -> None:
    code = scene.indicators[0]
    scene.verify(code)
    scene.verify(code, by=scene.leader)
    assert IndicatorVerification.objects.count() == 1
    second = scene.verify(code, value="proses", observation="Baru sebagian")
    assert second.version == 2
    assert standing_verifications(scene.application)[code] == second
    with pytest.raises(IntegrityError), transaction.atomic():
        IndicatorVerification.objects.filter(version=1).update(value="tidak")


def test_a_colleague_who_was_faster_is_told_of(scene: Scene) -> None:
    code = scene.indicators[0]
    scene.verify(code)
    with pytest.raises(VerificationChanged, match=scene.member.name) as changed:
        scene.verify(
            code, by=scene.leader, value="tidak", observation="Tidak ada", expected_version=0
        )
    assert changed.value.verification is not None
    assert changed.value.verification.version == 1
    with pytest.raises(VerificationChanged):
        scene.verify(scene.indicators[1], expected_version=3)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"value": "tidak"}, "berbeda dari pernyataan"),
        ({"value": ""}, "Pilih nilai"),
        ({"value": "patuh"}, "skala"),
        ({"indicator": "tidak-ada"}, "tidak berlaku"),
    ],
)
def test_what_is_refused(scene: Scene, given: dict[str, Any], says: str) -> None:
    with pytest.raises(Refused, match=says):
        scene.verify(scene.indicators[0], **given)
    assert not IndicatorVerification.objects.exists()


def test_a_declared_gap_counts_as_unmet(scene: Scene) -> None:
    code = scene.indicators[0]
    claim = Claim.objects.get(application=scene.application, indicator=code)
    Claim.objects.create(
        application=scene.application, indicator=code, version=2, value=claim.value, gap=True,
        by=claim.by, at=timezone.now(), reason="Belum ada",
    )  # fmt: skip
    with pytest.raises(Refused, match="berbeda"):
        scene.verify(code, value="ada")
    assert scene.verify(code, value="tidak").version == 1


def test_only_members_in_force_write(scene: Scene) -> None:
    code = scene.indicators[0]
    strangers = [
        scene.place.secretariat,
        scene.place.head,
        scene.place.verifier(),
        make_holder(RoleKind.CENTRE_VERIFIER),
        make_holder(RoleKind.UNIT_HEAD, unit=scene.application.unit),
    ]
    for stranger in strangers:
        with pytest.raises(NotAllowed):
            scene.verify(code, by=stranger)
    with pytest.raises(NotAllowed):
        verify_indicator(
            application_id=scene.application.pk, indicator=code, value="ada", observation="",
            expected_version=0, by=Actor(None),
        )  # fmt: skip


def test_a_verifier_whose_role_ended_writes_no_more(scene: Scene) -> None:
    end_role_now(scene.member)
    with pytest.raises(NotAllowed, match="SK yang berlaku"):
        scene.verify(scene.indicators[0])
    assert scene.verify(scene.indicators[0], by=scene.leader)


def test_nobody_writes_once_the_decree_is_over(scene: Scene) -> None:
    Decree.objects.filter(pk=scene.decree.pk).update(
        valid_until=timezone.now() - timedelta(seconds=1)
    )
    with pytest.raises(NotAllowed):
        scene.verify(scene.indicators[0])


def test_a_decree_that_ends_between_opening_the_page_and_sending_it(scene: Scene) -> None:
    end_decree(decree_id=scene.decree.pk, reason="x", by=Actor(scene.place.secretariat))
    with pytest.raises(NotAllowed, match="SK yang berlaku"):
        scene.verify(scene.indicators[0])


def test_whoever_came_into_conflict_writes_no_more(scene: Scene) -> None:
    make_role(RoleKind.UNIT_OPERATOR, person=scene.member, unit=scene.application.unit)
    with pytest.raises(NotAllowed):
        scene.verify(scene.indicators[0])


@pytest.mark.parametrize("state", [State.EVIDENCE_OPEN, State.VERIFIED, State.NOT_PASSED])
def test_only_while_under_verification(scene: Scene, state: State) -> None:
    put(scene.application, state)
    with pytest.raises(Refused, match=r"[Kk]eadaan"):
        scene.verify(scene.indicators[0])


def test_the_guard_names_what_is_left(scene: Scene) -> None:
    assert len(left(scene)) == len(scene.indicators)
    scene.verify_all()
    assert left(scene) == []


def test_a_value_stops_counting_when_claim_or_files_change(scene: Scene) -> None:
    scene.verify_all()
    first, second, third = scene.indicators[:3]
    claim = Claim.objects.get(application=scene.application, indicator=first)
    Claim.objects.create(
        application=scene.application, indicator=first, version=2, value=claim.value,
        by=claim.by, at=timezone.now(), reason="Diperbaiki",
    )  # fmt: skip
    add_file(scene, second)
    add_file(scene, third, "b" * 64, sealed=True)
    changed = left(scene)
    assert len(changed) == 2
    names = indicator_names(scene.application)
    assert names[first] in changed[0]
    assert names[second] in changed[1]
    assert "berubah sejak" in changed[0]


def test_an_untouched_indicator_keeps_its_value_through_a_repair(scene: Scene) -> None:
    scene.verify_all()
    put(scene.application, State.UNDER_VERIFICATION, verification_round=2, repair_round=1)
    assert left(scene) == []


def test_a_removed_file_changes_the_basis_and_the_order_of_files_does_not(scene: Scene) -> None:
    code = scene.indicators[0]
    add_file(scene, code, "a" * 64)
    before = bases_of(scene.application)[code]
    add_file(scene, code, "b" * 64)
    assert bases_of(scene.application)[code] != before
    EvidenceItem.objects.filter(number=2).update(removed_at=timezone.now(), removed_by=scene.leader)
    assert bases_of(scene.application)[code] == before
