"""The application's own role on PostgreSQL: connect as it, and try."""

import os
from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection

from record.domain import rights
from record.models import LedgerEntry

# Roles belong to the whole server, which the processes of one run share.
ROLE = f"p2ham_limited_{os.environ.get('PYTEST_XDIST_WORKER', 'test')}"
WRITTEN_ONCE = [
    "record_ledgerentry",
    "record_blob",
    "record_checkpoint",
    "verification_evidenceversion",
    "jury_scoreversion",
    "jury_decision",
    "award_step",
]
FORBIDDEN = [
    "UPDATE {table} SET {column} = {column}",
    "DELETE FROM {table}",
    "TRUNCATE {table} CASCADE",
    "ALTER TABLE {table} DISABLE TRIGGER ALL",
    "DROP TRIGGER append_only_update_{table} ON {table}",
    "DROP TABLE {table} CASCADE",
]


@pytest.fixture
def limited(transactional_db: None) -> Iterator["psycopg.Connection[tuple[object, ...]]"]:
    """A connection as the role that the application's processes have."""
    rights.limit(ROLE)
    given = connection.get_connection_params()
    where = {name: given[name] for name in ("host", "port", "dbname") if given.get(name)}
    with psycopg.connect(user=ROLE, autocommit=True, **where) as other:
        yield other
    with connection.cursor() as cursor:
        cursor.execute(f"DROP OWNED BY {ROLE}")
        cursor.execute(f"DROP ROLE {ROLE}")


@pytest.mark.postgresql
@pytest.mark.parametrize("table", WRITTEN_ONCE)
def test_what_never_changes_may_only_be_added_to(
    limited: "psycopg.Connection[tuple[object, ...]]", table: str
) -> None:
    with connection.cursor() as cursor:
        key = connection.introspection.get_primary_key_column(cursor, table)
    for statement in FORBIDDEN:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            limited.execute(statement.format(table=table, column=key))
    read = "SELECT {column} FROM {table}"
    limited.execute(read.format(table=table, column=key))


@pytest.mark.postgresql
def test_it_may_append_and_do_its_daily_work(
    limited: "psycopg.Connection[tuple[object, ...]]",
) -> None:
    limited.execute(
        "INSERT INTO record_ledgerentry (seq, prev_hash, hash, body, at, actor, kind, subject) "
        "VALUES (1, repeat('0', 64), repeat('1', 64), '{}', now(), 'system', 'x', 'y')"
    )
    assert LedgerEntry.objects.count() == 1
    limited.execute("UPDATE award_application SET version = version + 1")
    limited.execute("DELETE FROM record_notice")


@pytest.mark.postgresql
@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mine (id int)",
        "DELETE FROM django_migrations",
        "SET session_replication_role = replica",
        (
            "CREATE OR REPLACE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RETURN NEW; END $$"
        ),
        "CREATE ROLE other",
    ],
)
def test_it_may_not_change_what_watches_it(
    limited: "psycopg.Connection[tuple[object, ...]]", statement: str
) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        limited.execute(statement)


@pytest.mark.django_db
def test_a_database_without_roles_says_so() -> None:
    if connection.vendor == "postgresql":
        pytest.skip("is about SQLite")
    with pytest.raises(rights.NoRoles):
        rights.limit(ROLE)
