"""The work list says what evidence and findings ask of each person."""

import pytest

from award.enums import State
from award.work import links_of, work_of
from directory.actors import Actor
from directory.enums import RoleKind
from directory.models import Person
from tests.directory.factories import make_holder
from tests.verification.evidence.test_findings import a_finding, say
from tests.verification.evidence.test_guards import all_claimed
from tests.verification.evidence.world import (
    FIRST,
    checked,
    claim,
    hand_in,
    head_of,
    make_application,
    make_team,
    photo,
    put_in,
)
from verification.domain.answers import answer
from verification.enums import Verdict

pytestmark = pytest.mark.django_db


def asked_of(person: Person) -> list[str]:
    return [
        item.what
        for item in work_of(person)
        if "/data-dukung/" in item.url or "/periksa/" in item.url or "temuan" in item.url
    ]


def test_the_unit_completes_its_evidence_and_sends_it() -> None:
    application = make_application()
    all_claimed(application)
    claim(application, FIRST, version=2)
    head = head_of(application)
    assert asked_of(head) == ["Lengkapi data dukung: 1 indikator masih kurang."]
    for seed in range(3):
        hand_in(application, photo(seed))
    assert asked_of(head) == ["Data dukung lengkap. Periksa dan kirim."]
    put_in(application, State.UNDER_VERIFICATION)
    assert asked_of(head) == []


def test_the_unit_is_asked_while_it_still_writes_its_answers_too() -> None:
    """Evidence may be handed in from the draft on, and an application can come back to it."""
    application = make_application()
    team = make_team(application)
    finding = a_finding(application)
    say(finding, Verdict.ASK, team.leader)
    put_in(application, State.DRAFT)
    assert asked_of(head_of(application)) == ["Jawab 1 pertanyaan tentang data dukung."]


def test_the_unit_answers_once_for_each_question() -> None:
    application = make_application()
    team = make_team(application)
    finding = a_finding(application)
    put_in(application, State.UNDER_VERIFICATION)
    head = head_of(application)
    say(finding, Verdict.ASK, team.leader)
    assert asked_of(head) == ["Jawab 1 pertanyaan tentang data dukung."]
    answer(finding_id=finding.pk, text="Benar.", by=Actor(head))
    assert asked_of(head) == []
    say(finding, Verdict.ASK, team.leader)
    assert asked_of(head) == ["Jawab 1 pertanyaan tentang data dukung."]
    say(finding, Verdict.NO_ISSUE, team.leader)
    assert asked_of(head) == []


def test_the_team_decides_while_it_verifies_and_the_centre_afterwards() -> None:
    application = make_application()
    team = make_team(application)
    centre = make_holder(RoleKind.CENTRE_VERIFIER)
    a_finding(application)
    checked(application, photo(9)[:9000])
    assert asked_of(team.member) == []
    put_in(application, State.UNDER_VERIFICATION)
    asked = asked_of(team.member)
    assert len(asked) == 2
    assert any("temuan" in line for line in asked)
    assert any("tidak dapat diperiksa" in line for line in asked)
    assert asked_of(centre) == []
    put_in(application, State.VERIFIED)
    assert asked_of(team.member) == []
    assert len(asked_of(centre)) == 2


def test_evidence_may_be_collected_while_the_team_is_awaited() -> None:
    application = make_application(state=State.SELF_ASSESSED)
    all_claimed(application)
    claim(application, FIRST, version=2)
    head = head_of(application)
    assert asked_of(head) == ["Data dukung sudah boleh diunggah: 1 indikator masih kurang."]
    for seed in range(3):
        hand_in(application, photo(seed))
    [item] = [i for i in work_of(head) if "/data-dukung/" in i.url]
    assert item.waits_for
    secretariat = make_holder(RoleKind.REGION_SECRETARIAT, region=application.region)
    assert "Tetapkan tim" in [link.title for link in links_of(secretariat, application)]
    assert "Tetapkan tim" not in [link.title for link in links_of(head, application)]
