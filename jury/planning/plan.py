"""The best way to share out: sizes, then equal loads, then little change, then spread.

Sizes and conflicts are kept without exception. Loads are as equal as those allow, which is within
one where it is possible at all. Among all such ways few pairs change, and among those the regions
and unit types of each juror are as many as everybody's, as near as the solver comes.

The first three are a flow through a network, for which the solver's answer is exact and in whole
numbers. The spread crosses two partitions and is none: for large panels it is solved in fractions,
what is whole stays, and the few others are decided as whole numbers. Where that fails the flow's
answer stands, so that spread never costs what was promised before it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from jury.planning.model import Model, Unsolvable
from jury.planning.task import Pair, Plan, Task

NEARLY = 1e-6
SOLVED_AT_ONCE = 2000  # pairs; beyond, whole numbers from the start take too long


def plan(task: Task) -> Plan:
    """Share out; the same task gives the same plan, in whatever order it was written down."""
    if not task.pairs:
        return Plan(task=task, pairs=frozenset())
    flow = _flow(task)
    try:
        return Plan(task=task, pairs=_spread(task, flow))
    except Unsolvable:
        return Plan(task=task, pairs=flow)


def _flow(task: Task) -> frozenset[Pair]:
    """Sizes kept, the sum of the squares of the loads least, then the fewest pairs changed.

    The square grows by 1, 3, 5 … with each application of a juror: a column for each such step.
    """
    model, columns = Model(), {}
    weight = sum(task.wanted.values()) + 1
    for pair in task.pairs:
        columns[pair] = model.column(
            cost=-1 if pair in task.current else 0, low=pair in task.held, high=1, whole=True
        )
    _sizes(model, task, columns)
    for mine in _by_juror(columns).values():
        steps = [
            model.column(cost=weight * (2 * step + 1), high=1, whole=True)
            for step in range(len(mine))
        ]
        model.row(mine, 0, 0, less=steps)
    solved = model.solve()
    return frozenset(pair for pair, column in columns.items() if solved[column] > 1 / 2)


def _spread(task: Task, flow: frozenset[Pair]) -> frozenset[Pair]:
    """As good as the flow in all it promises, and even over the groups."""
    model, columns = Model(), {}
    for pair in task.pairs:
        columns[pair] = model.column(low=pair in task.held, high=1, whole=True)
    _sizes(model, task, columns)
    _loads(model, flow, columns)
    kept = [columns[pair] for pair in flow & task.current]
    if kept:
        known = [columns[pair] for pair in sorted(task.current) if pair in columns]
        model.row(known, len(kept), len(kept))
    for _kind, group_of in sorted(task.groups.items()):
        _evenly(model, task, group_of, columns)
    if len(columns) > SOLVED_AT_ONCE:
        _settle_what_is_whole(model, columns)
    solved = model.solve()
    return frozenset(pair for pair, column in columns.items() if solved[column] > 1 / 2)


def _settle_what_is_whole(model: Model, columns: Mapping[Pair, int]) -> None:
    """Solve in fractions and leave only those pairs open that came out as one."""
    found = model.solve(whole=False)
    for column in columns.values():
        if min(found[column], 1 - found[column]) < NEARLY:
            model.low[column] = model.high[column] = round(found[column])


def _sizes(model: Model, task: Task, columns: Mapping[Pair, int]) -> None:
    by_application: defaultdict[str, list[int]] = defaultdict(list)
    for (application, _juror), column in columns.items():
        by_application[application].append(column)
    for application, mine in by_application.items():
        model.row(mine, task.wanted[application], task.wanted[application])


def _loads(model: Model, flow: Iterable[Pair], columns: Mapping[Pair, int]) -> None:
    """Loads within one may change hands; where they cannot be, each stays what it was."""
    loads = Counter(juror for _application, juror in flow)
    by_juror = _by_juror(columns)
    least = min(loads[juror] for juror in by_juror)
    most = max(loads.values())
    for juror, mine in by_juror.items():
        bounds = (least, most) if most - least <= 1 else (loads[juror], loads[juror])
        model.row(mine, *bounds)


def _evenly(
    model: Model, task: Task, group_of: Mapping[str, str], columns: Mapping[Pair, int]
) -> None:
    """Each juror's share of a group, rounded down or up; beyond that each one costs one."""
    slots: Counter[str] = Counter()
    for application, count in task.wanted.items():
        slots[group_of[application]] += count
    shares: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for (application, juror), column in columns.items():
        shares[juror, group_of[application]].append(column)
    for (_juror, group), mine in shares.items():
        fair, rest = divmod(slots[group], len(task.jurors))
        over, under = model.column(cost=1), model.column(cost=1)
        model.row([*mine, under], fair, fair + bool(rest), less=[over])


def _by_juror(columns: Mapping[Pair, int]) -> dict[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for (_application, juror), column in columns.items():
        found[juror].append(column)
    return dict(found)
