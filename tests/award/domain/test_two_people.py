"""The first of two people proposes; the second is held to exactly that."""

from datetime import timedelta

import pytest
from django.utils import timezone

from award.domain.transitions import transit
from award.domain.two_people import confirm
from award.errors import NotAllowed, Refused
from award.models import Proposal
from directory.actors import Actor
from directory.enums import RoleKind
from record.domain.work import recorded
from tests.award.stages import Stage, stage_for
from tests.directory.factories import make_holder

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage() -> Stage:
    return stage_for("close_scoring")


def test_an_expired_proposal(stage: Stage) -> None:
    past = timezone.now() - timedelta(seconds=1)
    Proposal.objects.update(expires_at=past)
    with pytest.raises(Refused, match="kedaluwarsa"):
        stage.act()


def test_a_withdrawn_proposal(stage: Stage) -> None:
    Proposal.objects.update(withdrawn_at=timezone.now())
    with pytest.raises(Refused, match="ditarik"):
        stage.act()


def test_another_content_than_was_shown(stage: Stage) -> None:
    proposal = Proposal.objects.get()
    with pytest.raises(Refused, match="berbeda"), recorded(actor="system"):
        confirm(proposal_id=proposal.pk, digest="0" * 64, by=stage.right)


def test_a_content_changed_behind_its_digest(stage: Stage) -> None:
    proposal = Proposal.objects.get()
    proposal.params["applications"] = {}
    proposal.save(update_fields=["params"])
    with pytest.raises(Refused, match="berbeda"):
        stage.act()


def test_two_chairs_are_not_chair_and_secretary(stage: Stage) -> None:
    another_chair = Actor(make_holder(RoleKind.JURY_CHAIR))
    with pytest.raises(NotAllowed):
        stage.walk(another_chair, stage.application.version)


def test_a_proposer_who_lost_the_role(stage: Stage) -> None:
    proposal = Proposal.objects.get()
    proposal.by.roles.update(starts="2019-01-01", ends="2020-01-01")
    with pytest.raises(NotAllowed):
        stage.act()


def test_the_door_wants_a_proposal_of_this_very_edge(stage: Stage) -> None:
    proposal = Proposal.objects.get()
    with recorded(actor="system"):
        confirmed = confirm(proposal_id=proposal.pk, digest=proposal.digest, by=stage.right)
    for edge, given in (("reopen_scoring", confirmed), ("close_scoring", None)):
        with pytest.raises(NotAllowed):
            transit(
                application_id=stage.application.pk,
                edge=edge,
                by=stage.right,
                expected_version=stage.application.version,
                reason="-",
                proposal=given,
            )
