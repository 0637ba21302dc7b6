"""How many photographs a core checks in a second: all checks of one file, in the limited child.

Photographs of a development dependency, brought to the sizes that telephones send: as they were
taken and as a messenger passes them on. Seconds are those of the processor.
"""

import argparse
import statistics
from typing import Any

from PIL import ImageOps

from bench.cost import measured
from tests.workers.checks import makers

SIZES = {"12_megapixels": (4_000, 3_000), "messenger": (1_600, 1_200)}
NAMES = ("astronaut.png", "chelsea.png", "coffee.png", "rocket.jpg")
TIMES = 3


def main(options: argparse.Namespace) -> dict[str, Any]:
    """The median of some runs over some pictures, for each size."""
    del options
    return {name: _of(size) for name, size in SIZES.items()}


def _of(size: tuple[int, int]) -> dict[str, Any]:
    files = [
        makers.encoded(ImageOps.fit(makers.photograph(name), size), "JPEG", quality=92)
        for name in NAMES
    ]
    rows = [measured(data, "foto.jpg") for _ in range(TIMES) for data in files]
    seconds = statistics.median(row["whole"] for row in rows)
    return {
        "files_a_second_and_core": round(1 / seconds, 2),
        "core_seconds": round(seconds, 2),
        "most": round(max(row["whole"] for row in rows), 2),
        "peak_mib": max(row["mebibytes"] for row in rows),
    }
