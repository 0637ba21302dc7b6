"""How long it takes to share out a panel: 1,000 units, 15 jurors, five for each unit.

CPU seconds of one process without a database: the first time, and again after a juror dropped out.
Three in a hundred pairs are conflicts; the units lie in 33 regions and are of 8 types. Importing
SciPy, once a process, is not counted.
"""

import argparse
import time
from itertools import product
from random import Random
from typing import Any

from jury.planning.plan import plan
from jury.planning.task import Plan, Task

JURORS, SIZE, REGIONS, TYPES, CONFLICTS = 15, 5, 33, 8, 0.03


def main(options: argparse.Namespace) -> dict[str, Any]:
    """Measure both plans, and how even and how small in change they are."""
    task = _task(options.units)
    began = time.process_time()
    first = plan(task)
    shared = time.process_time()
    again = plan(_without_one(first))
    ended = time.process_time()
    return {
        "units": options.units,
        "jurors": JURORS,
        "size": SIZE,
        "cpu_seconds": {
            "first": round(shared - began, 2),
            "after_a_drop_out": round(ended - shared, 2),
        },
        "differences": {
            "loads": _apart(list(first.loads.values())),
            "regions": _furthest(first, "region"),
            "unit_types": _furthest(first, "unit_type"),
        },
        "after_a_drop_out": {
            "lost": len(first.pairs) - len(again.task.current),
            "given_anew": len(again.added),
            "moved_besides": len(again.removed),
            "loads": _apart(list(again.loads.values())),
        },
    }


def _task(units: int) -> Task:
    draw = Random(1)
    names = [f"unit-{number:04}" for number in range(units)]
    jurors = [f"juror-{number:02}" for number in range(JURORS)]
    types = [min(int(draw.expovariate(0.5)), TYPES - 1) for _ in names]
    return Task(
        size=SIZE,
        applications=frozenset(names),
        jurors=frozenset(jurors),
        groups={
            "region": {name: str(draw.randrange(REGIONS)) for name in names},
            "unit_type": {name: str(kind) for name, kind in zip(names, types, strict=True)},
        },
        barred=frozenset(pair for pair in product(names, jurors) if draw.random() < CONFLICTS),
    )


def _without_one(made: Plan) -> Task:
    """The same panel after one juror left."""
    gone = max(made.task.jurors)
    return Task(
        size=SIZE,
        applications=made.task.applications,
        jurors=made.task.jurors - {gone},
        groups=made.task.groups,
        barred=made.task.barred,
        current=frozenset(pair for pair in made.pairs if pair[1] != gone),
    )


def _furthest(made: Plan, kind: str) -> int:
    """The most by which two jurors differ in units of one group."""
    counts = made.spread(kind)
    groups = {group for group, _juror in counts}
    return max(_apart([counts[group, juror] for juror in made.task.jurors]) for group in groups)


def _apart(numbers: list[int]) -> int:
    return max(numbers) - min(numbers)
