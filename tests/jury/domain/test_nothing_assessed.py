"""A unit of which no juror could assess anything holds no panel up for ever."""

import json
from uuid import UUID

import pytest

from award.domain.transitions import transit
from award.enums import State
from award.errors import Refused
from award.models import Application, Proposal
from award.queries.instruments import indicators_of
from directory.actors import Actor
from jury.domain.closing import close, propose_closing, reopen, root_of
from jury.domain.decisions import ranks_in
from jury.domain.scoring import NOT_ASSESSABLE, revise, save_score, seal
from jury.models import Closing, Decision, ScoreSheet
from jury.pages.ranking_rows import not_assessable
from jury.queries.results import current_results, unassessed_now
from jury.queries.sheets import counted_in
from jury.queries.told import told_decisions
from record.models import LedgerEntry
from tests.jury.worlds import BEST, Jury, put_sealed
from tests.verification.situations import reload

pytestmark = pytest.mark.django_db


def sealed_empty(world: Jury, number: int, application: Application) -> None:
    """A juror's sheet on which nothing could be assessed."""
    refill(world.sheet(number, application), Actor(world.jurors[number]))


def refill(sheet: ScoreSheet, by: Actor) -> None:
    """Every indicator of the sheet could not be assessed, and it is sealed so."""
    versions = dict(sheet.drafts.values_list("indicator", "version"))
    for indicator in indicators_of(sheet.application):
        save_score(
            sheet_id=sheet.pk,
            indicator=indicator.code,
            value=NOT_ASSESSABLE,
            comment="Berkas tidak terbuka.",
            expected_version=versions.get(indicator.code, 0),
            by=by,
        )
    seal(sheet_id=sheet.pk, reason="Dibaca ulang.", by=by)


REASON = "Semua berkas rusak."


def half_empty() -> tuple[Jury, Application, Application]:
    """A panel with a unit of which nothing could be assessed, and one with the best answers."""
    world = Jury(units=2)
    nothing, other = world.applications
    for number in range(3):
        world.declare(number)
        sealed_empty(world, number, nothing)
        put_sealed(world.panel, world.seat(number), other, BEST)
    return world, nothing, other


def propose(world: Jury, named: dict[UUID, str]) -> Proposal:
    return propose_closing(panel=world.panel, by=Actor(world.chair), not_assessable=named)


def confirm(world: Jury, proposal: Proposal) -> Closing:
    by = Actor(world.secretary)
    return close(proposal_id=proposal.pk, digest=proposal.digest, by=by)


def test_a_panel_is_not_closed_over_it_unnamed() -> None:
    world, nothing, _other = half_empty()
    with pytest.raises(Refused, match=f"{nothing.unit.name} tidak dapat dinilai.*alasannya"):
        world.close()
    assert not Proposal.objects.exists()
    assert {reload(each).state for each in world.applications} == {State.IN_SCORING}


def test_two_people_close_with_it_named_and_it_gets_no_score() -> None:
    world, nothing, other = half_empty()
    proposal = propose(world, {nothing.pk: REASON})
    assert proposal.params["not_assessable"] == {str(nothing.pk): REASON}
    closing = confirm(world, proposal)
    assert {reload(each).state for each in world.applications} == {State.SCORED}
    assert [row.application for row in closing.results.all()] == [other]
    [row] = closing.unassessed.all()
    assert (row.application, row.reason, row.scoring_round) == (nothing, REASON, 1)
    assert closing.sheets == counted_in(closing).count() == 6
    assert closing.root == root_of(counted_in(closing))
    facts = json.loads(LedgerEntry.objects.get(kind="scoring_closed").body)["facts"]
    assert list(facts["not_assessable"]) == [str(nothing.pk)]
    assert REASON not in str(facts)
    assert list(ranks_in(world.season)) == [str(other.pk)]
    assert [each["reason"] for each in not_assessable(world.season)] == [REASON]


@pytest.mark.parametrize("reason", ["", "  "])
def test_each_named_has_a_reason(reason: str) -> None:
    world, nothing, _other = half_empty()
    with pytest.raises(Refused, match="Alasan wajib diisi"):
        propose(world, {nothing.pk: reason})


def test_one_that_was_assessed_cannot_be_named() -> None:
    world, nothing, other = half_empty()
    with pytest.raises(Refused, match=f"{other.unit.name} dapat dinilai"):
        propose(world, {nothing.pk: REASON, other.pk: REASON})


def test_named_after_it_was_opened_again_it_has_a_score_no_more() -> None:
    world = Jury()
    world.score()
    world.close()
    assert current_results().count() == 1
    again = world.propose_reopening()
    reopen(proposal_id=again.pk, digest=again.digest, by=Actor(world.secretary))
    for number, juror in enumerate(world.jurors):
        sheet = world.sheet(number)
        revise(sheet_id=sheet.pk, by=Actor(juror))
        refill(sheet, Actor(juror))
    nothing = reload(world.application)
    confirm(world, propose(world, {nothing.pk: REASON}))
    assert not current_results().exists()
    assert [row.application for row in unassessed_now(world.season)] == [nothing]


def test_the_centre_decides_so_and_publishes_it() -> None:
    world, nothing, other = half_empty()
    confirm(world, propose(world, {nothing.pk: REASON}))
    world.decide(application_id=other.pk, expected_version=reload(other).version)
    transit(
        application_id=nothing.pk,
        edge="decide_not_assessable",
        by=Actor(world.admin),
        expected_version=reload(nothing).version,
        reason=REASON,
    )
    world.publish()
    decision = Decision.objects.get(application=nothing)
    assert (decision.outcome, decision.rank, decision.result) == ("not_assessable", None, None)
    assert told_decisions().filter(pk=decision.pk).exists()
