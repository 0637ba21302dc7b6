"""The plan of a rehearsal: who takes part, how each fares, what each answers and hands in.

It is made from the order, the instrument and the list of Kanwil alone: the same three give the
same plan, down to the bytes of every file. Ids, salts and keys are made anew each time.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from random import Random
from typing import NamedTuple

from criteria.instrument import Indicator, Instrument
from directory.enums import Zone
from workers.rehearsal.planning.filing import PlannedFile, Taker, dealt
from workers.rehearsal.planning.order import Order

UNITS_OF_A_REGION = 8


class Fate(StrEnum):
    """How a unit fares."""

    ORDINARY = "ordinary"
    REPAIRED = "repaired"
    DISQUALIFIED = "disqualified"
    FORM_LATE = "form_late"
    OBJECTION_UPHELD = "objection_upheld"
    NOT_PASSED = "not_passed"
    EXTENDED = "extended"
    EVIDENCE_LATE = "evidence_late"
    REPAIR_LATE = "repair_late"
    OBJECTION_REJECTED = "objection_rejected"
    WITHDRAWN = "withdrawn"


SPECIAL = tuple(Fate)[1:]
# Of these nothing is uploaded, of the others at least a part.
WITHOUT_FILES = (Fate.FORM_LATE, Fate.WITHDRAWN)


class Kanwil(NamedTuple):
    """A region as the plan knows it: its code and its time zone."""

    code: str
    zone: Zone


# Longitudes between which units of a zone are placed; their latitude is from 9° south to 1° south.
LONGITUDES = {Zone.WIB: (100.0, 113.0), Zone.WITA: (116.0, 124.0), Zone.WIT: (129.0, 140.0)}


@dataclass(frozen=True, kw_only=True)
class PlannedUnit:
    """A unit: where it is, how it fares, its answer to each indicator, its files in their order.

    `strength` is how often, of a hundred, a juror gives it the best mark.
    """

    number: int
    code: str
    unit_type: str
    region: str
    place: tuple[float, float]
    fate: Fate
    answers: dict[str, str]
    files: tuple[PlannedFile, ...]
    strength: int


@dataclass(frozen=True)
class Plan:
    """All units, and the region whose decree is over before its team is done."""

    units: tuple[PlannedUnit, ...]
    lapsing: str

    @property
    def regions(self) -> list[str]:
        return list(dict.fromkeys(unit.region for unit in self.units))

    def digest(self) -> str:
        """SHA-256 over everything planned, to see that two runs played the same."""
        text = json.dumps([asdict(unit) for unit in self.units], sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()


def chance(order: Order, *words: object) -> Random:
    """A source of chance of its own for each question, so that no answer moves another."""
    return Random("/".join(map(str, (order.seed, *words))))  # noqa: S311 - it is to be repeated


def make_plan(order: Order, instrument: Instrument, regions: Sequence[Kanwil]) -> Plan:
    """Plan a season for units of every type that the instrument assesses."""
    wanted = max(2, -(-order.units // UNITS_OF_A_REGION))
    used = chance(order, "regions").sample(list(regions), min(wanted, len(regions)))
    fates = _fates(order)
    seats = [_seat(order, number, used) for number in range(order.units)]
    types = [instrument.unit_types[n % len(instrument.unit_types)] for n in range(order.units)]
    takers = [
        Taker(
            asked=() if fate in WITHOUT_FILES else instrument.indicators_for(kind),
            place=place,
            forges=fate == Fate.DISQUALIFIED,
            lends=fate != Fate.EVIDENCE_LATE,
        )
        for kind, fate, (_region, place) in zip(types, fates, seats, strict=True)
    ]
    units = [
        PlannedUnit(
            number=number,
            code=f"68{number + 1:04}",
            unit_type=types[number],
            region=seats[number][0].code,
            place=seats[number][1],
            fate=fates[number],
            answers=_answers(order, number, instrument.indicators_for(types[number]), mine),
            files=mine,
            strength=100 if number == fates.index(Fate.ORDINARY) else _strength(order, number),
        )
        for number, mine in enumerate(dealt(order, takers))
    ]
    ordinary = units[fates.index(Fate.ORDINARY)]
    return Plan(units=tuple(units), lapsing=ordinary.region)


def _fates(order: Order) -> list[Fate]:
    """Half of the units fare as usual; the others share all that may befall one, in turn."""
    special = [SPECIAL[n % len(SPECIAL)] for n in range(order.units // 2)]
    fates = [*special, *[Fate.ORDINARY] * (order.units - len(special))]
    chance(order, "fates").shuffle(fates)
    return fates


def _seat(order: Order, number: int, used: Sequence[Kanwil]) -> tuple[Kanwil, tuple[float, float]]:
    region = used[number % len(used)]
    draw = chance(order, "seat", number)
    west, east = LONGITUDES[region.zone]
    return region, (round(draw.uniform(-9, -1), 4), round(draw.uniform(west, east), 4))


def _answers(
    order: Order, number: int, asked: Sequence[Indicator], files: Sequence[PlannedFile]
) -> dict[str, str]:
    """What its files show is in place, or nearly so; of the rest it says that it is not."""
    draw = chance(order, "answers", number)
    shown = {file.indicator for file in files if file.enough}
    answers = {}
    for indicator in asked:
        scale = indicator.scale
        rungs = sorted(scale.answers, key=lambda answer: answer.points, reverse=True)
        met = rungs[0] if draw.random() < 0.85 else rungs[1]
        answers[indicator.code] = met.code if indicator.code in shown else scale.unmet
    return answers


def _strength(order: Order, number: int) -> int:
    return chance(order, "strength", number).choice((97, 95, 90, 80, 60, 40))
