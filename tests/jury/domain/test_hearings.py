"""Nobody is judged for what they were not heard about."""

from dataclasses import dataclass

import pytest
from django.urls import reverse

from award.domain.two_people import propose
from award.enums import State
from award.errors import Refused
from award.models import Application, Proposal
from award.rules import someone
from directory.actors import Actor
from directory.enums import RoleKind
from jury.domain.hearings import (
    answer_hearing,
    carry_out,
    drop_hearing,
    open_hearing,
    propose_consequence,
)
from jury.models import Hearing
from jury.queries.told import open_proposals
from tests.directory.factories import make_holder
from tests.jury.worlds import client
from tests.verification.evidence.test_findings import a_finding, say
from tests.verification.evidence.world import Team, head_of, make_application, make_team
from tests.verification.situations import reload
from verification.enums import Verdict
from verification.models import Finding

pytestmark = pytest.mark.django_db


@dataclass
class Case:
    """A unit that answered what it was asked about its confirmed finding."""

    application: Application
    team: Team
    finding: Finding
    chair: Actor
    admin: Actor
    hearing: Hearing

    def hear(self, charge: str) -> None:
        """Another hearing, which the unit answers."""
        opened = open_hearing(application_id=self.application.pk, charge=charge, by=self.chair)
        by = Actor(head_of(self.application))
        self.hearing = answer_hearing(hearing_id=opened.pk, answer="Khilaf.", by=by)

    def proposed(self) -> Proposal:
        reload(self.application)
        return propose_consequence(hearing=self.hearing, reason="Palsu.", by=self.admin)

    def carried_out(self, proposal: Proposal) -> State:
        carry_out(proposal_id=proposal.pk, digest=proposal.digest, by=self.chair)
        return State(reload(self.application).state)


def confirmed(application: Application, team: Team) -> Finding:
    finding = a_finding(application)
    say(finding, Verdict.SUSPECTED_FALSE, team.leader)
    say(finding, Verdict.CONFIRMED_FALSE, team.leader)
    return finding


@pytest.fixture
def case() -> Case:
    application = make_application()
    team = make_team(application)
    finding = confirmed(application, team)
    chair, admin = (make_holder(k) for k in (RoleKind.JURY_CHAIR, RoleKind.CENTRE_ADMIN))
    opened = open_hearing(application_id=application.pk, charge="Foto A?", by=Actor(chair))
    by = Actor(head_of(application))
    hearing = answer_hearing(hearing_id=opened.pk, answer="Ini aslinya.", by=by)
    return Case(application, team, finding, Actor(chair), Actor(admin), hearing)


def test_who_was_heard_is_disqualified_for_that(case: Case) -> None:
    confirmed(case.application, case.team)
    assert case.carried_out(case.proposed()) == State.DISQUALIFIED
    case.hearing.refresh_from_db()
    assert case.hearing.closed_at is not None


def test_nobody_is_disqualified_for_a_finding_they_were_not_asked_about(case: Case) -> None:
    say(case.finding, Verdict.NO_ISSUE, case.team.leader)
    confirmed(case.application, case.team)
    proposal = case.proposed()
    with pytest.raises(Refused, match="tidak lagi dinyatakan terbukti"):
        case.carried_out(proposal)
    drop_hearing(hearing_id=case.hearing.pk, reason="Terjawab.", by=case.chair)
    case.hear("Foto B?")
    assert case.carried_out(case.proposed()) == State.DISQUALIFIED


def test_what_was_proposed_ends_with_the_hearing_that_is_dropped(case: Case) -> None:
    proposal = case.proposed()
    drop_hearing(hearing_id=case.hearing.pk, reason="Jawabannya benar.", by=case.chair)
    assert not open_proposals().exists()
    case.hear("Foto B?")
    with pytest.raises(Refused, match="sudah dipakai atau ditarik"):
        case.carried_out(proposal)
    assert case.carried_out(case.proposed()) == State.DISQUALIFIED


def test_nothing_is_proposed_about_a_hearing_that_has_ended(case: Case) -> None:
    drop_hearing(hearing_id=case.hearing.pk, reason="Jawabannya benar.", by=case.chair)
    with pytest.raises(Refused, match="sudah selesai"):
        case.proposed()


@pytest.mark.parametrize("named", [{}, {"hearing": ""}, {"hearing": "lain"}])
def test_what_names_another_hearing_or_none_is_to_be_proposed_again(
    case: Case, named: dict[str, str]
) -> None:
    """So were proposals written that were open before they named a hearing."""
    proposal = propose(
        act="disqualify",
        subject=f"application:{case.application.pk}",
        applications=[case.application],
        params={"number": "", "date": "", **named},
        reason="Palsu.",
        by=case.admin,
    )
    with pytest.raises(Refused, match="Usulkan kembali"):
        case.carried_out(proposal)
    page = client(someone(case.chair)).get(reverse("jury:hearing", args=[case.application.pk]))
    assert page.context["proposal"] is None
    assert case.carried_out(case.proposed()) == State.DISQUALIFIED
