"""Sharing out: sizes and conflicts always, then equal loads, then little change, then spread."""

from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jury.planning import plan as planning
from jury.planning.model import Unsolvable
from jury.planning.plan import plan
from jury.planning.task import Pair, Plan, Task

REGIONS = ("Aceh", "Bali", "Riau")
TYPES = ("Lapas", "Kanim")


def task(applications: int, jurors: int, size: int, **more: frozenset[Pair]) -> Task:
    names = [f"a{number:03}" for number in range(applications)]
    return Task(
        size=size,
        applications=frozenset(names),
        jurors=frozenset(f"j{number:02}" for number in range(jurors)),
        groups={
            "region": {name: REGIONS[n % len(REGIONS)] for n, name in enumerate(names)},
            "unit_type": {name: TYPES[n // 2 % len(TYPES)] for n, name in enumerate(names)},
        },
        **more,
    )


@st.composite
def tasks(draw: st.DrawFn, most: int = 12) -> Task:
    count, jurors = draw(st.integers(0, most)), draw(st.integers(1, 6))
    given = task(count, jurors, draw(st.integers(1, 5)))
    possible = sorted(product(given.applications, given.jurors))
    some = st.sets(st.sampled_from(possible)) if possible else st.just(set())
    current = frozenset(draw(some))
    kept = current & frozenset(draw(some))
    return task(count, jurors, given.size, barred=frozenset(draw(some)), current=current, kept=kept)


@settings(max_examples=60, deadline=None)
@given(tasks())
def test_sizes_conflicts_and_opened_sheets_are_kept(given: Task) -> None:
    made = plan(given)
    assert not made.pairs & given.barred
    assert given.held <= made.pairs
    counts = {name: sum(a == name for a, _j in made.pairs) for name in given.applications}
    for name, count in counts.items():
        able = len(given.jurors) - sum(a == name for a, _j in given.barred)
        held = sum(a == name for a, _j in given.held)
        assert count == max(min(given.size, able), held)
    assert set(made.short) == {name for name, count in counts.items() if count < given.size}
    assert set(made.over) == {name for name, count in counts.items() if count > given.size}


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 30), st.integers(1, 8), st.integers(1, 8))
def test_without_conflicts_loads_differ_by_one_at_most(count: int, jurors: int, size: int) -> None:
    loads = plan(task(count, jurors, size)).loads.values()
    assert max(loads) - min(loads) <= 1
    assert sum(loads) == count * min(size, jurors)


def every_way(given: Task) -> list[frozenset[Pair]]:
    """All ways to share out, counted by hand; for few applications."""
    choices = []
    for name in sorted(given.applications):
        able = [pair for pair in given.pairs if pair[0] == name]
        some = combinations(able, given.wanted[name])
        held = {pair for pair in given.held if pair[0] == name}
        choices.append([set(each) for each in some if held <= set(each)])
    return [frozenset(set().union(*each)) for each in product(*choices)]


def unevenness(made: Plan) -> int:
    return sum(load**2 for load in made.loads.values())


@settings(max_examples=60, deadline=None)
@given(tasks(most=3))
def test_no_other_way_is_more_even_or_as_even_with_less_change(given: Task) -> None:
    made = plan(given)
    ways = [Plan(task=given, pairs=pairs) for pairs in every_way(given)]
    best = min((unevenness(way), len(way.removed)) for way in ways)
    assert (unevenness(made), len(made.removed)) == best


def test_after_a_drop_out_only_the_lost_sheets_are_given_anew() -> None:
    before = plan(task(40, 6, 3))
    left = frozenset(pair for pair in before.pairs if pair[1] != "j05")
    after = plan(task(40, 5, 3, current=left))
    assert after.removed == frozenset()
    assert len(after.added) == before.loads["j05"]
    assert max(after.loads.values()) - min(after.loads.values()) <= 1


def test_run_again_nothing_changes() -> None:
    before = plan(task(25, 7, 3, barred=frozenset({("a000", "j00"), ("a003", "j01")})))
    again = plan(task(25, 7, 3, barred=before.task.barred, current=before.pairs))
    assert again.pairs == before.pairs


@pytest.mark.parametrize("kind", ["region", "unit_type"])
def test_every_juror_gets_regions_and_unit_types_alike(kind: str) -> None:
    made = plan(task(60, 6, 3))
    counts = made.spread(kind)
    for group in {group for group, _juror in counts}:
        each = [counts[group, juror] for juror in made.task.jurors]
        assert max(each) - min(each) <= 1


def test_the_order_in_which_it_was_written_down_changes_nothing() -> None:
    given = task(20, 5, 2)
    turned = Task(
        size=2,
        applications=frozenset(sorted(given.applications, reverse=True)),
        jurors=frozenset(sorted(given.jurors, reverse=True)),
        groups={
            kind: dict(sorted(given.groups[kind].items(), reverse=True))
            for kind in sorted(given.groups, reverse=True)
        },
    )
    assert plan(turned).pairs == plan(given).pairs == plan(given).pairs


def test_where_the_spread_is_not_found_the_rest_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_given: object) -> None:
        raise Unsolvable

    monkeypatch.setattr(planning, "_spread", fails)
    made = plan(task(20, 5, 2))
    assert set(made.loads.values()) == {8}
    assert all(made.task.wanted[name] == 2 for name in made.task.applications)


def test_nobody_to_share_among() -> None:
    made = plan(task(3, 0, 2))
    assert made.pairs == frozenset()
    assert set(made.short.values()) == {0}
