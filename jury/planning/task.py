"""What is to be shared out, and what came of it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

Pair = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Task:
    """The applications of a panel, its jurors and what binds both.

    `groups` are the kinds of spread, each from application to group: its region, its unit type.
    A pair is (application, juror). `barred` are conflicts of interest, `current` is who scores
    what now, `kept` is the part of it that is not to be taken away, since it was opened.
    """

    size: int
    applications: frozenset[str]
    jurors: frozenset[str]
    groups: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    barred: frozenset[Pair] = frozenset()
    current: frozenset[Pair] = frozenset()
    kept: frozenset[Pair] = frozenset()

    @cached_property
    def pairs(self) -> list[Pair]:
        """The pairs that may be, in the same order whatever order they came in."""
        return [
            (application, juror)
            for application in sorted(self.applications)
            for juror in sorted(self.jurors)
            if (application, juror) not in self.barred
        ]

    @cached_property
    def held(self) -> frozenset[Pair]:
        """The pairs that stay: opened, and not barred since."""
        return self.kept & frozenset(self.pairs)

    @cached_property
    def wanted(self) -> dict[str, int]:
        """How many jurors each application gets: the size, where conflicts and sheets allow it."""
        able = Counter(application for application, _juror in self.pairs)
        held = Counter(application for application, _juror in self.held)
        return {
            application: max(min(self.size, able[application]), held[application])
            for application in sorted(self.applications)
        }


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Who is to score what, with what changes against now."""

    task: Task
    pairs: frozenset[Pair]

    @cached_property
    def added(self) -> frozenset[Pair]:
        return self.pairs - self.task.current

    @cached_property
    def removed(self) -> frozenset[Pair]:
        return self.task.current - self.pairs

    @cached_property
    def loads(self) -> dict[str, int]:
        """How many applications each juror has, those with none included."""
        found = Counter(juror for _application, juror in self.pairs)
        return {juror: found[juror] for juror in sorted(self.task.jurors)}

    @cached_property
    def short(self) -> dict[str, int]:
        """The applications with fewer jurors than the size: all others have a conflict."""
        wanted = self.task.wanted
        return {key: count for key, count in wanted.items() if count < self.task.size}

    @cached_property
    def over(self) -> dict[str, int]:
        """The applications with more jurors than the size: so many have opened them already."""
        wanted = self.task.wanted
        return {key: count for key, count in wanted.items() if count > self.task.size}

    def spread(self, kind: str) -> Counter[tuple[str, str]]:
        """How many applications of each group of that kind each juror has, by (group, juror)."""
        group_of = self.task.groups[kind]
        return Counter((group_of[application], juror) for application, juror in self.pairs)
