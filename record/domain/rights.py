"""What the application's own role may do in PostgreSQL: of what never changes, add and read.

Triggers stop the application from changing such rows by mistake. A role that is not the owner cannot
take the triggers away either: it may neither alter a table nor disable what watches it. Tables are
made and changed by another role, the owner, which no running process knows the password of.
"""

from django.db import connection, transaction
from psycopg import sql

from record.append_only import PREFIX
from record.errors import RecordError

_EVERYTHING = "SELECT, INSERT, UPDATE, DELETE"
_ADD_AND_READ = "SELECT, INSERT"
_READ = "SELECT"
_ONLY_READ = frozenset({"django_migrations"})


class NoRoles(RecordError):
    """The database has no roles: SQLite."""


def limit(role: str, *, password: str = "") -> list[str]:
    """Give `role` what the application needs and nothing else; return the append-only tables.

    The role is made if there is none. To be called by the owner after every migration. Raises
    NoRoles on SQLite.
    """
    if connection.vendor != "postgresql":
        raise NoRoles("only PostgreSQL has roles")
    with transaction.atomic():
        _ensure(role, password)
        kept = _append_only()
        whom = sql.Identifier(role)
        _run("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {}", whom)
        _run("REVOKE CREATE ON SCHEMA public FROM PUBLIC, {}", whom)
        _run("GRANT USAGE ON SCHEMA public TO {}", whom)
        _run("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}", whom)
        for table in connection.introspection.table_names():
            what = sql.SQL(_rights(table, kept))
            _run("GRANT {} ON TABLE {} TO {}", what, sql.Identifier(table), whom)
    return kept


def _rights(table: str, kept: list[str]) -> str:
    if table in _ONLY_READ:
        return _READ
    return _ADD_AND_READ if table in kept else _EVERYTHING


def _ensure(role: str, password: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        known = cursor.fetchone() is not None
    if not known:
        _run("CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE", sql.Identifier(role))
    if password:
        _run("ALTER ROLE {} PASSWORD {}", sql.Identifier(role), sql.Literal(password))


def _append_only() -> list[str]:
    """The tables whose triggers refuse an update."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
            "WHERE starts_with(tgname, %s) ORDER BY relname",
            [f"{PREFIX}update_"],
        )
        return [name for (name,) in cursor.fetchall()]


def _run(statement: str, *parts: sql.Composable) -> None:
    with connection.cursor() as cursor:
        # Names and passwords cannot be parameters here; psycopg quotes them.
        cursor.execute(sql.SQL(statement).format(*parts).as_string(cursor.connection))
