"""What every act of a rehearsal works with: the cast, the season, the plan, what was received."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from award.enums import State
from award.models import Application, Season
from criteria.instrument import Instrument
from verification.queries.receipts import Receipt
from workers.demo.cast import Cast
from workers.rehearsal.planning.filing import PlannedFile
from workers.rehearsal.planning.order import Order
from workers.rehearsal.planning.plan import Fate, Plan, PlannedUnit


@dataclass
class Scene:
    """The state of the play. `receipts` are what units were given for their files, in order;
    `refused` tells of each act that a lapsed decree should have kept somebody from, whether it did.
    """

    order: Order
    plan: Plan
    cast: Cast
    season: Season
    instrument: Instrument
    receipts: list[tuple[PlannedFile, Receipt]] = field(default_factory=list)
    refused: list[bool] = field(default_factory=list)
    waived: int = 0
    settled: int = 0
    ranks: dict[str, int] = field(default_factory=dict)

    def each(
        self, fates: Collection[Fate] = tuple(Fate)
    ) -> Iterator[tuple[Application, PlannedUnit]]:
        """The applications of units that fare so, each read anew, with what is planned for them."""
        rows = self.season.applications.select_related("unit", "region", "season__instrument")
        by_code = {row.unit.work_unit_code: row for row in rows}
        for planned in self.plan.units:
            if planned.fate in fates:
                yield by_code[planned.code], planned

    def of(self, planned: PlannedUnit) -> list[tuple[PlannedFile, Receipt]]:
        """What a unit handed in, in its order, each with its receipt."""
        return [row for row in self.receipts if row[0].unit == planned.number]

    def asked_about(self, planned: PlannedUnit) -> list[tuple[PlannedFile, Receipt]]:
        """The files that a team sends back: the first of two indicators, false ones last."""
        first: dict[str, tuple[PlannedFile, Receipt]] = {}
        for file, receipt in sorted(self.of(planned), key=lambda row: not row[0].honest):
            first.setdefault(file.indicator, (file, receipt))
        return list(first.values())[:2]

    def in_state(self, *states: State) -> list[Application]:
        """The applications that are now in one of these states, in the order of the plan."""
        return [row for row, _planned in self.each() if row.state in states]
