"""Camera originals with any finding, over the whole battery and against each other.

    python -m bench.originals DATA_DIR [--json]

DATA_DIR holds the folder `camera_exif` with its `labels.csv`. Each original goes through the
whole battery in the limited child and is compared with those before it, as files of one
application are. Reported: how many have any finding of each severity, on both halves of cameras
and together. Aim: at most one of medium, none of high. Other authentic pictures (of the web) are
counted beside them; they were saved again by others and are no camera originals.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from bench.halves import HALVES
from bench.tables import Labelled, labelled, rate
from workers.checks.context import Context
from workers.checks.duplicates import Known, duplicates
from workers.checks.examine import examine
from workers.checks.finding import Outcome, Severity, Status
from workers.checks.pairs.compare import Compare, Compared, compare_many

SETS = (("camera_exif", "camera-original"), ("imd2020_100", "authentic"))


@dataclass(frozen=True)
class Case:
    """One picture and what the battery said of it."""

    file: Labelled
    outcomes: tuple[Outcome, ...]

    def found(self, least: Severity) -> list[str]:
        """The kinds of the findings of a severity or higher."""
        findings = (f for o in self.outcomes for f in o.findings)
        return sorted({f"{f.severity} {f.kind}" for f in findings if f.severity.rank >= least.rank})


def read(data: Path, folder: str, label: str) -> Iterator[Case]:
    """Examine the pictures of a label, each compared with those before it."""
    before: list[Known] = []
    paths: dict[str, Path] = {}

    def prove(path: Path, others: Sequence[Known]) -> list[Compared]:
        return compare_many(Compare(path), [Compare(paths[other.reference]) for other in others])

    for file in labelled(data, folder):
        if file.label != label:
            continue
        report = examine(file.path, Context(name=file.path.name))
        own = Known(
            reference=str(file.path),
            sha256=report.sha256,
            application="",
            unit="",
            season="",
            fingerprint=report.fingerprint,
            reason=report.fingerprint_reason,
        )
        compared = duplicates(own, before, partial(prove, file.path))
        before.append(own)
        paths[own.reference] = file.path
        yield Case(file, (*report.outcomes, *compared))


def figures(cases: Sequence[Case], name: str) -> Iterator[dict[str, Any]]:
    """Return a row for each severity and half, and for both halves together."""
    for least in reversed(Severity):
        for half in (*HALVES, "all"):
            those = [c for c in cases if half in {c.file.half, "all"}]
            hits = [c for c in those if c.found(least)]
            yield {"set": name, "least": least.value, "half": half} | {
                "files": len(those), "hits": len(hits), "rate": rate(len(hits), len(those))
            }  # fmt: skip


def main(arguments: Sequence[str]) -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench.originals", description=__doc__)
    parser.add_argument("data", type=Path, metavar="DATA_DIR")
    parser.add_argument("--json", action="store_true", help="one JSON object a row")
    options = parser.parse_args(arguments)
    for folder, label in SETS:
        cases = list(read(options.data, folder, label))
        for row in figures(cases, f"{folder} {label}"):
            print(json.dumps(row) if options.json else _line(row))
        for case in cases:
            if case.found(Severity.MEDIUM):
                print(f"    {case.file.path.name}: {', '.join(case.found(Severity.MEDIUM))}")
        print(f"    could not check: {_unchecked(cases)}")
    return 0


def _line(row: dict[str, Any]) -> str:
    return f"{row['set']:<28} {row['least'] + ' or higher':<17} {row['half']:<10} {row['rate']}"


def _unchecked(cases: Sequence[Case]) -> str:
    reasons = [
        f"{o.check} ({o.reason})"
        for c in cases
        for o in c.outcomes
        if o.status is Status.COULD_NOT_CHECK
    ]
    counted = {reason: reasons.count(reason) for reason in sorted(set(reasons))}
    return ", ".join(f"{reason} {number}" for reason, number in counted.items()) or "none"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
