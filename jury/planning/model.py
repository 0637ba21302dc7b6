"""A linear programme that grows by rows, for the solver HiGHS in scipy."""

import math
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scipy.optimize import LinearConstraint


class Unsolvable(Exception):
    """No numbers fit all rows, or none were found within the limit of steps."""


class Model:
    """Columns with a cost and bounds, rows between two bounds; the least cost is looked for.

    No limit of time, but one of steps: the same model gives the same numbers on any machine.
    """

    STEPS = 2000

    def __init__(self) -> None:
        self.cost: list[float] = []
        self.low: list[float] = []
        self.high: list[float] = []
        self.whole: list[int] = []
        self._rows: list[tuple[Sequence[int], Sequence[float], float, float]] = []

    def column(
        self, *, cost: float = 0, low: float = 0, high: float = math.inf, whole: bool = False
    ) -> int:
        """Add a column and return its number."""
        self.cost.append(cost)
        self.low.append(low)
        self.high.append(high)
        self.whole.append(int(whole))
        return len(self.cost) - 1

    def row(
        self, columns: Iterable[int], low: float, high: float, *, less: Sequence[int] = ()
    ) -> None:
        """The sum of the columns, without the sum of those in `less`, lies between the bounds."""
        plus = list(columns)
        self._rows.append(([*plus, *less], [1.0] * len(plus) + [-1.0] * len(less), low, high))

    def solve(self, *, whole: bool = True) -> Any:
        """The numbers of least cost; with `whole=False` fractions are allowed everywhere.

        Raises Unsolvable.
        """
        # Twenty megabytes of every web process, which no other page needs.
        from scipy.optimize import Bounds, milp  # noqa: PLC0415

        found = milp(
            self.cost,
            constraints=self._constraints(),
            bounds=Bounds(self.low, self.high),
            integrality=self.whole if whole else 0,
            options={"node_limit": self.STEPS},
        )
        if not found.success:
            raise Unsolvable(found.message)
        return found.x

    def _constraints(self) -> "LinearConstraint":
        from scipy.optimize import LinearConstraint  # noqa: PLC0415
        from scipy.sparse import csr_array  # noqa: PLC0415

        counts = [len(columns) for columns, _values, _low, _high in self._rows]
        columns = [each for row in self._rows for each in row[0]]
        values = [each for row in self._rows for each in row[1]]
        matrix = csr_array(
            (values, columns, list(accumulate(counts, initial=0))),
            shape=(len(self._rows), len(self.cost)),
        )
        return LinearConstraint(
            matrix, [row[2] for row in self._rows], [row[3] for row in self._rows]
        )
