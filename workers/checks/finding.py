"""What a check may say: findings to look at, or that it could not check and why."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from workers.checks.explanations import Text

# What `facts` may hold: values that JSON can carry.
Facts = dict[str, Any]


class Severity(StrEnum):
    """How much a finding deserves attention; it never says how much somebody is to blame."""

    INFO = "info"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    @property
    def rank(self) -> int:
        """0 for info to 3 for high, to compare and to sort by."""
        return list(Severity).index(self)


class Status(StrEnum):
    """How the run of one check ended."""

    DONE = "done"
    COULD_NOT_CHECK = "could_not_check"
    # Nothing for this check in a file of this kind, or it is not configured: neither clean nor open.
    SKIPPED = "skipped"


@dataclass(frozen=True, kw_only=True)
class Strength:
    """How a check did on labelled files: false alarms among honest ones, hits among forged ones.

    0 of 0 says that there were none to measure with. `unit` is what was counted: "file" or "pair".
    The counts of each kind stand in `strengths.toml`.
    """

    false_alarms: int
    honest: int
    hits: int
    forged: int
    unit: str = "file"


@dataclass(frozen=True, kw_only=True)
class Region:
    """Where to look: a page (from 1), a polygon in pixels of the upright picture, another file.

    `box` is a part of the page as it is shown: left, top, right and bottom in thousandths of its
    width and height. Without a box the whole page is meant. `other_polygon` is where the same is in
    the other file, or elsewhere in this picture where no other file is named.
    """

    page: int | None = None
    box: tuple[int, int, int, int] | None = None
    polygon: tuple[tuple[int, int], ...] = ()
    other: str | None = None
    other_polygon: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A question to a person about one file, with the facts it rests on."""

    kind: str
    severity: Severity
    explanation: Text
    strength: Strength | None = None
    region: Region | None = None
    facts: Facts = field(default_factory=dict)

    def capped(self, cap: Severity) -> "Finding":
        """Return the finding with a severity of at most `cap`."""
        return self if self.severity.rank <= cap.rank else replace(self, severity=cap)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What one check of one version said about one file.

    `reason` is a code of `explanations.toml` whenever the status is not `done`. `facts` holds what
    was read and asks nothing of anybody: the table of metadata, the signatures that hold.
    """

    check: str
    version: int
    status: Status
    findings: tuple[Finding, ...] = ()
    reason: str = ""
    facts: Facts = field(default_factory=dict)

    @property
    def worst(self) -> Severity | None:
        """The highest severity among the findings, None without any."""
        return max((f.severity for f in self.findings), key=lambda s: s.rank, default=None)


class CannotCheck(Exception):
    """Raised inside a check that cannot do its work; `reason` is a code of `explanations.toml`."""

    def __init__(self, reason: str, **facts: Any) -> None:
        super().__init__(reason)
        self.reason = reason
        self.facts: Facts = facts


class NothingToCheck(CannotCheck):
    """Raised inside a check that has nothing to look at in a file of this kind."""


def worst_of(outcomes: Iterable[Outcome]) -> Severity | None:
    """Return the highest severity among the findings of several checks, None without any."""
    ranked = [outcome.worst for outcome in outcomes if outcome.worst is not None]
    return max(ranked, key=lambda s: s.rank, default=None)
