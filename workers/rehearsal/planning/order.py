"""What is to be rehearsed, and whether that can be done at all."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from criteria.instrument import Instrument

ORDER, FIGURES = "order.json", "figures.json"  # files of a rehearsal's folder
MOST = {"units": 2000, "files": 2000, "jurors": 60, "workers": 64}


@dataclass(frozen=True, kw_only=True)
class Order:
    """How large a season is rehearsed, under which instrument (its TOML text, and its name).

    `files` is how many each unit hands in before any repair. `workers` is how many jobs are done at
    once; everything else decides what is played, so the same order is the same play.
    """

    units: int
    files: int
    jurors: int
    seed: int
    workers: int
    instrument: str
    instrument_name: str

    def write(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self)), encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> "Order":
        return cls(**json.loads(path.read_text(encoding="utf-8")))


def problems(order: Order, instrument: Instrument) -> Iterator[str]:
    """Why this cannot be played under this instrument, a line each."""
    for name, most in MOST.items():
        if not 1 <= getattr(order, name) <= most:
            yield f"--{name} must be from 1 to {most}"
    if order.seed < 0:
        yield "--seed must not be negative"
    if order.jurors < instrument.process.sheets_min:
        yield f"--jurors: this instrument wants {instrument.process.sheets_min} for each unit"
    room = min(room_for(instrument, kind) for kind in instrument.unit_types)
    if order.files > room:
        yield f"--files: under this instrument a unit can hand in at most {room}"


def room_for(instrument: Instrument, unit_type: str) -> int:
    """How many files a unit of that type can hand in at most."""
    return sum(each.evidence.count_max for each in instrument.indicators_for(unit_type))
