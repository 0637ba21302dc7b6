"""Fixtures of the whole suite; the parts themselves are in tests/support."""

import os

import pytest
from hypothesis import HealthCheck, settings

# A busy machine is no fault of what is tested.
settings.register_profile("p2ham", suppress_health_check=[HealthCheck.too_slow], deadline=None)
settings.load_profile("p2ham")

pytest_plugins = [
    "tests.support.database",
    "tests.support.browsing",
    "tests.support.broker",
    "tests.support.processes",
    "tests.support.room",
    "tests.e2e.world",
]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long tests first, so that no process is left with some of them when the others are done.

    Those that empty the database stay behind all others that use it, as pytest-django puts them;
    whole seasons, played in databases of their own, wait for neither. Each process begins with a
    stretch of the list of its own (pytest-xdist's worksteal), so they are dealt out like cards: else
    all that is long would be in one hand.
    """
    items.sort(key=lambda item: (_turn(item), not _is_long(item)))
    hands = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    items[:] = [item for hand in range(hands) for item in items[hand::hands]]


def _is_long(item: pytest.Item) -> bool:
    """Whether it says so: it is left out of the quick run, or asks for more time than others."""
    return any(item.get_closest_marker(name) for name in ("slow", "timeout"))


def _turn(item: pytest.Item) -> int:
    """0: long and without a database; 1: rolls back what it wrote; 2: empties the tables; 3: none."""
    marker, fixtures = item.get_closest_marker("django_db"), getattr(item, "fixturenames", ())
    if {"transactional_db", "live_server"}.intersection(fixtures):
        return 2
    if marker is None and "db" not in fixtures:
        return 0 if _is_long(item) else 3
    return 2 if marker and marker.kwargs.get("transaction") else 1
