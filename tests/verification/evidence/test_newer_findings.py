"""A new version of a check writes its findings beside those of the version before."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from award.given import Given
from directory.actors import CLOCK, Actor
from tests.verification.evidence.newer import check_again, newer_and_silent, newer_version
from tests.verification.evidence.test_findings import say
from tests.verification.evidence.world import (
    checked,
    head_of,
    make_application,
    make_season,
    make_team,
    photo,
)
from verification import guards
from verification.domain.findings import raise_finding
from verification.enums import CheckState, Severity, Verdict
from verification.models import EvidenceVersion, Finding, FindingDecision
from verification.queries.findings import (
    confirmed_false,
    open_suspicions,
    shown_to_unit,
    standing,
    undecided,
)
from verification.queries.findings import findings as all_findings
from workers.checks import duplicates
from workers.checks.finding import Outcome, Status

pytestmark = pytest.mark.django_db
V = Verdict
NOW = duplicates.VERSIONS["exact_duplicate"]
NOTHING = Given(by=CLOCK, at=datetime(2026, 1, 1, tzinfo=UTC))
Twins = tuple[EvidenceVersion, EvidenceVersion]


@pytest.fixture
def twins() -> Twins:
    """The same photograph of two units, each with the question about the other."""
    one = checked(make_application(), photo(1))
    return one, checked(make_application(), photo(1))


def rows(version: EvidenceVersion) -> list[tuple[str, int | None]]:
    found = version.findings.order_by("check_version")
    return [(f.kind, f.check_version) for f in found]


def old_and_new(version: EvidenceVersion) -> tuple[Finding, Finding]:
    old, new = version.findings.order_by("check_version")
    return old, new


def test_a_finding_names_its_check_and_version(twins: Twins) -> None:
    findings = list(Finding.objects.select_related("result"))
    assert len(findings) == 2
    for finding in findings:
        assert finding.result is not None
        assert finding.check_name == finding.result.check_name == "exact_duplicate"
        assert finding.check_version == finding.result.check_version == NOW


def test_a_newer_version_writes_beside_in_both_files(twins: Twins) -> None:
    before = set(Finding.objects.values_list("pk", "explanation_id", "at"))
    with newer_version():
        check_again(twins[0])
    for version in twins:
        assert rows(version) == [("exact_other_unit", NOW), ("exact_other_unit", NOW + 1)]
    assert before <= set(Finding.objects.values_list("pk", "explanation_id", "at"))


def test_it_writes_once_whichever_file_is_looked_at(twins: Twins) -> None:
    with newer_version():
        check_again(twins[0])
        check_again(twins[0])
        check_again(twins[1])
        check_again(twins[1])
    assert Finding.objects.count() == 4


def test_the_same_version_again_writes_nothing(twins: Twins) -> None:
    check_again(twins[0])
    check_again(twins[1])
    assert Finding.objects.count() == 2


def test_the_most_of_a_kind_is_counted_for_each_version() -> None:
    versions = [checked(make_application(), photo(1)) for _ in range(5)]
    assert versions[0].findings.count() == 3
    with newer_version():
        for version in versions[1:]:
            check_again(version)
    assert versions[0].findings.filter(check_version=NOW + 1).count() == 3


def test_the_database_keeps_a_pair_once_a_version(twins: Twins) -> None:
    with newer_version():
        check_again(twins[0])
    row = twins[0].findings.filter(check_version=NOW + 1).get()
    row.pk = None
    row._state.adding = True
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.parametrize("gone", [{"check_name": ""}, {"check_version": None}])
def test_the_database_wants_the_check_of_a_result_named(
    twins: Twins, gone: dict[str, object]
) -> None:
    row = twins[0].findings.get()
    for name, value in {"pk": None, "other": None, "number": 9, **gone}.items():
        setattr(row, name, value)
    row._state.adding = True
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_a_question_asked_again_is_one_question(twins: Twins) -> None:
    with newer_version():
        check_again(twins[0])
    application = twins[0].item.application
    assert [f.check_version for f in undecided(application)] == [NOW + 1]
    assert len(guards.findings_decided(application, NOTHING)) == 1


def test_what_a_newer_version_no_longer_asks_waits_no_more(twins: Twins) -> None:
    with newer_and_silent():
        check_again(twins[0])
        assert undecided(twins[1].item.application).exists()  # nobody looked at that file again
        check_again(twins[1])
    for version in twins:
        application = version.item.application
        assert not undecided(application).exists()
        assert guards.findings_decided(application, NOTHING) == []
        assert guards.no_open_high_finding(application, NOTHING) == []
        assert rows(version) == [("exact_other_unit", NOW)]
    twins[0].checking.refresh_from_db()
    assert twins[0].checking.state == CheckState.DONE


def test_an_older_version_that_could_not_look_takes_nothing_back(
    twins: Twins, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> tuple[Outcome, ...]:
        reason = Status.COULD_NOT_CHECK
        return (Outcome(check="exact_duplicate", version=NOW + 1, status=reason, reason="memory"),)

    monkeypatch.setattr("verification.domain.checking.duplicates", failing)
    check_again(twins[0])
    assert duplicates.VERSIONS["exact_duplicate"] == NOW
    assert undecided(twins[0].item.application).count() == 1


def test_what_a_person_took_up_waits_until_a_person_ends_it(twins: Twins) -> None:
    application = twins[0].item.application
    team = make_team(application)
    old = twins[0].findings.get()
    say(old, V.ASK, team.leader)
    with newer_and_silent():
        check_again(twins[0])
    assert list(undecided(application)) == [old]
    say(old, V.NO_ISSUE, team.leader)
    assert not undecided(application).exists()


def test_a_decision_stays_on_what_it_was_about(twins: Twins) -> None:
    application = twins[0].item.application
    team = make_team(application)
    say(twins[0].findings.get(), V.NO_ISSUE, team.leader)
    with newer_version():
        check_again(twins[0])
    old, new = old_and_new(twins[0])
    assert FindingDecision.objects.get().finding == old
    assert list(undecided(application)) == [new]
    say(new, V.NO_ISSUE, team.leader)
    assert not undecided(application).exists()


def test_a_suspicion_and_a_confirmation_outlive_the_version(twins: Twins) -> None:
    application = twins[0].item.application
    team = make_team(application)
    old = twins[0].findings.get()
    say(old, V.SUSPECTED_FALSE, team.leader)
    with newer_and_silent():
        check_again(twins[0])
    assert list(open_suspicions(application)) == [old]
    assert guards.no_open_suspicion(application, NOTHING) != []
    say(old, V.CONFIRMED_FALSE, team.leader)
    assert list(confirmed_false(application)) == [old]


def test_the_unit_is_not_told_what_nobody_asks_any_more() -> None:
    application = make_application()
    head_of(application)
    one = checked(application, photo(1))
    two = checked(make_application(unit=application.unit, season=make_season(2027)), photo(1))
    assert shown_to_unit(application).count() == 0  # the other season asks, not this one
    told = shown_to_unit(two.item.application)
    assert [f.kind for f in told] == ["exact_other_season"]
    with newer_and_silent():
        check_again(two)
    assert not shown_to_unit(two.item.application).exists()
    assert one.findings.count() == 0


def test_what_people_raised_has_no_version_and_stands(twins: Twins) -> None:
    application = twins[0].item.application
    team = make_team(application)
    raised = raise_finding(
        version_id=twins[0].pk, text="?", severity=Severity.LOW, by=Actor(team.leader)
    )
    with newer_and_silent():
        check_again(twins[0])
    assert (raised.check_name, raised.check_version) == ("", None)
    assert list(standing(all_findings().filter(version=twins[0]))) == [raised]
