"""Closing a panel of hundreds: how long chair and secretary wait, each for one press of a button."""

import argparse
import time
from collections.abc import Callable
from typing import Any, TypeVar

from bench.load.memory import peak_mib
from bench.load.world import fill
from directory.actors import Actor
from jury.domain.closing import close, propose_closing

YEAR = 2037
UNITS = 300
Made = TypeVar("Made")


def main(options: argparse.Namespace) -> dict[str, Any]:
    """One panel of 300 applications, every sheet sealed: proposed, then closed."""
    world = fill(YEAR, units=min(UNITS, options.units), jurors=options.jurors, files=0)
    proposed, proposal = _timed(lambda: propose_closing(panel=world.panel, by=Actor(world.chair)))
    closed, closing = _timed(
        lambda: close(proposal_id=proposal.pk, digest=proposal.digest, by=Actor(world.secretary))
    )
    return {
        "applications": closing.results.count(),
        "sheets": closing.sheets,
        "propose_seconds": proposed,
        "close_seconds": closed,
        "peak_mib": peak_mib(),
    }


def _timed(act: Callable[[], Made]) -> tuple[dict[str, Any], Made]:
    wall, cpu = time.perf_counter(), time.process_time()
    made = act()
    taken = {"figure": round(time.perf_counter() - wall, 2), "aim": "< 10"}
    return {**taken, "cpu": round(time.process_time() - cpu, 2)}, made
