"""What the guards of evidence and findings say stands in the way, and when they let go."""

import pytest
from django.template.loader import render_to_string
from django.urls import resolve
from django.utils import timezone
from django.utils.html import escape

from award.domain.table import Guard
from award.enums import State
from award.given import Given
from award.models import Application
from award.obstacle import Obstacle
from award.queries.instruments import indicators_of
from directory.actors import CLOCK, Actor
from tests.directory.factories import signed_in
from tests.verification.evidence.test_findings import a_finding, say
from tests.verification.evidence.world import (
    FIRST,
    SECOND,
    checked,
    claim,
    hand_in,
    head_of,
    make_application,
    make_team,
    pdf,
    photo,
    put_in,
    run_check,
)
from verification import guards
from verification.domain.evidence import remove
from verification.domain.waiving import waive
from verification.enums import Severity, Verdict
from verification.models import Checking

pytestmark = pytest.mark.django_db
LACKS = "Indikator “1. Maklumat pelayanan”: kurang %d foto."


def given() -> Given:
    return Given(by=CLOCK, at=timezone.now())


def all_claimed(application: Application, value: str = "tidak") -> None:
    """Every indicator answered with what needs no evidence."""
    for indicator in indicators_of(application):
        claim(application, indicator.code, indicator.scale.answers[-1].code)
    assert value


def test_evidence_is_complete_when_each_indicator_has_what_it_needs() -> None:
    application = make_application()
    all_claimed(application)
    claim(application, FIRST, version=2)
    assert guards.evidence_complete(application, given()) == [LACKS % 3]
    for seed in range(2):
        hand_in(application, photo(seed))
    hand_in(application, pdf(), name="bukan-foto.pdf")
    assert guards.evidence_complete(application, given()) == [LACKS % 1]
    last = hand_in(application, photo(3)).version
    assert guards.evidence_complete(application, given()) == []
    Checking.objects.filter(pk=last.pk).update(sealed=True)
    assert guards.evidence_complete(application, given()) != []


def test_a_declared_gap_and_an_answer_that_needs_none_need_no_file() -> None:
    application = make_application()
    all_claimed(application)
    claim(application, FIRST, version=2, gap=True)
    assert guards.evidence_complete(application, given()) == []


def test_a_removed_file_counts_no_longer() -> None:
    application = make_application()
    all_claimed(application)
    claim(application, FIRST, version=2)
    versions = [hand_in(application, photo(seed)).version for seed in range(3)]
    assert guards.evidence_complete(application, given()) == []
    remove(item_id=versions[0].item_id, by=Actor(head_of(application)))
    assert guards.evidence_complete(application, given()) != []


def test_a_long_list_is_whole_and_folded_on_the_page() -> None:
    application = make_application()
    for indicator in indicators_of(application):
        claim(application, indicator.code, indicator.scale.answers[0].code)
    lines = guards.evidence_complete(application, given())
    assert len(lines) == len(indicators_of(application))
    page = render_to_string("components/obstacles.html", {"obstacles": lines})
    assert all(escape(line) in page for line in lines)
    before, folded = page.split("<details")
    assert before.count("<li>") == 5
    assert f"Lihat {len(lines) - 5} lagi" in folded


def test_checks_are_settled_when_done_or_set_aside() -> None:
    application = make_application()
    team = make_team(application)
    version = hand_in(application, photo(1)[:9000]).version
    assert "masih diperiksa" in guards.checks_settled(application, given())[0]
    run_check(version)
    assert "tidak dapat diperiksa" in guards.checks_settled(application, given())[0]
    waive(version_id=version.pk, reason="Dilihat di tempat.", by=Actor(team.leader))
    assert guards.checks_settled(application, given()) == []


def test_the_checks_of_a_replaced_file_matter_no_longer() -> None:
    application = make_application()
    old = checked(application, photo(1)[:9000])
    assert guards.checks_settled(application, given()) != []
    run_check(hand_in(application, photo(1), replaces=old.item_id).version)
    assert guards.checks_settled(application, given()) == []
    assert guards.findings_decided(application, given()) == []


@pytest.mark.parametrize(
    ("verdict", "open_after"),
    [
        (Verdict.NO_ISSUE, False),
        (Verdict.REPAIR, False),
        (Verdict.ASK, True),
        (Verdict.SUSPECTED_FALSE, True),
    ],
)
def test_what_ends_a_finding(verdict: Verdict, *, open_after: bool) -> None:
    application = make_application()
    team = make_team(application)
    finding = a_finding(application)
    assert guards.findings_decided(application, given()) != []
    say(finding, verdict, team.leader)
    assert bool(guards.findings_decided(application, given())) is open_after
    assert bool(guards.no_open_high_finding(application, given())) is open_after


def test_a_finding_that_is_not_high_does_not_hold_up_the_centre() -> None:
    application = make_application()
    team = make_team(application)
    low = a_finding(application, Severity.LOW)
    assert guards.findings_decided(application, given()) != []
    assert guards.no_open_high_finding(application, given()) == []
    say(low, Verdict.SUSPECTED_FALSE, team.member)
    assert guards.no_open_high_finding(application, given()) != []


def test_a_suspicion_outlives_its_file() -> None:
    application = make_application()
    team = make_team(application)
    finding = a_finding(application)
    assert guards.no_open_suspicion(application, given()) == []
    say(finding, Verdict.SUSPECTED_FALSE, team.member)
    remove(item_id=finding.version.item_id, by=Actor(head_of(application)))
    for guard in (
        guards.no_open_suspicion,
        guards.findings_decided,
        guards.no_open_high_finding,
    ):
        assert "dugaan bukti palsu" in guard(application, given())[0]
    say(finding, Verdict.NO_ISSUE, team.leader)
    assert guards.no_open_suspicion(application, given()) == []


def test_false_evidence_is_confirmed_only_by_a_confirmed_finding() -> None:
    application = make_application()
    team = make_team(application)
    finding = a_finding(application)
    assert guards.false_evidence_confirmed(application, given()) != []
    say(finding, Verdict.SUSPECTED_FALSE, team.member)
    assert guards.false_evidence_confirmed(application, given()) != []
    say(finding, Verdict.CONFIRMED_FALSE, team.leader)
    assert guards.false_evidence_confirmed(application, given()) == []
    assert guards.no_open_suspicion(application, given()) == []


def test_a_note_asks_nothing_of_anybody() -> None:
    application = make_application()
    make_team(application)
    a_finding(application, Severity.INFO)
    assert guards.findings_decided(application, given()) == []


def test_the_findings_of_another_application_do_not_matter() -> None:
    application, other = make_application(), make_application()
    make_team(application)
    a_finding(application)
    assert guards.findings_decided(other, given()) == []
    hand_in(other, photo(77), indicator=SECOND)
    assert guards.checks_settled(make_application(state=State.DRAFT), given()) == []


@pytest.mark.parametrize(
    ("guard", "leads_to"),
    [
        (guards.checks_settled, "evidence_item"),
        (guards.findings_decided, "finding"),
        (guards.indicators_verified, "verify"),
        (guards.visit_done, "visits"),
    ],
)
def test_the_team_is_led_to_where_it_is_mended(guard: Guard, leads_to: str) -> None:
    application = make_application()
    team = make_team(application)
    a_finding(application)
    put_in(application, State.UNDER_VERIFICATION)
    links = {line.link for line in guard(application, given()) if isinstance(line, Obstacle)}
    assert links
    for link in links:
        assert resolve(link).url_name == leads_to
        assert signed_in(team.leader).get(link).status_code == 200


def test_the_unit_is_led_to_the_evidence_it_lacks() -> None:
    application = make_application()
    claim(application, FIRST)
    (lacking,) = [
        line
        for line in guards.evidence_complete(application, given())
        if isinstance(line, Obstacle) and FIRST in line.link
    ]
    page = render_to_string("components/obstacles.html", {"obstacles": [lacking, "Lain."]})
    assert f'href="{lacking.link}"' in page
    assert page.count("<a ") == 1
    assert signed_in(head_of(application)).get(lacking.link).status_code == 200
