"""How the checks of PDF files do on labelled files: counts, rates and 95 % intervals.

    python -m bench.pdf_checks DATA_DIR [--json] [--list]

DATA_DIR is the folder `pdf` with its `labels.csv` (path, label, kind, group) and the files it
names, or the folder that holds it. What was chosen by
looking at files was chosen on the half whose paths have an even SHA-256; the other half is
reported beside it. Every file is read in the limited child, as uploads are.
"""

import argparse
import csv
import hashlib
import json
import statistics
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.intervals import interval
from workers.checks.context import MEBIBYTE, Context
from workers.checks.examine import Report, examine
from workers.checks.finding import Severity, Status

PDF_CHECKS = {"pdf_signature", "pdf_structure", "pdf_active", "pdf_hidden", "pdf_history"}
MASKING = {"pdf_structure", "pdf_active", "pdf_hidden"}
HALVES = ("chosen on", "held out")


@dataclass(frozen=True)
class Case:
    """One labelled file and what was found in it."""

    path: str
    label: str
    kind: str
    half: int
    report: Report

    def worst(self, checks: set[str]) -> int:
        """The rank of the highest finding of some checks, -1 without any."""
        ranks = [o.worst.rank for o in self.report.outcomes if o.check in checks and o.worst]
        return max(ranks, default=-1)

    def found(self, kind: str) -> bool:
        """Whether there is a finding of a kind."""
        return any(f.kind == kind for o in self.report.outcomes for f in o.findings)

    def states(self) -> set[str]:
        """What its signatures say."""
        facts = (o.facts for o in self.report.outcomes if o.check == "pdf_signature")
        return {s["state"] for each in facts for s in each.get("signatures", [])}

    def unread(self) -> bool:
        """Whether the file could not be opened at all."""
        return any(
            o.check == "pdf_structure" and o.status is Status.COULD_NOT_CHECK
            for o in self.report.outcomes
        )


def read(folder: Path) -> Iterator[Case]:
    """Examine every labelled file."""
    with (folder / "labels.csv").open(newline="") as table:
        for row in csv.DictReader(table):
            half = int(hashlib.sha256(row["path"].encode()).hexdigest(), 16) % 2
            path = folder / row["path"]
            report = examine(path, Context(name=path.name))
            yield Case(row["path"], row["label"], row["kind"], half, report)


MEDIUM, LOW = Severity.MEDIUM.rank, Severity.LOW.rank
Rule = Callable[[Case], bool]


def _signed(case: Case) -> bool:
    return case.label == "signed"


def _benign(case: Case) -> bool:
    return case.label in {"benign", "unsigned"} and not case.states()


def _attack(case: Case) -> bool:
    return case.kind in {"content-masking", "other-attack"}


# Built as attacks on signatures although they are named as signed: what they are says the note.
ATTACKS_BY_NAME = {
    "siwa.pdf": "a signature wrapping attack",
    "coverage-anomalies_signature-gap-too-big.pdf": "bytes that the signature does not cover",
}
# Anomalous by their names, and within the standards.
ARGUABLY_LEGAL = {
    "pades-t-duplicated-sigtst.pdf": "two time stamps of one signature: the attribute may repeat",
    "pdf-with-eof-cr.pdf": "the mark of the end is closed by CR alone, which ISO 32000 allows",
    "pkcs7-no-message-digest.pdf": "no signed attributes: the signature is over the bytes directly",
}


def _name(case: Case) -> str:
    return Path(case.path).name


# What is counted among which files.
ROWS: tuple[tuple[str, Rule, Rule], ...] = (
    (
        "sneaky update seen (medium or higher)",
        lambda c: c.label == "sneaky-update",
        lambda c: c.worst({"pdf_signature"}) >= MEDIUM,
    ),
    (
        "anomalous signature seen (low or higher)",
        lambda c: c.label == "anomalous",
        lambda c: c.worst({"pdf_signature", "pdf_structure"}) >= LOW or c.unread(),
    ),
    (
        "anomalous, within the standards by our reading",
        lambda c: c.label == "anomalous",
        lambda c: _name(c) in ARGUABLY_LEGAL,
    ),
    ("signed: changed, not cleared", _signed, lambda c: "uncleared" in c.states()),
    (
        "signed, named attacks apart: not cleared",
        lambda c: _signed(c) and _name(c) not in ATTACKS_BY_NAME,
        lambda c: "uncleared" in c.states(),
    ),
    ("signed: changed, nothing shows", _signed, lambda c: "unseen_changes" in c.states()),
    ("signed: broken", _signed, lambda c: "broken" in c.states()),
    ("signed: unreadable", _signed, lambda c: "unreadable" in c.states() or c.unread()),
    ("attack seen (medium or higher)", _attack, lambda c: c.worst(MASKING) >= MEDIUM),
    (
        "  masked content",
        lambda c: c.kind == "content-masking",
        lambda c: c.worst(MASKING) >= MEDIUM,
    ),
    ("  active content", lambda c: c.kind == "other-attack", lambda c: c.worst(MASKING) >= MEDIUM),
    ("benign asked about (medium or higher)", _benign, lambda c: c.worst(MASKING) >= MEDIUM),
    (
        "benign or odd asked about (medium or higher)",
        lambda c: c.label == "benign-or-odd",
        lambda c: c.worst(MASKING) >= MEDIUM,
    ),
    (
        "benign with anything of medium or higher",
        _benign,
        lambda c: c.worst(PDF_CHECKS) >= MEDIUM,
    ),
)


def figures(cases: Sequence[Case]) -> list[dict[str, object]]:
    """Return one row for each rule and half, and for both halves together."""
    rows: list[dict[str, object]] = []
    for title, among, counted in ROWS:
        for name, half in (*zip(HALVES, (0, 1), strict=True), ("all", None)):
            those = [c for c in cases if among(c) and half in {c.half, None}]
            hits = sum(counted(c) for c in those)
            low, high = interval(hits, len(those))
            rows.append(
                {"what": title, "half": name, "hits": hits, "of": len(those)}
                | {"low": round(low, 4), "high": round(high, 4)}
            )
    return rows


def kinds(cases: Sequence[Case]) -> Iterator[str]:
    """Tell for each kind of finding in how many honest and in how many attacked files it is."""
    honest = [
        c for c in cases
        if c.label in {"benign", "unsigned", "signed"} and _name(c) not in ATTACKS_BY_NAME
    ]  # fmt: skip
    forged = {
        "masked": [c for c in cases if c.kind == "content-masking"],
        "active": [c for c in cases if c.kind == "other-attack"],
        "signature": [c for c in cases if c.label in {"anomalous", "sneaky-update"}],
    }
    found = {f.kind for c in cases for o in c.report.outcomes for f in o.findings}
    for kind in sorted(found):
        counts = [
            f"{name} {sum(c.found(kind) for c in of)}/{len(of)}" for name, of in forged.items()
        ]
        alarms = sum(c.found(kind) for c in honest)
        yield f"{kind:<26} honest {alarms}/{len(honest)}  {'  '.join(counts)}"


def cost(cases: Sequence[Case]) -> dict[str, float]:
    """Return what reading a file took: seconds and mebibytes."""
    seconds = sorted(c.report.seconds for c in cases)
    return {
        "files": len(cases),
        "median_seconds": round(statistics.median(seconds), 3),
        "p95_seconds": round(seconds[int(0.95 * (len(seconds) - 1))], 3),
        "most_seconds": round(seconds[-1], 3),
        "most_mebibytes": max(c.report.peak_bytes for c in cases) // MEBIBYTE,
        "timeouts": sum(any(o.reason == "timeout" for o in c.report.outcomes) for c in cases),
    }


def missed(cases: Sequence[Case]) -> Iterator[str]:
    """Name each file that a rule of detection missed, or that a rule of silence did not spare."""
    for title, among, counted in ROWS:
        wanted = "seen" in title
        for case in cases:
            if among(case) and counted(case) != wanted and title[0] != " ":
                yield f"{title}: {case.path} {sorted(_kinds(case))}"


def _kinds(case: Case) -> set[str]:
    return {f"{f.kind}:{f.severity}" for o in case.report.outcomes for f in o.findings}


def main(arguments: Sequence[str]) -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench.pdf_checks", description=__doc__)
    parser.add_argument("data", type=Path, metavar="DATA_DIR")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument("--kinds", action="store_true", help="count each kind of finding")
    parser.add_argument("--list", action="store_true", help="name what was missed")
    options = parser.parse_args(arguments)
    own = (options.data / "labels.csv").exists()
    cases = list(read(options.data if own else options.data / "pdf"))
    rows, spent = figures(cases), cost(cases)
    if options.json:
        sys.stdout.write(json.dumps({"rows": rows, "cost": spent}, indent=1) + "\n")
        return 0
    for row in rows:
        rate = f"{row['hits']}/{row['of']}"
        sys.stdout.write(
            f"{row['what']:<46} {row['half']:<10} {rate:>8}  {row['low']:.3f} to {row['high']:.3f}\n"
        )
    sys.stdout.write(f"{spent}\n")
    if options.kinds:
        sys.stdout.writelines(f"{line}\n" for line in kinds(cases))
    if options.list:
        sys.stdout.writelines(f"{line}\n" for line in missed(cases))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
