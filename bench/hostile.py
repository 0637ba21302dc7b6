"""What hostile files cost: seconds, peak memory and how each ended.

    python -m bench.hostile DATA_DIR [--json]

DATA_DIR holds the folder `hostile` with its `labels.csv`. Every file goes through the whole battery
in the limited child, as uploads do; a worker that dies would end this run. Aim: each ends within
5 s and 768 MB as a finding or "could not be checked: why".
"""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bench.tables import labelled, rate
from workers.checks.context import MEBIBYTE, Context
from workers.checks.examine import Report, examine
from workers.checks.finding import Status

MOST_SECONDS, MOST_MEBIBYTES = 5.0, 768


def rows(data: Path) -> Iterator[dict[str, Any]]:
    """Yield a row for each hostile file."""
    for case in labelled(data, "hostile"):
        report = examine(case.path, Context(name=case.path.name))
        yield {
            "path": str(case.path.relative_to(data / "hostile")),
            "seconds": round(report.seconds, 2),
            "mebibytes": report.peak_bytes // MEBIBYTE,
            "status": _status(report),
        }


def _status(report: Report) -> str:
    reasons = {
        f"{o.check}: {o.reason}" for o in report.outcomes if o.status is Status.COULD_NOT_CHECK
    }
    kinds = {f.kind for o in report.outcomes for f in o.findings}
    said = [f"found {', '.join(sorted(kinds))}"] if kinds else []
    said += [f"could not check {', '.join(sorted(reasons))}"] if reasons else []
    return "; ".join(said) or "nothing found"


def main(arguments: Sequence[str]) -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench.hostile", description=__doc__)
    parser.add_argument("data", type=Path, metavar="DATA_DIR")
    parser.add_argument("--json", action="store_true", help="one JSON object a file")
    options = parser.parse_args(arguments)
    found = []
    for row in rows(options.data):
        found.append(row)
        plain = f"{row['seconds']:>6.2f} s {row['mebibytes']:>5} MB  {row['path']}  {row['status']}"
        print(json.dumps(row) if options.json else plain, flush=True)
    print(f"load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    slow = sum(row["seconds"] > MOST_SECONDS for row in found)
    large = sum(row["mebibytes"] > MOST_MEBIBYTES for row in found)
    most = max((row["seconds"] for row in found), default=0.0)
    peak = max((row["mebibytes"] for row in found), default=0)
    print(f"over {MOST_SECONDS:.0f} s: {rate(slow, len(found))}, at most {most:.2f} s of the clock")
    print(f"over {MOST_MEBIBYTES} MB: {rate(large, len(found))}, at most {peak} MB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
