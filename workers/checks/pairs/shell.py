"""Two files compared from the shell: `python -m workers.checks compare A B [--json]`.

Exit codes: 0 unrelated, or two photographs of one scene; 1 the same pixels (identical,
near_duplicate, part_of); 2 wrong usage; 3 one of the files could not be read or compared.
"""

import argparse
import json
import math
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from workers.checks.context import MEBIBYTE
from workers.checks.explanations import reason_text
from workers.checks.finding import Status
from workers.checks.pairs.compare import Compared, compare_files
from workers.checks.pairs.pair import Pair
from workers.checks.pairs.strength import strength_of_pair

DIFFERENT, SAME_PIXELS, UNCHECKED = 0, 1, 3


def main(arguments: Sequence[str]) -> int:
    """Compare the two files named in the arguments; returns the exit code."""
    options = _parser().parse_args(arguments)
    paths: list[Path] = [options.first, options.second]
    row: dict[str, Any] = {"first": str(paths[0]), "second": str(paths[1])}
    try:
        compared = compare_files(*paths)
    except OSError as fault:
        name = fault.filename or ""
        row |= {"status": Status.COULD_NOT_CHECK.value, "error": fault.strerror, "path": str(name)}
        code = UNCHECKED
    else:
        row |= _row(compared)
        code = _code(compared)
    sys.stdout.write((json.dumps(row, ensure_ascii=False) if options.json else _shown(row)) + "\n")
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m workers.checks compare",
        description="Say what two pictures have to do with each other, and where.",
        epilog="Relations: identical, near_duplicate, part_of, same_scene, unrelated. "
        "Exit codes: 0 unrelated or same_scene, 1 the same pixels, 2 usage, "
        "3 could not be read or compared.",
    )
    parser.add_argument("first", type=Path, metavar="A")
    parser.add_argument("second", type=Path, metavar="B")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    return parser


def _code(compared: Compared) -> int:
    if compared.pair is None:
        return UNCHECKED
    return SAME_PIXELS if compared.pair.relation.same_pixels else DIFFERENT


def _row(compared: Compared) -> dict[str, Any]:
    cost = {
        "seconds": round(compared.seconds, 3),
        "peak_mb": compared.peak_bytes // MEBIBYTE,
    }
    if compared.pair is None:
        which = {1: "first", 2: "second"}.get(compared.which)
        text = reason_text(compared.reason).en
        state = Status.COULD_NOT_CHECK.value
        return {"status": state, "reason": compared.reason, "which": which, "text": text} | cost
    return {"status": Status.DONE.value} | _pair(compared.pair) | cost


def _pair(pair: Pair) -> dict[str, Any]:
    """The comparison as JSON: regions and transform are in pixels of the upright pictures."""
    evidence = asdict(pair.evidence)
    if not math.isfinite(pair.evidence.drift):
        evidence["drift"] = None
    strength = strength_of_pair(pair.relation)
    return {
        "relation": pair.relation.value,
        "mirrored": pair.mirrored,
        "transform": pair.transform,
        "regions": {"first": pair.first, "second": pair.second},
        "shares": {"first": round(pair.first_share, 4), "second": round(pair.second_share, 4)},
        "strength": asdict(strength) if strength else None,
        "evidence": evidence,
    }


def _shown(row: dict[str, Any]) -> str:
    if "error" in row:
        return f"could not read {row['path']}: {row['error']}"
    if "reason" in row:
        return f"could not compare ({row['reason']}, {row['which'] or 'both'}): {row['text']}"
    shares = row["shares"]
    mirrored = ", mirrored" if row["mirrored"] else ""
    return (
        f"{row['relation']}{mirrored}  {shares['first']:.0%} of the first, "
        f"{shares['second']:.0%} of the second  {row['seconds']:.2f} s  {row['peak_mb']} MB"
    )
