"""The methods of photoholmes that need no weights, on pictures with masks; a checkout must be given.

    PHOTOHOLMES=CHECKOUT python -m bench.photoholmes DATA_DIR [--limit 20] [--method dq]

CHECKOUT is a clone of github.com/photoholmes/photoholmes with what it needs installed beside it,
in CHECKOUT/.venv or for the interpreter named by PHOTOHOLMES_PYTHON: it brings PyTorch and jpegio,
which this project does not want. Nothing of it is imported here; it runs in its own interpreter
and answers with figures. Pictures are the manipulated ones of `imd2020_100` that have a mask, and
as many authentic ones: the area under the ROC curve over pixels for each mask, and for methods
that decide about the whole picture how often they say "forged" of either.
"""

import argparse
import csv
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bench.tables import rate

METHODS = ("dq", "splicebuster", "noisesniffer", "zero")
SET = "imd2020_100"
# ZERO is written in plain Python there and takes minutes a megapixel.
LONGEST_SECONDS = 3_600

# Runs in the interpreter of the checkout: one JSON object a picture.
_ASK = """
import json, sys, time
import numpy as np
from PIL import Image
sys.path.insert(0, sys.argv[1] + "/src")
from photoholmes.methods.factory import MethodFactory
from photoholmes.utils.image import read_image, read_jpeg_data

def auc(heat, mask):
    _, back, counts = np.unique(heat, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[back]
    inside = int(mask.sum())
    outside = mask.size - inside
    return float((ranks[mask].sum() - inside * (inside + 1) / 2) / (inside * outside))

method, prepare = MethodFactory.load(sys.argv[2])
for path, mask in json.load(sys.stdin):
    row, begun = {"path": path, "forged": bool(mask)}, time.process_time()
    try:
        given = {}
        if "image" in prepare.inputs:
            given["image"] = read_image(path)
        if {"dct_coefficients", "qtables"} & set(prepare.inputs):
            dct, tables = read_jpeg_data(path)
            given |= {"dct_coefficients": dct, "qtables": tables}
        said = method.benchmark(**prepare(**{k: v for k, v in given.items() if k in prepare.inputs}))
        row["seconds"] = time.process_time() - begun
        if said["detection"] is not None:
            row["detected"] = bool(float(said["detection"].flatten()[0]) > 0.5)
        heat = said["heatmap"] if said["heatmap"] is not None else said["mask"]
        if mask and heat is not None:
            heat = np.nan_to_num(heat.numpy().squeeze().astype(float))
            size = heat.shape[::-1]
            truth = np.asarray(Image.open(mask).convert("L").resize(size, 0)) > 127
            if truth.any() and not truth.all():
                row["auc"] = auc(heat.ravel(), truth.ravel())
    except Exception as fault:
        row["fault"] = type(fault).__name__ + ": " + str(fault)[:80]
    print(json.dumps(row), flush=True)
"""


def pictures(data: Path, limit: int) -> list[tuple[str, str]]:
    """Return (picture, mask) of manipulated pictures, and as many authentic ones without mask."""
    folder = data / SET
    if not (folder / "labels.csv").exists():
        return []
    with (folder / "labels.csv").open(newline="") as table:
        rows = list(csv.DictReader(table))
    forged = [(r["path"], r["mask"]) for r in rows if r["mask"] and r["label"] != "authentic"]
    honest = [(r["path"], "") for r in rows if r["label"] == "authentic"]
    chosen = forged[:limit] + honest[: min(limit, len(forged))]
    return [(str(folder / path), str(folder / mask) if mask else "") for path, mask in chosen]


def ask(checkout: Path, method: str, given: list[tuple[str, str]]) -> Iterator[dict[str, Any]]:
    """Run one method over the pictures. Raises OSError, CalledProcessError, TimeoutExpired."""
    own = checkout / ".venv/bin/python"
    python = os.environ.get("PHOTOHOLMES_PYTHON") or str(own if own.exists() else sys.executable)
    done = subprocess.run(
        [python, "-c", _ASK, str(checkout), method],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        check=True,
        timeout=LONGEST_SECONDS,
    )
    for line in done.stdout.splitlines():
        if line.startswith("{"):
            yield json.loads(line)


def shown(method: str, rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Tell how one method did."""
    areas = [row["auc"] for row in rows if "auc" in row]
    if areas:
        mean, median = statistics.mean(areas), statistics.median(areas)
        yield f"{method:<14} pixel AUC mean {mean:.3f}, median {median:.3f} of {len(areas)}"
    for forged, name in ((True, "manipulated"), (False, "authentic")):
        said = [row["detected"] for row in rows if row["forged"] is forged and "detected" in row]
        if said:
            yield f"{method:<14} {name} called forged {rate(sum(said), len(said))}"
    seconds = [row["seconds"] for row in rows if "seconds" in row]
    if seconds:
        yield f"{method:<14} median {statistics.median(seconds):.2f} s of a core a picture"
    faults = [row["fault"] for row in rows if "fault" in row]
    if faults:
        yield f"{method:<14} failed on {len(faults)}: {faults[0]}"


def main(arguments: Sequence[str]) -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench.photoholmes", description=__doc__)
    parser.add_argument("data", type=Path, metavar="DATA_DIR")
    parser.add_argument("--limit", type=int, default=20, help="pictures of each label")
    parser.add_argument("--method", action="append", choices=METHODS)
    options = parser.parse_args(arguments)
    checkout = os.environ.get("PHOTOHOLMES")
    if not checkout:
        print("no checkout given: PHOTOHOLMES=folder of a clone of photoholmes")
        return 0
    given = pictures(options.data, options.limit)
    for method in options.method or METHODS:
        try:
            rows = list(ask(Path(checkout).resolve(), method, given))
        except subprocess.CalledProcessError as fault:
            print(f"{method:<14} does not run: {fault.stderr.strip().splitlines()[-1:]}")
            continue
        except (OSError, subprocess.TimeoutExpired) as fault:
            print(f"{method:<14} does not run: {fault}")
            continue
        print("\n".join(shown(method, rows)) or f"{method:<14} had no pictures", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
