from typing import ClassVar

import pytest

from workers.checks.check import Check, Seen
from workers.checks.context import Context
from workers.checks.explanations import Text
from workers.checks.file import File
from workers.checks.finding import (
    CannotCheck,
    Finding,
    NothingToCheck,
    Outcome,
    Severity,
    Status,
    worst_of,
)


class Raising(Check):
    name, version, cap = "raising", 3, Severity.LOW
    fault: ClassVar[BaseException]

    def look(self, file: File, context: Context) -> Seen:
        raise self.fault


class Loud(Check):
    name, version, cap = "loud", 1, Severity.LOW

    def look(self, file: File, context: Context) -> Seen:
        text = Text(id="Ada.", en="There.")
        each = [Finding(kind="x", severity=s, explanation=text) for s in Severity]
        return each, {"seen": len(file.data)}


def run(check: Check) -> Outcome:
    return check.run(File(b"abc", "a.jpg"), Context())


@pytest.mark.parametrize(
    ("fault", "status", "reason"),
    [
        (CannotCheck("damaged", why="x"), Status.COULD_NOT_CHECK, "damaged"),
        (NothingToCheck("other_kind"), Status.SKIPPED, "other_kind"),
        (MemoryError(), Status.COULD_NOT_CHECK, "memory"),
        (ZeroDivisionError("rahasia"), Status.COULD_NOT_CHECK, "fault"),
        (RecursionError(), Status.COULD_NOT_CHECK, "fault"),
    ],
)
def test_whatever_a_parser_raises_is_an_outcome(
    fault: BaseException, status: Status, reason: str
) -> None:
    Raising.fault = fault
    outcome = run(Raising())
    assert (outcome.check, outcome.version) == ("raising", 3)
    assert (outcome.status, outcome.reason, outcome.findings) == (status, reason, ())
    assert "rahasia" not in repr(outcome)


def test_no_severity_exceeds_the_cap() -> None:
    outcome = run(Loud())
    assert [f.severity for f in outcome.findings] == [
        Severity.INFO,
        Severity.LOW,
        Severity.LOW,
        Severity.LOW,
    ]
    assert outcome.facts == {"seen": 3}
    assert outcome.worst is Severity.LOW


def test_the_worst_of_several() -> None:
    Raising.fault = MemoryError()
    assert worst_of([run(Raising()), run(Loud())]) is Severity.LOW
    assert worst_of([run(Raising())]) is None
    assert worst_of([]) is None
