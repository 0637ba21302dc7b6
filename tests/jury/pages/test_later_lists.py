"""The list of laureates after a revocation: a later edition, and the earlier one as superseded."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from award.enums import State
from directory.actors import Actor
from directory.queries.roles import today
from jury.domain.hearings import carry_out, propose_consequence
from jury.models import Decision, Paper, Publication
from jury.queries.told import public_decisions
from record.domain.ledger import verify
from record.models import LedgerEntry
from tests.jury.pages.test_hearings import opened, over
from tests.jury.pages.test_papers import words
from tests.jury.papers import make_documents
from tests.jury.worlds import NUMBER, Jury
from tests.verification.situations import put

pytestmark = pytest.mark.django_db
REVOKING = "M.HH-99"
GONE = "Daftar ini digantikan"


@pytest.fixture
def awarded() -> Jury:
    world = Jury()
    world.published()
    return world


def revoked(world: Jury) -> None:
    hearing = opened(world)
    over(hearing)
    proposal = propose_consequence(
        hearing=hearing, reason="Terbukti.", by=Actor(world.admin), number=REVOKING, on=today()
    )
    carry_out(proposal_id=proposal.pk, digest=proposal.digest, by=Actor(world.chair))


def page(world: Jury) -> str:
    return Client().get(reverse("jury:results_season", args=[world.season.year])).text


def test_a_revocation_makes_a_later_list_and_keeps_the_first(awarded: Jury) -> None:
    make_documents()
    unit = awarded.application.unit.name
    assert GONE not in page(awarded)
    revoked(awarded)
    assert page(awarded).count(GONE) == 1, "before the new list is made, the old holds no more"
    make_documents()
    first, second = Publication.objects.order_by("at")
    assert (first.number, second.number) == (NUMBER, REVOKING)
    lists = [Paper.objects.get(publication=each) for each in (first, second)]
    assert unit in words(lists[0].blob)
    later = words(lists[1].blob)
    assert unit not in later
    for said in (REVOKING, "Terbukti."):
        assert said in later, said
    shown = page(awarded)
    assert shown.count(GONE) == 1
    assert shown.index(NUMBER) < shown.index(GONE) < shown.rindex(REVOKING)
    for each in (first, second):
        url = reverse("jury:laureates", args=[awarded.season.year, each.pk])
        assert url in shown
        assert Client().get(url).status_code == 200


def test_a_list_drawn_up_late_is_that_of_its_day(awarded: Jury) -> None:
    """The background was down from the publication until after the revocation."""
    unit = awarded.application.unit.name
    revoked(awarded)
    make_documents()
    first, second = Publication.objects.order_by("at")
    assert unit in words(Paper.objects.get(publication=first).blob)
    assert unit not in words(Paper.objects.get(publication=second).blob)
    assert page(awarded).count(GONE) == 1


def test_what_was_decided_but_not_published_is_in_no_list(awarded: Jury) -> None:
    """Another unit's objection was upheld; its new award still waits for its publication."""
    other = awarded.forwarded()
    put(other, State.AWARDED)
    revoked(awarded)
    until = Publication.objects.latest("at").at
    Decision.objects.create(
        application=other,
        version=1,
        outcome="awarded",
        number="M.3",
        date=today(),
        reasons="Baik.",
        by=awarded.admin,
        at=until - timedelta(microseconds=1),
    )
    outcomes = {d.application_id: d.outcome for d in public_decisions(until=until)}
    assert outcomes == {awarded.application.pk: "revoked"}


def test_the_revocation_has_an_event_of_its_own(awarded: Jury) -> None:
    revoked(awarded)
    facts = json.loads(LedgerEntry.objects.get(kind="amendment_published").body)["facts"]
    publication = Publication.objects.latest("at")
    assert facts["digest"] == publication.digest
    assert facts["number"] == REVOKING
    assert Decision.objects.latest("at").outcome == "revoked"
    assert verify() == []
