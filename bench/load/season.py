"""A season of a thousand units: ranking and statistics, export, and the bundle's verification."""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from bench.load import world
from bench.load.memory import peak_mib
from jury.domain.bundles import export_season
from jury.queries.agreement import agreement_of
from jury.queries.results import ranking

YEAR = 2018
T = TypeVar("T")


def main(options: argparse.Namespace) -> dict[str, Any]:
    """Fill a season, close its one panel, and measure what is asked of it."""
    made = world.fill(YEAR, units=options.units, jurors=options.jurors)
    world.close(made)
    rows = list(made.season.applications.select_related("season", "unit"))
    ranked, ranking_seconds = _timed(lambda: ranking(made.season, rows))
    agreement, agreement_seconds = _timed(lambda: agreement_of(made.panel, rows))
    if agreement is None or len(ranked) != len(rows):
        raise RuntimeError("not every unit was ranked")
    with tempfile.TemporaryDirectory() as folder:
        bundle = Path(folder, "bundle")
        entries, export_seconds = _timed(lambda: export_season(made.season, bundle))
        verify_seconds, verify_mib = _verified(bundle)
    return {
        "units": len(rows),
        "jurors": options.jurors,
        "ranking_and_statistics_seconds": {
            "figure": round(ranking_seconds + agreement_seconds, 2),
            "aim": "< 2",
            "ranking": round(ranking_seconds, 2),
            "statistics": round(agreement_seconds, 2),
        },
        "export_seconds": {"figure": round(export_seconds, 1), "aim": "< 60", "entries": entries},
        "verify_season_seconds": {"figure": round(verify_seconds, 1), "mib": verify_mib},
        "peak_mib": {"figure": peak_mib(), "aim": "< 500"},
    }


def _timed(act: Callable[[], T]) -> tuple[T, float]:
    begun = time.perf_counter()
    return act(), time.perf_counter() - begun


def _verified(bundle: Path) -> tuple[float, int]:
    """Seconds and memory of `verify_season.py`. What it says is not asked: see bench.load.world."""
    begun = time.perf_counter()
    script = Path(__file__).resolve().parents[2] / "verify_season.py"
    subprocess.run([sys.executable, script, bundle], check=False, capture_output=True)
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10
    return time.perf_counter() - begun, most
