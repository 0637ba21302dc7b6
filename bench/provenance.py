"""How the check of provenance does on labelled files: counts, rates and 95 % intervals.

    python -m bench.provenance DATA_DIR [--json] [--list]

DATA_DIR is the folder `c2pa` with its `labels.csv`, or the folder that holds it. The labels follow
the names of the files: `invalid` holds a record that is broken by its name, `cawg-identity` one
with a broken claim about a person, `valid-or-none` the rest. No rule has a threshold, so there is
no half to calibrate on; the set is reported whole.
"""

import argparse
import csv
import json
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bench.intervals import interval
from workers.checks.context import Context
from workers.checks.file import File
from workers.checks.finding import Outcome, Severity, Status
from workers.checks.provenance.check import Provenance

INTEGRITY = {"provenance_broken", "provenance_source_broken"}
MODEL = {"ai_origin", "ai_part", "ai_edited", "ai_declared", "ai_edit_declared"}
ORDINARY = ("camera_exif", "imd2020_100", "pdq_neardup")


def read(folder: Path) -> Iterator[tuple[str, str, Outcome, float]]:
    """Yield (path, label, outcome, seconds of the processor) of each labelled file."""
    with (folder / "labels.csv").open(newline="") as table:
        for row in csv.DictReader(table):
            path = folder / row["path"]
            file = File(path.read_bytes(), path.name)
            begun = time.process_time()
            outcome = Provenance().run(file, Context(name=path.name))
            yield row["path"], row["label"], outcome, time.process_time() - begun


def figures(data: Path) -> list[dict[str, Any]]:
    """Return a row for each thing counted, with its interval and the files it is about."""
    folder = data if (data / "labels.csv").exists() else data / "c2pa"
    cases = [c for c in read(folder) if c[2].status is Status.DONE]
    named = [c for c in cases if c[1] == "invalid"]
    identity = [c for c in cases if c[1] == "cawg-identity"]
    rest = [c for c in cases if c[1] == "valid-or-none"]
    signed = [c for c in rest if c[2].facts["record"] in {"intact", "broken"}]
    rows = [
        _row("invalid by name, integrity doubted", named, INTEGRITY),
        _row("claim about a person broken, doubted", identity, INTEGRITY),
        _row("other files with a record, integrity doubted", signed, INTEGRITY),
        _row("other files, a model named", rest, MODEL),
        _row("files without any record, anything found", [c for c in rest if c not in signed]),
    ]
    others = [data / name for name in ORDINARY if (data / name / "labels.csv").exists()]
    ordinary = [c for each in others for c in read(each) if c[2].status is Status.DONE]
    if ordinary:
        rows.append(_row("ordinary photographs, anything found", ordinary))
    spent = sorted(c[3] for c in cases)
    rows.append({"what": "cost", "median": spent[len(spent) // 2], "most": spent[-1]})
    return rows


def _row(
    what: str, cases: Sequence[tuple[str, str, Outcome, float]], kinds: set[str] | None = None
) -> dict[str, Any]:
    hit = {
        path: sorted(f.kind for f in outcome.findings)
        for path, _, outcome, _ in cases
        if any(
            f.kind in kinds if kinds else f.severity is not Severity.INFO for f in outcome.findings
        )
    }
    files = [path for path, *_ in cases]
    return {
        "what": what,
        "hits": len(hit),
        "of": len(files),
        "interval": interval(len(hit), len(files)) if files else None,
        "found": hit,
        "not_found": [path for path in files if path not in hit],
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench.provenance", description=__doc__)
    parser.add_argument("data", type=Path, metavar="DATA_DIR")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--list", action="store_true", help="name the files of each row")
    options = parser.parse_args(argv)
    rows = figures(options.data)
    if options.json:
        print(json.dumps(rows, indent=1))
        return 0
    for row in rows:
        if row["what"] == "cost":
            print(f"median {row['median']:.3f} s, most {row['most']:.3f} s of the processor")
            continue
        low, high = row["interval"] or (0, 1)
        print(f"{row['what']:<46} {row['hits']}/{row['of']} [{low:.3f}, {high:.3f}]")
        if options.list:
            for path, kinds in row["found"].items():
                print(f"    found {path}: {', '.join(kinds)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
