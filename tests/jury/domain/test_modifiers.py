"""What counts for or against a unit: two people, the unit's answer, before the scores are seen."""

import json
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from award.domain.two_people import propose
from award.enums import State
from award.errors import NotAllowed, Refused
from award.models import Proposal
from directory.actors import Actor
from directory.enums import RoleKind
from jury.domain.closing import close, propose_closing, still_fits
from jury.domain.modifiers import answer_modifier, decide_modifier
from jury.enums import Direction, ModifierState
from jury.models import Closing, Conflict, ModifierEntry, Result
from jury.queries.results import score_of
from record.models import LedgerEntry, Notice
from tests.directory.factories import make_holder
from tests.jury.modified import apply, modified_world, overdue, register
from tests.jury.worlds import BEST, Jury
from tests.verification.situations import put

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> Jury:
    return modified_world()


def facts(kind: str) -> list[dict[str, Any]]:
    rows = LedgerEntry.objects.filter(kind=kind).order_by("seq")
    return [json.loads(row.body)["facts"] for row in rows]


def test_a_deduction_counts_at_the_closing(world: Jury) -> None:
    apply(world, register(world))
    world.score(BEST)
    world.close()
    result = Result.objects.get()
    assert result.total == Decimal("97.5")
    assert result.mean == 100  # the jurors' own numbers are untouched
    whats = [step["what"] for step in result.arithmetic]
    assert whats[-3:] == ["modifier", "modified", "rounded"]
    assert result.arithmetic[-2]["formula"] == "0 ≤ (100 + -2.5) ≤ 100"


def test_an_addition_stops_at_a_hundred(world: Jury) -> None:
    apply(world, register(world, code="wbk_wbbm", direction=Direction.ADDITION))
    world.score(BEST)
    score = score_of(world.application)
    assert score is not None
    assert score.total == 100


def test_what_is_rejected_or_waits_does_not_count(world: Jury) -> None:
    apply(world, register(world), applied=False)
    register(world, number="LAHP/13")
    world.score(BEST)
    score = score_of(world.application)
    assert score is not None
    assert score.total == 100


def test_the_scoring_is_not_closed_while_one_waits(world: Jury) -> None:
    entry = register(world)
    world.score(BEST)
    with pytest.raises(Refused, match="belum diputuskan"):
        propose_closing(panel=world.panel, by=Actor(world.chair))
    apply(world, entry)
    world.close()
    assert world.application.state == State.SCORED


@pytest.mark.parametrize("state", [State.SCORED, State.AWARDED, State.DRAFT, State.WITHDRAWN])
def test_nothing_is_entered_once_scores_are_seen(world: Jury, state: State) -> None:
    waiting = register(world)
    put(world.application, state)
    with pytest.raises(Refused):
        register(world, number="LAHP/13")
    with pytest.raises(Refused):
        apply(world, waiting)
    with pytest.raises(Refused):
        answer_modifier(modifier_id=waiting.pk, answer="Tidak.", by=Actor(world.head()))


def test_is_refused_where_the_instrument_has_none_on() -> None:
    with pytest.raises(Refused, match="tidak diaktifkan"):
        register(Jury())


@pytest.mark.parametrize(
    "given",
    [
        {"code": "e_lapor"},  # told of, but without a size
        {"code": "unknown"},
        {"direction": Direction.ADDITION},  # a deduction only
        {"source": " "},
        {"number": ""},
        {"facts": ""},
    ],
)
def test_is_refused_when_it_is_not_the_instruments_or_incomplete(
    world: Jury, given: dict[str, Any]
) -> None:
    with pytest.raises(Refused):
        register(world, **given)
    assert not ModifierEntry.objects.exists()


def test_one_document_counts_once(world: Jury) -> None:
    register(world)
    with pytest.raises(Refused, match="sudah didaftarkan"):
        register(world, number=" LAHP/12 ")


def test_only_admin_and_chair_without_conflict_enter_and_decide(world: Jury) -> None:
    others = [world.secretary, world.jurors[0], world.head(), make_holder(RoleKind.AUDITOR)]
    for person in others:
        with pytest.raises(NotAllowed):
            register(world, by=Actor(person))
    entry = register(world)
    for person in [*others, world.admin]:  # the admin registered it
        with pytest.raises(NotAllowed):
            apply(world, entry, by=person)
    Conflict.objects.create(
        person=world.chair,
        unit=world.application.unit,
        kind="family",
        source="declared",
        declared_at=entry.registered_at,
    )
    with pytest.raises(NotAllowed):
        apply(world, entry)
    with pytest.raises(NotAllowed):
        register(world, number="LAHP/13", by=Actor(world.chair))
    apply(world, entry, by=world.other_admin)


def test_the_database_wants_two_people(world: Jury) -> None:
    entry = apply(world, register(world))
    with pytest.raises(IntegrityError), transaction.atomic():
        ModifierEntry.objects.filter(pk=entry.pk).update(decided_by=world.admin)
    with pytest.raises(IntegrityError), transaction.atomic():
        ModifierEntry.objects.filter(pk=entry.pk).update(reason="")


def test_is_decided_after_the_answer_or_the_days(world: Jury) -> None:
    entry = register(world)
    with pytest.raises(Refused, match="masih dapat menjawab"):
        decide_modifier(modifier_id=entry.pk, applied=True, reason="Ya.", by=Actor(world.chair))
    answer_modifier(modifier_id=entry.pk, answer="Sudah dibuka.", by=Actor(world.head()))
    with pytest.raises(Refused, match="Alasan"):
        decide_modifier(modifier_id=entry.pk, applied=True, reason=" ", by=Actor(world.chair))
    found = decide_modifier(
        modifier_id=entry.pk, applied=False, reason="Sudah dibuka.", by=Actor(world.chair)
    )
    assert found.state == ModifierState.REJECTED


def test_the_head_answers_once_and_in_time(world: Jury) -> None:
    entry, late = register(world), register(world, number="LAHP/13")
    for person in (world.admin, world.jurors[0], make_holder(RoleKind.UNIT_HEAD)):
        with pytest.raises(NotAllowed):
            answer_modifier(modifier_id=entry.pk, answer="Tidak.", by=Actor(person))
    with pytest.raises(Refused, match="belum diisi"):
        answer_modifier(modifier_id=entry.pk, answer=" ", by=Actor(world.head()))
    answer_modifier(modifier_id=entry.pk, answer="Tidak benar.", by=Actor(world.head()))
    overdue(late)
    for closed in (entry, late):
        with pytest.raises(Refused):
            answer_modifier(modifier_id=closed.pk, answer="Lagi.", by=Actor(world.head()))


def test_the_ledger_has_codes_and_points_and_no_words(world: Jury) -> None:
    entry = register(world)
    answer_modifier(modifier_id=entry.pk, answer="Tidak benar.", by=Actor(world.head()))
    decide_modifier(modifier_id=entry.pk, applied=True, reason="Terbukti.", by=Actor(world.chair))
    [registered], [answered], [decided] = map(
        facts, ("modifier_registered", "modifier_answered", "modifier_decided")
    )
    assert registered["points"] == decided["points"] == "-2.5"
    assert (decided["modifier"], decided["applied"]) == (str(entry.pk), True)
    told = json.dumps([registered, answered, decided])
    for words in ("Ombudsman RI", "Ruang tunggu", "Tidak benar", "Terbukti"):
        assert words not in told


def test_the_unit_is_told(world: Jury) -> None:
    register(world)
    [notice] = Notice.objects.filter(recipient=world.head(), kind="modifier_registered")
    assert notice.link == f"/pengajuan/{world.application.pk}/penyesuai/"


def test_may_be_decided_again_before_the_closing(world: Jury) -> None:
    """An objection may show that it should not have counted."""
    entry = apply(world, register(world))
    apply(world, entry, applied=False, by=world.other_admin)
    world.score(BEST)
    world.close()
    assert Result.objects.get().total == 100
    assert [row["applied"] for row in facts("modifier_decided")] == [True, False]


def confirmed(world: Jury, proposal: Proposal) -> Closing:
    by = Actor(world.secretary)
    return close(proposal_id=proposal.pk, digest=proposal.digest, by=by)


def test_a_closing_is_proposed_anew_once_what_counts_was_decided_anew(world: Jury) -> None:
    entry = apply(world, register(world))
    world.score(BEST)
    proposal = propose_closing(panel=world.panel, by=Actor(world.chair))
    assert still_fits(proposal, world.panel)
    apply(world, entry, applied=False, by=world.other_admin)
    assert not still_fits(proposal, world.panel)
    with pytest.raises(Refused, match="Penyesuai nilai berubah"):
        confirmed(world, proposal)
    world.close()
    assert Result.objects.get().total == 100


def test_what_does_not_count_leaves_the_proposal_as_it_is(world: Jury) -> None:
    world.score(BEST)
    proposal = propose_closing(panel=world.panel, by=Actor(world.chair))
    apply(world, register(world), applied=False)
    assert still_fits(proposal, world.panel)
    assert confirmed(world, proposal).sheets == 3


def test_a_closing_proposed_before_it_named_the_modifiers_is_proposed_anew(world: Jury) -> None:
    world.score(BEST)
    root = propose_closing(panel=world.panel, by=Actor(world.chair)).params["root"]
    old = propose(
        act="close_scoring",
        subject=f"panel:{world.panel.pk}",
        applications=world.applications,
        params={"root": root, "not_assessable": {}},
        by=Actor(world.chair),
    )
    assert not still_fits(old, world.panel)
    with pytest.raises(Refused, match="Usulkan kembali"):
        confirmed(world, old)
    world.close()
