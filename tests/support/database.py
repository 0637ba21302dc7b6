"""Emptying the tables after a transactional test, where triggers forbid just that."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.backends.base.operations import BaseDatabaseOperations

Flush = Callable[[Sequence[str]], None]


@pytest.fixture(scope="session", autouse=True)
def _flush_past_the_triggers(request: pytest.FixtureRequest) -> Iterator[None]:
    """The ledger refuses deletion, also to Django's own clean-up between tests."""
    # On the class: while Playwright's loop runs, this thread has another connection.
    operations = type(connection.ops)
    original = operations.execute_sql_flush
    seed_regions = import_module("directory.migrations.0002_regions").seed
    flush = _flush_sqlite if connection.vendor == "sqlite" else _flush_postgresql

    def execute_sql_flush(ops: BaseDatabaseOperations, statements: Sequence[str]) -> None:
        flush(statements, partial(original, ops))
        # What a migration wrote belongs to an empty installation; the next test counts on it.
        seed_regions(apps, SimpleNamespace(connection=connection))

    patch = pytest.MonkeyPatch()
    patch.setattr(operations, "execute_sql_flush", execute_sql_flush)
    yield
    patch.undo()


def _flush_postgresql(_statements: Sequence[str], _original: Flush) -> None:
    """Delete where there is something; to truncate a hundred tables takes a third of a second."""
    tables = connection.introspection.django_table_names(only_existing=True)
    asked = " UNION ALL ".join(f"SELECT '{t}' WHERE EXISTS (SELECT FROM \"{t}\")" for t in tables)  # noqa: S608
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(asked)
        for (table,) in cursor.fetchall():
            cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608 - a table of ours


def _flush_sqlite(statements: Sequence[str], original: Flush) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers: list[tuple[str, Any]] = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        try:
            original(statements)
        finally:
            for _, sql in triggers:
                cursor.execute(sql)
