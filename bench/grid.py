"""Foreign JPEG grids in honest and changed pictures, and how well maps point at what was changed.

    python -m bench.grid DATA_DIR

Grids: alarms on camera originals and authentic pictures, hits on pictures changed by people (most
of them were saved anew at another size since, which leaves no grid), and on splices made here: in
each camera original a part of the next one stands where its own grid does not, saved as PNG and as
a JPEG of quality 95. Maps: area under the curve of pixels against the masks of `imd2020_100`; half
is chance. Seconds are those of the processor, a megapixel.
"""

import argparse
import io
import json
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from bench.intervals import interval
from bench.tables import labelled
from workers.checks.file import File
from workers.checks.finding import CannotCheck
from workers.checks.maps.grids import Grids, grids_in
from workers.checks.maps.making import maps, source_of
from workers.checks.maps.zeros import votes
from workers.checks.picture import full_luminance

HONEST = (("camera_exif", "camera-original"), ("imd2020_100", "authentic"))
CHANGED = (("imd2020_100", "tampered"), ("comofod50", "tampered"))
_MOST_PIXELS = 3_200_000


def grids_of(data: bytes) -> tuple[Grids, float, float] | None:
    """Return the grids of a file, the seconds of finding them and its megapixels."""
    file = File(data)
    try:
        if file.opened.width * file.opened.height > _MOST_PIXELS:
            return None
        grey, _ = full_luminance(file.opened)
    except CannotCheck:
        return None
    begun = time.process_time()
    found = grids_in(votes(grey))
    return found, time.process_time() - begun, grey.size / 1e6


def spliced(data: Path) -> Iterator[tuple[str, bytes]]:
    """Yield camera originals with a part of another inside, as PNG and as JPEG."""
    paths = [c.path for c in labelled(data, "camera_exif") if c.label == "camera-original"]
    opened = [path for path in paths if _small(path)]
    for host, other in zip(opened, opened[1:] + opened[:1], strict=True):
        with Image.open(host) as below, Image.open(other) as above:
            side = min(*below.size, *above.size) // 3 // 8 * 8
            part = above.convert("RGB").crop((0, 0, side, side))
            sheet = below.convert("RGB")
        sheet.paste(part, (sheet.width // 3 // 8 * 8 + 3, sheet.height // 3 // 8 * 8 + 5))
        for form, options in (("PNG", {}), ("JPEG", {"quality": 95})):
            out = io.BytesIO()
            sheet.save(out, form, **options)
            yield f"spliced, {form}", out.getvalue()


def _small(path: Path) -> bool:
    with Image.open(path) as image:
        return image.width * image.height <= _MOST_PIXELS


def figures(data: Path) -> list[dict[str, Any]]:
    """Return how many files of each sort raise a foreign grid."""
    sorts: dict[str, list[tuple[Grids, float, float]]] = {}
    for folder, label in (*HONEST, *CHANGED):
        for case in labelled(data, folder):
            if case.label == label and (found := grids_of(case.path.read_bytes())):
                sorts.setdefault(f"{folder}, {label}", []).append(found)
    for name, made in spliced(data):
        if found := grids_of(made):
            sorts.setdefault(name, []).append(found)
    rows = []
    for name, those in sorts.items():
        raised = sum(bool(grids.foreign) for grids, _, _ in those)
        low, high = interval(raised, len(those))
        cost = sum(seconds for _, seconds, _ in those) / sum(size for _, _, size in those)
        rows.append(
            {"files": name, "raised": raised, "of": len(those), "low": low, "high": high}
            | {"seconds_a_megapixel": cost}
        )
    return rows


def areas(data: Path) -> list[dict[str, Any]]:
    """Return for each map how well it points at what was changed."""
    scores: dict[str, list[float]] = {}
    for case in labelled(data, "imd2020_100"):
        if case.label != "tampered" or case.mask is None:
            continue
        try:
            source = source_of(File(case.path.read_bytes(), case.path.name))
        except CannotCheck:
            continue
        with Image.open(case.mask) as image:
            mask = np.asarray(image.convert("L"), np.uint8)
        for drawn, _ in maps(source):
            if drawn.cells is not None:
                size = (drawn.cells.shape[1], drawn.cells.shape[0])
                truth = cv2.resize(mask, size, interpolation=cv2.INTER_AREA) > 127
                if truth.any() and not truth.all():
                    scores.setdefault(drawn.name, []).append(area(drawn.cells, truth))
    return [
        {"map": name, "pictures": len(those)}
        | {"mean": statistics.mean(those), "median": statistics.median(those)}
        for name, those in scores.items()
    ]


def area(values: NDArray[np.float32], truth: NDArray[np.bool_]) -> float:
    """Return the area under the curve: the chance that a changed cell has more than another."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse.reshape(values.shape)]
    inside = int(truth.sum())
    above = float(ranks[truth].sum()) - inside * (inside + 1) / 2
    return above / (inside * (truth.size - inside))


def main(arguments: Sequence[str]) -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench.grid", description=__doc__)
    parser.add_argument("data", type=Path, metavar="DATA_DIR")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    options = parser.parse_args(arguments)
    cv2.setNumThreads(1)
    rows, pointed = figures(options.data), areas(options.data)
    if options.json:
        sys.stdout.write(json.dumps({"grids": rows, "maps": pointed}, indent=1) + "\n")
        return 0
    for row in rows:
        sys.stdout.write(
            f"{row['files']:<32} {row['raised']:>3}/{row['of']:<3}"
            f" {row['low']:.3f} to {row['high']:.3f}  {row['seconds_a_megapixel']:.2f} s/MP\n"
        )
    for row in pointed:
        sys.stdout.write(
            f"map {row['map']:<28} {row['pictures']:>3} pictures  AUC mean {row['mean']:.3f},"
            f" median {row['median']:.3f}\n"
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
