"""One rehearsal from its order to its figures."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from criteria.domain import files as instrument_files
from criteria.domain.loader import InstrumentError, load
from workers.rehearsal.parts import Broken, Parts
from workers.rehearsal.place import CannotBegin, own_place
from workers.rehearsal.planning.order import ORDER, Order, problems

USUAL = instrument_files.SHIPPED / "permenkumham-27-2018.toml"
PLAYED = "played_to_the_end"


def read_instrument(path: Path) -> str:
    """The text of an instrument that is good. Raises CannotBegin with every fault of it."""
    try:
        text = instrument_files.read(path)
        load(text, name=path.name)
    except InstrumentError as faulty:
        raise CannotBegin("\n".join(faulty.lines())) from faulty
    return text


def rehearse(
    order: Order, *, database: str, keep: Path | None, tell: Callable[[str], None]
) -> dict[str, Any]:
    """Play the order and return its figures; their `invariants` say whether all held.

    `database` is an address of an empty database, or empty for SQLite; `keep` an empty folder in
    which everything stays. Raises CannotBegin where nothing was played at all.
    """
    wrong = list(problems(order, load(order.instrument, name=order.instrument_name)))
    if wrong:
        raise CannotBegin("\n".join(wrong))
    began = time.monotonic()
    load_before = round(os.getloadavg()[0], 1)
    with own_place(database=database, keep=keep) as place:
        order.write(place.folder.path / ORDER)
        parts = Parts(place, order.workers, tell)
        try:
            figures = parts.run()
        except Broken as broken:
            figures = {"failed": str(broken), "invariants": {}}
        played = "failed" not in figures
        return {
            **figures,
            "invariants": {PLAYED: played, **figures["invariants"]},
            "database": "postgresql" if database.startswith("postgres") else "sqlite",
            "workers": order.workers,
            "cores": os.cpu_count(),
            "load_average_before": load_before,
            "restarts_of_parts": parts.troubles,
            "peak_memory_mib": {
                "together": parts.peak.together,
                "largest_process": parts.peak.largest,
            },
            "seconds_in_all": round(time.monotonic() - began, 1),
        }
