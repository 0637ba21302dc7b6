"""Findings are decided by the right people, with reasons, and the unit is heard."""

from datetime import timedelta

import pytest
from django.utils import timezone

from award.enums import State
from award.errors import NotAllowed, Refused
from award.models import Application
from directory.actors import Actor
from directory.enums import RoleKind
from directory.models import Person
from record.models import Notice
from record.queries.ledger import entries_about
from tests.directory.factories import make_holder
from tests.verification.evidence.world import (
    checked,
    hand_in,
    head_of,
    make_application,
    make_team,
    photo,
    put_in,
)
from tests.verification.situations import served_at
from verification.domain.answers import answer
from verification.domain.deciders import decides_findings
from verification.domain.findings import decide, raise_finding
from verification.enums import Severity, Verdict
from verification.models import Decree, EvidenceItem, Finding, FindingDecision
from verification.queries.findings import (
    findings_of,
    flagging,
    marks_of,
    undecided,
)

pytestmark = pytest.mark.django_db
V = Verdict


def a_finding(application: Application, severity: Severity = Severity.HIGH) -> Finding:
    """A question of the team's leader about a file; needs a team."""
    version = hand_in(application, photo(Finding.objects.count() + 1)).version
    leader = Decree.objects.get().members.get(function="leader").person
    return raise_finding(
        version_id=version.pk, text="Foto tampak diulang.", severity=severity, by=Actor(leader)
    )


def say(finding: Finding, verdict: Verdict, by: Person, **given: int) -> FindingDecision:
    return decide(
        finding_id=finding.pk, verdict=verdict, reason="Sudah dilihat.", by=Actor(by), **given
    )


@pytest.mark.parametrize(
    "state", [State.DRAFT, State.SELF_ASSESSED, State.EVIDENCE_OPEN, State.UNDER_VERIFICATION]
)
def test_any_member_decides_until_verification_is_complete(state: State) -> None:
    application = make_application()
    team = make_team(application)
    finding = a_finding(application)
    put_in(application, state)
    decision = say(finding, V.NO_ISSUE, team.member)
    assert decision.capacity == "team_member"
    entry = entries_about(f"application:{application.pk}").last()
    assert entry is not None
    assert entry.kind == "finding_decided"
    assert "Sudah dilihat" not in entry.body


@pytest.mark.parametrize("state", [State.VERIFIED, State.IN_SCORING, State.SCORED, State.AWARDED])
def test_the_centre_s_verifier_decides_from_then_on(state: State) -> None:
    application = make_application()
    team = make_team(application)
    finding = a_finding(application)
    put_in(application, state)
    with pytest.raises(NotAllowed):
        say(finding, V.NO_ISSUE, team.leader)
    centre = make_holder(RoleKind.CENTRE_VERIFIER)
    assert say(finding, V.NO_ISSUE, centre).capacity == "centre_verifier"


def test_who_decides_nothing() -> None:
    application = make_application()
    make_team(application)
    finding = a_finding(application)
    strangers = [
        head_of(application),
        make_holder(RoleKind.CENTRE_VERIFIER),
        make_holder(RoleKind.CENTRE_ADMIN),
        make_holder(RoleKind.REGION_HEAD, region=application.region),
        make_holder(RoleKind.REGION_VERIFIER, region=application.region),
        make_team(make_application()).leader,
    ]
    for person in strangers:
        with pytest.raises(NotAllowed):
            say(finding, V.NO_ISSUE, person)
    assert not FindingDecision.objects.exists()


def test_a_member_whose_decree_ended_between_page_and_button() -> None:
    application = make_application()
    team = make_team(application)
    finding = a_finding(application)
    Decree.objects.update(valid_until=timezone.now() - timedelta(seconds=1))
    with pytest.raises(NotAllowed):
        say(finding, V.NO_ISSUE, team.leader)


def test_a_member_who_works_in_the_unit_decides_nothing() -> None:
    application = make_application()
    team = make_team(application)
    finding = a_finding(application)
    make_holder(RoleKind.UNIT_OPERATOR, unit=application.unit, person=team.member)
    with pytest.raises(NotAllowed):
        say(finding, V.NO_ISSUE, team.member)


def test_a_verifier_of_the_centre_who_served_in_the_unit_decides_nothing() -> None:
    application = make_application()
    make_team(application)
    finding = a_finding(application)
    put_in(application, State.VERIFIED)
    centre = make_holder(RoleKind.CENTRE_VERIFIER)
    served_at(centre, application.unit, ended_days_ago=100)
    assert decides_findings(Actor(centre), application) is None
    with pytest.raises(NotAllowed):
        say(finding, V.NO_ISSUE, centre)
    assert not FindingDecision.objects.exists()


def test_a_reason_is_needed() -> None:
    application = make_application()
    team = make_team(application)
    finding = a_finding(application)
    with pytest.raises(Refused, match="Alasan"):
        decide(finding_id=finding.pk, verdict=V.NO_ISSUE, reason="  ", by=Actor(team.leader))


def test_the_second_of_two_open_tabs_is_told() -> None:
    application = make_application()
    team = make_team(application)
    finding = a_finding(application)
    say(finding, V.NO_ISSUE, team.leader, seen=0)
    with pytest.raises(Refused, match="orang lain"):
        say(finding, V.REPAIR, team.member, seen=0)
    assert FindingDecision.objects.get().verdict == V.NO_ISSUE


def test_false_evidence_is_suspected_by_any_and_confirmed_by_the_leader() -> None:
    application = make_application()
    team = make_team(application)
    finding = a_finding(application)
    with pytest.raises(Refused, match="dugaan"):
        say(finding, V.CONFIRMED_FALSE, team.leader)
    say(finding, V.SUSPECTED_FALSE, team.member)
    with pytest.raises(Refused, match="ketua tim"):
        say(finding, V.CONFIRMED_FALSE, team.member)
    say(finding, V.CONFIRMED_FALSE, team.leader)
    with pytest.raises(Refused, match="dinyatakan terbukti"):
        say(finding, V.NO_ISSUE, team.member)
    assert list(finding.decisions.values_list("verdict", flat=True)) == [
        V.SUSPECTED_FALSE,
        V.CONFIRMED_FALSE,
    ]


def test_the_unit_is_asked_and_answers_and_the_team_is_told() -> None:
    application = make_application()
    head = head_of(application)
    team = make_team(application)
    finding = a_finding(application)
    with pytest.raises(Refused, match="tidak"):
        answer(finding_id=finding.pk, text="Ini benar.", by=Actor(head))
    say(finding, V.ASK, team.member)
    asked = Notice.objects.get(kind="finding_asked")
    assert (asked.recipient, asked.link) == (head, f"/temuan/{finding.pk}/")
    given = answer(finding_id=finding.pk, text=" Ini benar. ", by=Actor(head))
    assert given.text == "Ini benar."
    told = Notice.objects.filter(kind="finding_answered").values_list("recipient", flat=True)
    assert set(told) == {team.leader.pk, team.secretary.pk, team.member.pk}
    entry = entries_about(f"application:{application.pk}").last()
    assert entry is not None
    assert entry.kind == "finding_answered"
    assert "benar" not in entry.body


def test_an_answer_that_is_sent_twice_is_one_until_the_team_asks_again() -> None:
    application = make_application()
    head, team, finding = head_of(application), make_team(application), a_finding(application)
    say(finding, V.ASK, team.member)
    first = answer(finding_id=finding.pk, text="Ini benar.", by=Actor(head))
    assert answer(finding_id=finding.pk, text="Ini benar. ", by=Actor(head)) == first
    assert Notice.objects.filter(kind="finding_answered", recipient=team.leader).count() == 1
    say(finding, V.ASK, team.member)
    answer(finding_id=finding.pk, text="Ini benar.", by=Actor(head))
    assert finding.answers.count() == 2


def test_a_question_that_is_sent_twice_is_one() -> None:
    application = make_application()
    team = make_team(application)
    version, by = hand_in(application).version, Actor(team.member)

    def ask(text: str) -> Finding:
        return raise_finding(version_id=version.pk, text=text, severity=Severity.LOW, by=by)

    assert ask("Kapan?") == ask("Kapan?")
    assert ask("Di mana?") != ask("Kapan?")
    assert [entry.kind for entry in entries_about(f"application:{application.pk}")].count(
        "finding_raised"
    ) == 2


def test_who_does_not_answer() -> None:
    application = make_application()
    team = make_team(application)
    finding = a_finding(application)
    say(finding, V.ASK, team.leader)
    for person in (
        team.leader,
        make_holder(RoleKind.UNIT_HEAD),
        make_holder(RoleKind.CENTRE_ADMIN),
    ):
        with pytest.raises(NotAllowed):
            answer(finding_id=finding.pk, text="Ini benar.", by=Actor(person))
    with pytest.raises(Refused, match="kosong"):
        answer(finding_id=finding.pk, text=" ", by=Actor(head_of(application)))
    say(finding, V.NO_ISSUE, team.leader)
    with pytest.raises(Refused):
        answer(finding_id=finding.pk, text="Terlambat.", by=Actor(head_of(application)))


def test_a_machine_s_finding_is_decided_in_the_same_way() -> None:
    application = make_application()
    team = make_team(application)
    version = checked(application, photo(1))
    checked(make_application(), photo(1))
    assert say(version.findings.get(), V.NO_ISSUE, team.secretary).capacity == "team_secretary"


def test_only_deciders_raise_questions() -> None:
    application = make_application()
    team = make_team(application)
    version = hand_in(application).version
    for person in (head_of(application), make_holder(RoleKind.CENTRE_VERIFIER)):
        with pytest.raises(NotAllowed):
            raise_finding(version_id=version.pk, text="?", severity=Severity.LOW, by=Actor(person))
    with pytest.raises(Refused):
        raise_finding(version_id=version.pk, text=" ", severity=Severity.LOW, by=Actor(team.leader))


def test_what_is_asked_of_all_at_once_is_what_is_asked_one_by_one() -> None:
    """The desk's one query agrees with the guards' own."""
    application = make_application()
    team = make_team(application)
    for verdict in (None, V.NO_ISSUE, V.REPAIR, V.SUSPECTED_FALSE):
        finding = a_finding(application)
        if verdict:
            say(finding, verdict, team.leader)
    a_finding(application, Severity.INFO)
    gone = a_finding(application)
    EvidenceItem.objects.filter(pk=gone.version.item_id).update(
        removed_at=timezone.now(), removed_by=team.leader
    )
    marks = marks_of(application)
    assert len(marks) == Finding.objects.count()
    pairs = {
        "waits": undecided(application),
        "wrong": findings_of(application).filter(verdict__in=(V.REPAIR, V.CONFIRMED_FALSE)),
        "flags": flagging(findings_of(application)),
    }
    for name, rows in pairs.items():
        found = [mark.version for mark in marks if getattr(mark, name)]
        assert sorted(found) == sorted(rows.values_list("version", flat=True)), name
        assert 0 < len(found) < len(marks), name
