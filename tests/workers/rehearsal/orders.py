"""Orders and plans to look at, under the instruments that are shipped."""

from criteria.domain.files import read
from criteria.domain.loader import load
from criteria.instrument import Instrument
from directory.enums import Zone
from workers.rehearsal.planning.order import Order
from workers.rehearsal.planning.plan import Kanwil, Plan, make_plan
from workers.rehearsal.rehearsing import USUAL

REGIONS = [Kanwil(f"kanwil-{n}", list(Zone)[n % 3]) for n in range(33)]


def order(**given: int) -> Order:
    sizes = {"units": 20, "files": 10, "jurors": 3, "seed": 1, "workers": 1, **given}
    return Order(**sizes, instrument=read(USUAL), instrument_name=USUAL.name)


def instrument() -> Instrument:
    return load(read(USUAL), name=USUAL.name)


def plan(**given: int) -> Plan:
    return make_plan(order(**given), instrument(), REGIONS)
