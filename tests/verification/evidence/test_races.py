"""Writers of what a guard counts against the edge it guards, on two connections of PostgreSQL.

Either one waits for the other: an edge is never walked past a row that was written meanwhile.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import Any

import pytest
from django.db import connection

from award.domain import transitions
from award.domain.table import Guard, Loaded, load_edge
from award.enums import Capacity, State
from award.errors import Refused
from award.given import Given
from award.models import Application
from directory.actors import CLOCK, Actor
from directory.enums import RoleKind
from record.domain.work import recorded
from record.models import LedgerEntry
from record.rules import SYSTEM
from tests.directory.factories import make_holder
from tests.record.support import run_together
from tests.verification.evidence.test_findings import a_finding, say
from tests.verification.evidence.test_guards import all_claimed
from tests.verification.evidence.world import (
    FIRST,
    INSTRUMENT,
    SECOND,
    checked,
    claim,
    hand_in,
    head_of,
    make_application,
    make_season,
    make_team,
    photo,
    put_in,
    run_check,
)
from verification import guards
from verification.domain.evidence import remove
from verification.domain.findings import raise_finding
from verification.enums import Severity, Verdict
from verification.models import Checking, EvidenceVersion

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
STILL = 0.7  # seconds in which somebody who is not held up would long be done


@dataclass
class Contest:
    """An edge with its guard, and a writer of what the guard counts."""

    application: Application
    edge: str
    guard: Guard
    write: Callable[[], object]


def contest(name: str) -> Contest:
    return CONTESTS[name]()


def _removing() -> Contest:
    application = make_application()
    all_claimed(application)
    claim(application, FIRST, version=2)
    versions = [hand_in(application, photo(seed)).version for seed in range(3)]
    head = Actor(head_of(application))
    return Contest(
        application,
        "submit_evidence",
        guards.evidence_complete,
        lambda: remove(item_id=versions[0].item_id, by=head),
    )


def _replacing_a_sealed_file() -> Contest:
    application = make_application()
    version = hand_in(application, photo(1)).version
    head_of(application)
    Checking.objects.update(sealed=True)
    put_in(application, State.UNDER_VERIFICATION)
    return Contest(
        application,
        "complete_verification",
        guards.checks_settled,
        lambda: hand_in(application, photo(2), replaces=version.item_id),
    )


def _raising() -> Contest:
    application = make_application()
    team = make_team(application)
    version = hand_in(application, photo(1)).version
    put_in(application, State.UNDER_VERIFICATION)
    return Contest(
        application,
        "complete_verification",
        guards.findings_decided,
        lambda: raise_finding(
            version_id=version.pk, text="?", severity=Severity.LOW, by=Actor(team.leader)
        ),
    )


def _a_twin_s_check() -> Contest:
    application = make_application()
    checked(application, photo(1))
    put_in(application, State.UNDER_VERIFICATION)
    twin = hand_in(make_application(), photo(1)).version
    return Contest(
        application, "complete_verification", guards.findings_decided, lambda: run_check(twin)
    )


def _raising_at_the_centre() -> Contest:
    application = make_application()
    version = hand_in(application, photo(1)).version
    centre = Actor(make_holder(RoleKind.CENTRE_VERIFIER))
    put_in(application, State.VERIFIED)
    return Contest(
        application,
        "forward",
        guards.no_open_high_finding,
        lambda: raise_finding(version_id=version.pk, text="?", severity=Severity.HIGH, by=centre),
    )


def _suspecting() -> Contest:
    application = make_application()
    team = make_team(application)
    finding = a_finding(application)
    return Contest(
        application,
        "withdraw",
        guards.no_open_suspicion,
        lambda: say(finding, Verdict.SUSPECTED_FALSE, team.member),
    )


def _taking_back() -> Contest:
    application = make_application()
    team = make_team(application)
    finding = a_finding(application)
    say(finding, Verdict.SUSPECTED_FALSE, team.leader)
    say(finding, Verdict.CONFIRMED_FALSE, team.leader)
    return Contest(
        application,
        "disqualify",
        guards.false_evidence_confirmed,
        lambda: say(finding, Verdict.NO_ISSUE, team.leader),
    )


CONTESTS: dict[str, Callable[[], Contest]] = {
    "removing": _removing,
    "replacing a sealed file": _replacing_a_sealed_file,
    "raising": _raising,
    "a twin's check": _a_twin_s_check,
    "raising at the centre": _raising_at_the_centre,
    "suspecting": _suspecting,
    "taking back": _taking_back,
}
EDGE_FIRST_ENDS = {"a twin's check", "raising at the centre"}  # these may still be written late


class Runner(threading.Thread):
    """A connection of its own, and what came of it."""

    def __init__(self, act: Callable[[], object]) -> None:
        super().__init__()
        self.act = act
        self.refused: Refused | None = None
        self.broke: BaseException | None = None
        self.start()

    def run(self) -> None:
        try:
            self.act()
        except Refused as refusal:
            self.refused = refusal
        except BaseException as fault:  # noqa: BLE001 - looked at by the test
            self.broke = fault
        finally:
            connection.close()

    def is_held_up(self) -> bool:
        self.join(STILL)
        return self.is_alive()

    def end(self) -> None:
        self.join(30)
        assert not self.is_alive()
        if self.broke is not None:
            raise self.broke


@contextmanager
def only(edge: str, guard: Guard, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The real door for the edge, with this guard alone and open to everybody."""

    def may(actor: Actor, application: Application) -> Capacity:
        return Capacity.CENTRE_ADMIN

    loaded: Loaded = replace(load_edge(edge), who=(may,), second=None, barred=(), guards=(guard,))
    with monkeypatch.context() as patch:
        patch.setattr(transitions, "load_edge", lambda _name: loaded)
        yield


def walk(chosen: Contest) -> None:
    transitions.transit(
        application_id=chosen.application.pk,
        edge=chosen.edge,
        by=CLOCK,
        expected_version=chosen.application.version,
        reason="Uji",
    )


@pytest.mark.parametrize("name", CONTESTS)
def test_a_writer_waits_for_an_edge_whose_guard_has_looked(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = contest(name)
    looked, go = threading.Event(), threading.Event()

    def slow(application: Application, given: Given) -> list[str]:
        lines = chosen.guard(application, given)
        looked.set()
        assert go.wait(20)
        return lines

    with only(chosen.edge, slow, monkeypatch):
        edge = Runner(lambda: walk(chosen))
        assert looked.wait(20)
        writer = Runner(chosen.write)
        assert writer.is_held_up()
        go.set()
        edge.end()
        writer.end()
    assert edge.refused is None
    assert (writer.refused is None) is (name in EDGE_FIRST_ENDS)


@pytest.mark.parametrize("name", CONTESTS)
def test_an_edge_waits_for_a_writer_and_its_guard_sees_what_was_written(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = contest(name)
    wrote, go = threading.Event(), threading.Event()

    def slow_write() -> None:
        with recorded(actor=SYSTEM):
            with suppress(LedgerEntry.DoesNotExist):  # a receipt is read after the commit
                chosen.write()
            wrote.set()
            assert go.wait(20)

    with only(chosen.edge, chosen.guard, monkeypatch):
        writer = Runner(slow_write)
        assert wrote.wait(30)
        edge = Runner(lambda: walk(chosen))
        assert edge.is_held_up()
        go.set()
        writer.end()
        edge.end()
    assert writer.refused is None
    assert edge.refused is not None


def test_the_same_file_sent_twice_at_once_is_one_row_and_two_receipts() -> None:
    application = make_application()
    head = head_of(application)
    receipts: list[Any] = []

    def send() -> None:
        try:
            receipts.append(hand_in(application, photo(1), by=head))
        finally:
            connection.close()

    run_together([send] * 4)
    assert len(receipts) == 4
    assert len({receipt.ledger_hash for receipt in receipts}) == 1
    assert EvidenceVersion.objects.count() == 1


def test_the_same_file_for_two_indicators_at_once_is_taken_once() -> None:
    application = make_application()
    head_of(application)
    runners = [
        Runner(lambda code=code: hand_in(application, photo(1), indicator=code))  # type: ignore[misc]
        for code in (FIRST, SECOND)
    ]
    for runner in runners:
        runner.end()
    assert sum(runner.refused is not None for runner in runners) == 1
    assert EvidenceVersion.objects.count() == 1


def test_many_files_at_once_never_overfill_a_slot() -> None:
    most = "count_max = { value = 20"
    text = INSTRUMENT.read_text("utf-8").replace(most, "count_max = { value = 3")
    application = make_application(make_season(toml=text))
    head_of(application)
    runners = [
        Runner(lambda seed=seed: hand_in(application, photo(seed)))  # type: ignore[misc]
        for seed in range(6)
    ]
    for runner in runners:
        runner.end()
    numbers = EvidenceVersion.objects.values_list("item__number", flat=True)
    assert sorted(numbers) == [1, 2, 3]
