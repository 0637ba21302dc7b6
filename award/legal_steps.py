"""The database's own net: it refuses a change of state that no edge of the table makes.

Like every trigger on SQLite it is dropped where a migration rebuilds the table; such a migration
must repeat it at its end.
"""

from collections.abc import Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

TABLE = "award_application"
REFUSAL = "no such edge, or the version did not grow"


class LegalSteps(Operation):
    """Refuse a step from one state to another outside `pairs`, or without a higher version."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, pairs: Sequence[str]) -> None:
        """`pairs` are steps written as `draft>self_assessed`."""
        self.pairs = list(pairs)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Triggers are not part of Django's model state."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Create the trigger, anew if it is there."""
        self.database_backwards(app_label, schema_editor, from_state, to_state)
        legal = ", ".join(f"'{pair}'" for pair in self.pairs)
        illegal = f"(OLD.state || '>' || NEW.state NOT IN ({legal}) OR NEW.version <= OLD.version)"
        for statement in self._create(schema_editor.connection.vendor, illegal):
            schema_editor.execute(statement, params=None)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Drop the trigger."""
        on_table = f" ON {TABLE}" if schema_editor.connection.vendor == "postgresql" else ""
        schema_editor.execute(f"DROP TRIGGER IF EXISTS legal_steps{on_table}", params=None)

    def describe(self) -> str:
        """Say what the operation does, for migrate's output."""
        return "Refuse changes of state that no edge makes"

    @staticmethod
    def _create(vendor: str, illegal: str) -> list[str]:
        if vendor == "sqlite":
            return [
                (
                    f"CREATE TRIGGER legal_steps BEFORE UPDATE ON {TABLE} "
                    f"WHEN OLD.state <> NEW.state AND {illegal} "
                    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
                )
            ]
        return [
            (
                "CREATE OR REPLACE FUNCTION legal_steps() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN IF {illegal} THEN RAISE EXCEPTION '{REFUSAL}' "
                "USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$"
            ),
            (
                f"CREATE TRIGGER legal_steps BEFORE UPDATE ON {TABLE} FOR EACH ROW "
                "WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION legal_steps()"
            ),
        ]
