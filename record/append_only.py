"""A migration operation that makes the database itself refuse to change or delete a table's rows.

For tables whose rows are said never to change. The application cannot get past it by mistake;
whoever owns the database can drop the triggers, which is what the ledger's chain is there to show.
On SQLite an operation that rebuilds the table (AlterField, AddConstraint) drops its triggers: such
a migration must repeat AppendOnly at its end.
"""

from collections.abc import Iterator

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
        for statement in self._create(schema_editor.connection.vendor):
            schema_editor.execute(statement, params=None)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Drop the triggers."""
        on_table = f" ON {self.table}" if schema_editor.connection.vendor == "postgresql" else ""
        for event in ("update", "delete", "truncate"):
            schema_editor.execute(
                f"DROP TRIGGER IF EXISTS {self._name(event)}{on_table}", params=None
            )

    def describe(self) -> str:
        """Say what the operation does, for migrate's output."""
        return f"Refuse changes to the rows of {self.table}"

    def _name(self, event: str) -> str:
        return f"{PREFIX}{event}_{self.table}"

    def _create(self, vendor: str) -> Iterator[str]:
        refusal = f"the rows of {self.table} are append-only"
        if vendor == "sqlite":
            for event in ("update", "delete"):
                yield (
                    f"CREATE TRIGGER {self._name(event)} BEFORE {event} ON {self.table} "
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
                f"CREATE TRIGGER {self._name(event)} BEFORE {event} ON {self.table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION append_only()"
            )


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
        for statement in self._create(schema_editor.connection.vendor):
            schema_editor.execute(statement, params=None)

    def describe(self) -> str:
        """Say what the operation does, for migrate's output."""
        return f"Allow a column of {self.table} to be filled"
