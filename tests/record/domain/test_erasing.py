"""Words of an application, erased from an append-only table and from what quotes them."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from award.models import Proposal, Step
from directory.enums import RoleKind
from record.domain import ledger
from record.domain.commitments import commits_to
from record.domain.erasing import ERASED, Why, commitments_in, erase_words, places_of
from record.models import Commitment, LedgerEntry
from tests.award.stages import reopen_scoring
from tests.directory.factories import make_holder

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry() -> LedgerEntry:
    """The move of an application for a reason that a step and a proposal hold too."""
    reopen_scoring().act()
    return LedgerEntry.objects.filter(kind="application_moved", body__contains="reason").latest(
        "seq"
    )


def reasons() -> set[str]:
    steps = set(Step.objects.filter(edge="reopen_scoring").values_list("reason", flat=True))
    return steps | {
        row.params["reason"] for row in Proposal.objects.all() if "reason" in row.params
    }


def test_the_words_go_and_the_chain_still_verifies(entry: LedgerEntry) -> None:
    said = json.loads(entry.body)["facts"]["reason"]
    words = Step.objects.get(edge="reopen_scoring").reason
    assert commits_to(said, words)
    assert words in reasons()
    others = Commitment.objects.exclude(pk=said).count()
    emptied = erase_words(seq=entry.seq, why=Why.ASKED, actor="system")
    assert {place.model for place in emptied} >= {Step, Proposal}
    assert words not in reasons()
    assert ERASED in reasons()
    assert not commits_to(said, words)
    assert Commitment.objects.count() == others
    assert ledger.verify() == []
    event = LedgerEntry.objects.latest("seq")
    assert (event.kind, event.subject) == ("words_erased", f"entry:{entry.seq}")
    assert json.loads(event.body)["facts"] == {"digests": [said], "why": "asked"}


def test_the_table_refuses_changes_again_afterwards(entry: LedgerEntry) -> None:
    erase_words(seq=entry.seq, why=Why.ASKED, actor="system")
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Step.objects.update(reason="x")


def test_it_first_names_the_places_and_then_empties_those_chosen(entry: LedgerEntry) -> None:
    admin = make_holder(RoleKind.CENTRE_ADMIN)
    found = [str(place) for place in places_of(commitments_in(entry))]
    named = _run(entry.seq)
    assert named[:-1] == found
    assert named[-1].endswith("nothing was erased")
    kept = reasons()
    assert ERASED not in kept
    (step,) = [place for place in found if place.startswith("award.Step.reason:")]
    assert _run(entry.seq, "--by", admin.email, "--place", step) == [step, "1 place(s)"]
    assert Step.objects.get(pk=step.partition(":")[2]).reason == ERASED
    assert any(words in reasons() for words in kept), "the places not chosen stay"
    assert LedgerEntry.objects.latest("seq").actor == f"person:{admin.pk}"
    with pytest.raises(CommandError, match="no commitment"):
        _run(entry.seq, "--by", admin.email)


def test_who_may_not_answer_for_it_erases_nothing(entry: LedgerEntry) -> None:
    with pytest.raises(CommandError, match="centre admin"):
        _run(entry.seq, "--by", make_holder(RoleKind.AUDITOR).email)
    with pytest.raises(CommandError, match="no entry"):
        _run(99_999)
    assert ERASED not in reasons()


def _run(seq: int, *options: str) -> list[str]:
    out = StringIO()
    call_command("erase_words", str(seq), *options, stdout=out)
    return out.getvalue().splitlines()
