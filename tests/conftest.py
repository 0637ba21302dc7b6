"""Fixtures of the whole suite; the parts themselves are in tests/support."""

pytest_plugins = [
    "tests.support.database",
    "tests.support.browsing",
    "tests.support.broker",
    "tests.support.processes",
    "tests.e2e.world",
]
