"""A migration operation that makes the database itself refuse to change or delete a table's rows.

For tables whose rows are said never to change. The application cannot get past it by mistake;
whoever owns the database can drop the triggers, which is what the ledger's chain is there to show.
On SQLite an operation that rebuilds the table (AlterField, AddConstraint) drops its triggers: such
a migration must repeat AppendOnly at its end.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

PREFIX = "append_only_"


class AppendOnly(Operation):
    """Refuse UPDATE and DELETE of the table's rows, and on PostgreSQL TRUNCATE."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, table: str) -> None:
        self.table = table

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Triggers are not part of Django's model state."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Create the triggers, anew if they are there."""
        self.database_backwards(app_label, schema_editor, from_state, to_state)
        for statement in self.create(schema_editor.connection.vendor):
            schema_editor.execute(statement, params=None)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Drop the triggers."""
        for statement in self.drop(schema_editor.connection.vendor):
            schema_editor.execute(statement, params=None)

    def describe(self) -> str:
        """Say what the operation does, for migrate's output."""
        return f"Refuse changes to the rows of {self.table}"

    def trigger(self, event: str) -> str:
        """The name of the trigger that refuses `event`: update, delete or truncate."""
        return f"{PREFIX}{event}_{self.table}"

    def drop(self, vendor: str) -> Iterator[str]:
        """The statements that drop the triggers, where they are there."""
        on_table = f" ON {self.table}" if vendor == "postgresql" else ""
        for event in ("update", "delete", "truncate"):
            yield f"DROP TRIGGER IF EXISTS {self.trigger(event)}{on_table}"

    def create(self, vendor: str) -> Iterator[str]:
        """The statements that create the triggers."""
        refusal = f"the rows of {self.table} are append-only"
        if vendor == "sqlite":
            for event in ("update", "delete"):
                yield (
                    f"CREATE TRIGGER {self.trigger(event)} BEFORE {event} ON {self.table} "
                    f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
                )
            return
        yield (
            "CREATE OR REPLACE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'the rows of % are append-only', TG_TABLE_NAME "
            "USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
        for event in ("update", "delete", "truncate"):
            yield (
                f"CREATE TRIGGER {self.trigger(event)} BEFORE {event} ON {self.table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION append_only()"
            )


@contextmanager
def lifted(table: str) -> Iterator[None]:
    """Let a table's rows be changed inside the block; nothing is done for a table without triggers.

    To be used inside a transaction, which takes the triggers' absence back if it fails. Raises
    ProgrammingError for a role that does not own the table.
    """
    operation = AppendOnly(table)
    if not _guarded(operation):
        yield
        return
    with connection.cursor() as cursor:
        for statement in operation.drop(connection.vendor):
            cursor.execute(statement)
    yield
    with connection.cursor() as cursor:
        for statement in operation.create(connection.vendor):
            cursor.execute(statement)


def _guarded(operation: AppendOnly) -> bool:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            where = "SELECT 1 FROM pg_trigger WHERE tgname = %s"
        else:
            where = "SELECT 1 FROM sqlite_master WHERE type = 'trigger' AND name = %s"
        cursor.execute(where, [operation.trigger("update")])
        return cursor.fetchone() is not None


class Lifted(AppendOnly):
    """Lift the refusal for what follows in the same migration, which must repeat AppendOnly.

    For a column that is filled from what a row already says: nothing it told is changed.
    """

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Drop the triggers."""
        super().database_backwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Create the triggers again."""
        for statement in self.create(schema_editor.connection.vendor):
            schema_editor.execute(statement, params=None)

    def describe(self) -> str:
        """Say what the operation does, for migrate's output."""
        return f"Allow a column of {self.table} to be filled"
