"""The ledger: entries a second from eight writers at once, and how long it takes to verify it all."""

import argparse
import multiprocessing
import statistics
import time
import uuid
from datetime import datetime, timedelta
from multiprocessing.synchronize import Barrier
from typing import Any

from django.db import connections
from django.utils import timezone

from bench.load.memory import peak_mib
from record.domain import ledger
from record.domain.work import recorded
from record.models import LedgerEntry

WRITERS = 8
SECONDS = 6.0
BATCH = 1000


def main(options: argparse.Namespace) -> dict[str, Any]:
    """Append for some seconds, fill up to the wanted length, verify three times."""
    each, waits = appended()
    fill(options.entries)
    took = [_verified() for _ in range(3)]
    return {
        "appends_a_second": {"figure": round(each), "aim": ">= 1000", "writers": WRITERS},
        "append_ms": {"p50": _ms(waits, 50), "p99": _ms(waits, 99)},
        "verify_seconds": {
            "figure": round(statistics.median(took), 2),
            "aim": "< 5",
            "entries": LedgerEntry.objects.count(),
        },
        "peak_mib": {"figure": peak_mib(), "aim": "< 500"},
    }


def appended() -> tuple[float, list[float]]:
    """Return units of work a second, each with one entry and a commit, and how long each took."""
    connections.close_all()
    context = multiprocessing.get_context("fork")
    barrier, results = context.Barrier(WRITERS), context.SimpleQueue()
    writers = [context.Process(target=_write, args=(barrier, results)) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    found: list[list[float]] = [results.get() for _ in writers]
    for writer in writers:
        writer.join()
    waits = [wait for times in found for wait in times]
    return len(waits) / SECONDS, waits


def _write(barrier: Barrier, results: Any) -> None:
    application = f"application:{uuid.uuid4()}"
    with recorded(actor="system"):
        pass  # the connection is open before the clock runs
    barrier.wait()
    waits, end = [], time.perf_counter() + SECONDS
    while (begun := time.perf_counter()) < end:
        with recorded(actor="system") as work:
            work.event("bench_entry", subject=application, facts={"value": "ada"})
        waits.append(time.perf_counter() - begun)
    results.put(waits)


def fill(entries: int) -> None:
    """Append until the ledger has so many entries."""
    start = timezone.now()
    while (missing := entries - LedgerEntry.objects.count()) > 0:
        with recorded(actor="system") as work:
            for number in range(min(BATCH, missing)):
                _entry(work, start + timedelta(milliseconds=number))


def _entry(work: Any, at: datetime) -> None:
    facts = {"indicator": "a-1", "sha256": uuid.uuid4().hex * 2, "at": at}
    work.event("bench_evidence", subject=f"application:{uuid.uuid4()}", facts=facts)


def _verified() -> float:
    begun = time.perf_counter()
    faults = ledger.verify()
    if faults:
        raise RuntimeError(f"the ledger is not whole: {faults[0]}")
    return time.perf_counter() - begun


def _ms(seconds: list[float], percent: int) -> float:
    return round(statistics.quantiles(seconds, n=100)[percent - 1] * 1000, 1)
