"""How well copied parts are found, and how often honest pictures raise one.

    python -m bench.copymove DATA_DIR

Forged pictures fall into two halves by the digest of their scene, camera originals by that of their
camera, authentic pictures of the web by their own: thresholds were set on `calibrate`, the figures
are those of `report`. Printed: hits and alarms with their intervals, the F1 of pixels (an F1 of 0
where nothing was found) and seconds of the processor.
"""

import argparse
import csv
import hashlib
import json
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from PIL import Image

from bench.intervals import interval
from workers.checks.copymove.search import Copy, find_copies
from workers.checks.file import File
from workers.checks.finding import CannotCheck

# Set, label, what a finding in it is.
SETS = (
    ("comofod50", "tampered", "hit"),
    ("comofod50", "authentic", "alarm"),
    ("camera_exif", "camera-original", "alarm"),
    ("imd2020_100", "authentic", "alarm"),
)
HALVES = ("calibrate", "report")


@dataclass(frozen=True, kw_only=True)
class Case:
    """One picture, what was found in it and what it cost."""

    folder: str
    label: str
    half: str
    path: Path
    found: tuple[Copy, ...]
    f1: float | None
    seconds: float


def half_of(group: str) -> str:
    """Return the half a group of files belongs to, the same in every run."""
    return HALVES[hashlib.sha256(group.encode()).digest()[0] % 2]


def measured(data: Path, only: str | None = None) -> Iterator[Case]:
    """Yield each picture of the sets, of both halves or of one."""
    for folder, label, _ in SETS:
        with (data / folder / "labels.csv").open(newline="") as table:
            rows = [row for row in csv.DictReader(table) if row["label"] == label]
        for row in rows:
            half = half_of(row["group"])
            if only in {None, half}:
                case = _case(data, folder, row, half)
                if case is not None:
                    yield case


def _case(data: Path, folder: str, row: dict[str, str], half: str) -> Case | None:
    path = data / folder / row["path"]
    file = File(path.read_bytes(), path.name)
    try:
        picture = file.picture
    except CannotCheck:
        return None
    started = time.process_time()
    found = tuple(find_copies(picture.grey, picture.points))
    seconds = time.process_time() - started
    score = None
    if row["mask"]:
        with Image.open(data / folder / row["mask"]) as mask:
            score = _f1(found, np.asarray(mask.convert("L")) > 127, picture.grey.shape)
    return Case(
        folder=folder,
        label=row["label"],
        half=half,
        path=path,
        found=found,
        f1=score,
        seconds=seconds,
    )


def _f1(found: Sequence[Copy], truth: np.ndarray, shape: tuple[int, ...]) -> float:
    shown = np.zeros(shape, np.uint8)
    for copy in found:
        shown |= copy.regions.first | copy.regions.second
    resized = cv2.resize(shown, truth.shape[::-1], interpolation=cv2.INTER_NEAREST) > 0
    both = int((resized & truth).sum())
    return 2 * both / max(int(resized.sum()) + int(truth.sum()), 1)


def figures(cases: Sequence[Case]) -> list[dict[str, Any]]:
    """Return a row for each set and half, and for both halves together."""
    rows = []
    for folder, label, what in SETS:
        for half in (*HALVES, "all"):
            those = [
                c
                for c in cases
                if (c.folder, c.label) == (folder, label) and half in {c.half, "all"}
            ]
            if not those:
                continue
            raised = sum(bool(c.found) for c in those)
            low, high = interval(raised, len(those))
            scores = [c.f1 for c in those if c.f1 is not None]
            rows.append(
                {"set": folder, "label": label, "half": half, "what": what}
                | {"raised": raised, "of": len(those), "low": low, "high": high}
                | {"f1": statistics.mean(scores) if scores else None}
                | {"seconds": statistics.median(c.seconds for c in those)}
                | {"most_seconds": max(c.seconds for c in those)}
            )
    return rows


def main(arguments: Sequence[str]) -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench.copymove", description=__doc__)
    parser.add_argument("data", type=Path, metavar="DATA_DIR")
    parser.add_argument("--half", choices=HALVES, help="one half alone")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument("--list", action="store_true", help="name misses and alarms")
    options = parser.parse_args(arguments)
    cv2.setNumThreads(1)
    cases = list(measured(options.data, options.half))
    rows = figures(cases)
    if options.json:
        sys.stdout.write(json.dumps({"rows": rows}, indent=1) + "\n")
        return 0
    for row in rows:
        score = "" if row["f1"] is None else f"  F1 {row['f1']:.2f}"
        sys.stdout.write(
            f"{row['set']:<12} {row['label']:<16} {row['half']:<10} {row['what']:<6}"
            f"{row['raised']:>3}/{row['of']:<3} {row['low']:.3f} to {row['high']:.3f}{score}"
            f"  median {row['seconds']:.2f} s, most {row['most_seconds']:.2f} s\n"
        )
    if options.list:
        sys.stdout.writelines(f"{line}\n" for line in _wrong(cases))
    return 0


def _wrong(cases: Sequence[Case]) -> Iterator[str]:
    for case in cases:
        wanted = case.label == "tampered"
        if bool(case.found) != wanted:
            proofs = [copy.proof for copy in case.found]
            yield f"{'missed' if wanted else 'alarm'}: {case.folder} {case.path.name} {proofs}"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
