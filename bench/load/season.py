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

from award.models import Season
from bench.load import world
from bench.load.memory import peak_mib
from jury.domain.bundles import export_season
from jury.domain.decisions import ranked_applications
from jury.models import Panel
from jury.queries.agreement import agreement_of
from jury.queries.counted import counted
from jury.queries.results import ranking

YEAR = 2018
T = TypeVar("T")


def main(options: argparse.Namespace) -> dict[str, Any]:
    """Fill a season, close its one panel, and measure what is asked of it."""
    made = world.fill(YEAR, units=options.units, jurors=options.jurors)
    world.close(made)
    figures = _judged(made)
    with tempfile.TemporaryDirectory() as folder:
        bundle = Path(folder, "bundle")
        entries, export_seconds = _timed(lambda: export_season(made.season, bundle))
        verify_seconds, verify_mib = _verified(bundle)
    return {
        "units": options.units,
        "jurors": options.jurors,
        "ranking_and_statistics_seconds": figures,
        "export_seconds": {"figure": round(export_seconds, 1), "aim": "< 60", "entries": entries},
        "verify_season_seconds": {"figure": round(verify_seconds, 1), "mib": verify_mib},
        "peak_mib": {"figure": peak_mib(), "aim": "< 500"},
    }


def _judged(made: world.World) -> dict[str, Any]:
    """Ranking and statistics from the database, for the first time in this process and again.

    The first time has what is loaded once a process in it: the quantiles of SciPy, statements.
    """
    season = Season.objects.get(pk=made.season.pk)
    first, again = (_once(season, made.panel) for _ in range(2))
    return {"figure": first["seconds"], "aim": "< 2", "first": first, "again": again}


def _once(season: Season, panel: Panel) -> dict[str, float]:
    """Wall seconds of each part, and the CPU seconds of this process in all of them."""
    cpu = time.process_time()
    rows, listing = _timed(lambda: ranked_applications(season))
    found, reading = _timed(lambda: counted(season, rows))
    ranked, ranking_seconds = _timed(lambda: ranking(found))
    agreement, statistics = _timed(lambda: agreement_of(panel, found))
    if agreement is None or len(ranked) != len(rows):
        raise RuntimeError("not every unit was ranked")
    parts = {"reading": listing + reading, "ranking": ranking_seconds, "statistics": statistics}
    seconds = {"seconds": sum(parts.values()), **parts, "cpu_seconds": time.process_time() - cpu}
    return {name: round(each, 2) for name, each in seconds.items()}


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
