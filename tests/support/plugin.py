"""pytest options and the choice of database, made before Django reads its settings.

pytest                          on SQLite, nothing to prepare
pytest --database=postgresql    on TEST_POSTGRES_URL, else on a server started for the run
"""

import gc
import os
from collections.abc import Iterator
from typing import Any

import pytest

from tests.support import environment
from tests.support.postgres import NoPostgres, Postgres

URL = "TEST_POSTGRES_URL"
_started: list[Postgres] = []
_missing: list[str] = []


def missing(what: str) -> None:
    """Note a real part that could not be had; the run says so at its end, and fails in CI."""
    if what not in _missing:
        _missing.append(what)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=["sqlite", "postgresql"],
        default=os.environ.get("TEST_DATABASE", "sqlite"),
        help="the database to run on",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    # Looking for garbage after each 700 new objects costs a suite of this size a tenth of its time.
    gc.set_threshold(50_000, 20, 50)
    environment.provide()
    if early_config.known_args_namespace.database == "postgresql":
        os.environ["DATABASE_URL"] = _postgres_url()


def _postgres_url() -> str:
    # xdist workers inherit the variable, so one server serves them all.
    if URL not in os.environ:
        server = Postgres()
        try:
            server.start()
        except NoPostgres as why:
            raise pytest.UsageError(f"No PostgreSQL to test on: {why}") from why
        _started.append(server)
        os.environ[URL] = server.url
    return os.environ[URL]


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    while _started:
        _started.pop().stop()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
    if config.getoption("--database") == "postgresql":
        # What asks no database ran on SQLite, where it needs it no more.
        pure = [item for item in items if not _needs_database(item)]
        config.hook.pytest_deselected(items=pure)
        items[:] = [item for item in items if _needs_database(item)]
        return
    skip = pytest.mark.skip(reason="only PostgreSQL has it; run with --database=postgresql")
    for item in items:
        if "postgresql" in item.keywords:
            item.add_marker(skip)


def _needs_database(item: pytest.Item) -> bool:
    fixtures = {"db", "transactional_db", "live_server", "worker"}
    asked = fixtures.intersection(getattr(item, "fixturenames", ()))
    return bool(asked) or item.get_closest_marker("django_db") is not None


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    """An xdist worker has ended: take over what it noted."""
    for what in getattr(node, "workeroutput", {}).get("missing", []):
        missing(what)


@pytest.hookimpl(wrapper=True)
def pytest_sessionfinish(session: pytest.Session) -> Iterator[None]:
    yield
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["missing"] = _missing
        return
    if _missing and os.environ.get("CI") and session.exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for what in _missing:
        terminalreporter.write_line(f"NOT RUN ON REAL PARTS: {what}", red=True, bold=True)
