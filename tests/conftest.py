"""Fixtures of the whole suite; the parts themselves are in tests/support."""

from hypothesis import HealthCheck, settings

# A busy machine is no fault of what is tested.
settings.register_profile("p2ham", suppress_health_check=[HealthCheck.too_slow], deadline=None)
settings.load_profile("p2ham")

pytest_plugins = [
    "tests.support.database",
    "tests.support.browsing",
    "tests.support.broker",
    "tests.support.processes",
    "tests.e2e.world",
]
