"""How the check of Office files does on labelled ones: counts, rates and 95 % intervals.

    python -m bench.office DATA_DIR [--list]

DATA_DIR holds the set `office`. No rule has a threshold; the set is reported whole, and rules were
written while looking at it. Its files of the label `macro/exploit-test` are samples of many kinds:
some are encrypted and can only be told as such, some are harmless by their name.
"""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.tables import Labelled, labelled, rate
from workers.checks.content import Content
from workers.checks.context import Context
from workers.checks.file import File
from workers.checks.finding import Outcome, Severity, Status
from workers.checks.office.check import Office


@dataclass(frozen=True)
class Case:
    """One file and what two checks said of it."""

    file: Labelled
    office: Outcome
    content: Outcome
    seconds: float

    @property
    def acts(self) -> bool:
        """Whether anything that acts was told."""
        kinds = {f.kind for o in (self.office, self.content) for f in o.findings}
        return bool(kinds & {"office_active", "macros"})

    @property
    def grave(self) -> bool:
        """Whether it was told as a question of medium severity."""
        found = [f for o in (self.office, self.content) for f in o.findings]
        return any(
            f.kind in {"office_active", "macros"} and f.severity is Severity.MEDIUM for f in found
        )

    @property
    def locked(self) -> bool:
        """Whether it can only be told as locked."""
        return self.office.reason == "encrypted" or self.file.path.name.startswith("encrypted_")

    @property
    def read(self) -> bool:
        """Whether it is of a kind that can be looked into."""
        return self.office.status is Status.DONE


def read(data: Path) -> list[Case]:
    """Check every labelled file."""
    found = []
    for file in labelled(data, "office"):
        opened = File(file.path.read_bytes(), file.path.name)
        context = Context(name=file.path.name)
        begun = time.process_time()
        office = Office().run(opened, context)
        spent = time.process_time() - begun
        found.append(Case(file, office, Content().run(opened, context), spent))
    return found


def _sample(case: Case) -> bool:
    harmless = "harmless" in case.file.path.name
    return case.file.label.startswith("macro") and not harmless and not case.locked and case.read


ROWS: tuple[tuple[str, Callable[[Case], bool], Callable[[Case], bool]], ...] = (
    ("samples that act, told (low or more)", _sample, lambda c: c.acts),
    ("samples that act, medium", _sample, lambda c: c.grave),
    ("locked, told as locked or as old", lambda c: c.locked, lambda c: bool(_told(c))),
    (
        "benign, newer kinds, anything told",
        lambda c: c.file.label == "benign" and c.file.kind in {"docx", "xlsx", "pptx"},
        lambda c: bool(_told(c)),
    ),
    (
        "benign, older kinds, told to act",
        lambda c: c.file.label == "benign" and c.file.kind in {"doc", "xls", "ppt"} and c.read,
        lambda c: c.acts,
    ),
)


def _told(case: Case) -> list[str]:
    found = [f for o in (case.office, case.content) for f in o.findings]
    locked = ["encrypted"] if case.office.reason == "encrypted" else []
    return locked + [f.kind for f in found if f.severity is not Severity.INFO]


def main(arguments: Sequence[str]) -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench.office", description=__doc__)
    parser.add_argument("data", type=Path, metavar="DATA_DIR")
    parser.add_argument("--list", action="store_true", help="name what was found in each file")
    options = parser.parse_args(arguments)
    found = read(options.data)
    if not found:
        print("no set office")
        return 0
    for title, among, counts in ROWS:
        those = [c for c in found if among(c)]
        print(f"{title:<40} {rate(sum(counts(c) for c in those), len(those))}")
        if options.list:
            for case in those:
                print(f"    {case.file.path.name}: {_told(case)} {case.office.facts.get('deeds')}")
    seconds = sorted(c.seconds for c in found)
    print(f"median {seconds[len(seconds) // 2]:.4f} s, most {seconds[-1]:.3f} s of the processor")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
