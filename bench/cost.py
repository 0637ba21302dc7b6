"""What all checks of one picture cost at 12 megapixels: seconds of a core and peak memory.

    python -m bench.cost DATA_DIR [--json]

Camera originals of 3 megapixels and more (folder `camera_exif`) are brought to 4000 x 3000 and
saved at quality 92 with their own EXIF. All steps of the battery run one after the other on one
file, decoded once, in the limited child; their seconds are those of the processor, so that other
work on the machine counts little, and the whole counts from the child's first moment to its last
step. Beside it seconds of the clock and peak memory. Maps that are made when asked for are no part
of it.
"""

import argparse
import io
import json
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps

from bench.tables import labelled
from workers.checks import sandbox, wire
from workers.checks.battery import STEPS
from workers.checks.context import MEBIBYTE, Context
from workers.checks.file import File

SIZE = (4_000, 3_000)
LEAST_PIXELS = 3_000_000


def pictures(data: Path) -> Iterator[tuple[str, bytes]]:
    """Yield camera originals brought to 12 megapixels."""
    for case in labelled(data, "camera_exif"):
        if case.label != "camera-original":
            continue
        with Image.open(case.path) as image:
            if image.format != "JPEG" or image.width * image.height < LEAST_PIXELS:
                continue
            exif = image.getexif()
            fitted = ImageOps.fit(image.convert("RGB"), SIZE)
        out = io.BytesIO()
        fitted.save(out, "JPEG", quality=92, exif=exif)
        yield case.path.name, out.getvalue()


def run(data: bytes, arguments: dict[str, Any], emit: Callable[[bytes], None]) -> None:
    """Run every step as the battery does, and emit what each and what all of it took (a job)."""
    context = wire.context_from(arguments)
    file, steps = File(data, context.name, context.limits), {}
    for step in STEPS:
        begun = time.process_time()
        wire.outcome_line(step.run(file, context))
        steps[step.name] = time.process_time() - begun
    emit(json.dumps({"steps": steps, "whole": time.process_time()}).encode())


def measured(data: bytes, name: str) -> dict[str, Any]:
    """Run the battery on one picture in the child."""
    answer = sandbox.run("bench.cost:run", data, wire.context_arguments(Context(name=name)))
    row: dict[str, Any] = {"name": name, "clock": answer.seconds, **json.loads(answer.lines[0])}
    row["mebibytes"] = answer.peak_bytes // MEBIBYTE
    return row


def main(arguments: Sequence[str]) -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench.cost", description=__doc__)
    parser.add_argument("data", type=Path, metavar="DATA_DIR")
    parser.add_argument("--limit", type=int, default=20, help="pictures")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    rows = []
    for name, data in pictures(options.data):
        rows.append(measured(data, name))
        if len(rows) == options.limit:
            break
    print(json.dumps(rows) if options.json else _table(rows))
    return 0


def _table(rows: Sequence[dict[str, Any]]) -> str:
    if not rows:
        return "no camera originals of 3 megapixels"
    steps: dict[str, list[float]] = defaultdict(list)
    for row in rows:
        for name, seconds in row["steps"].items():
            steps[name].append(seconds)
    lines = [f"{len(rows)} pictures of 12 megapixels    median      most"]
    lines.append(_spent("the whole, s of a core", [row["whole"] for row in rows]))
    lines += [_spent(f"  {name}", seconds) for name, seconds in steps.items()]
    lines.append(_spent("in the child, s of the clock", [row["clock"] for row in rows]))
    lines.append(_spent("peak of the child, MB", [row["mebibytes"] for row in rows]))
    return "\n".join(lines)


def _spent(name: str, values: Sequence[float]) -> str:
    return f"{name:<32} {statistics.median(values):>9.2f} {max(values):>9.2f}"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
