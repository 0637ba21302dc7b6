from django.db import migrations

TABLE = "criteria_instrument"
REFUSAL = "a published instrument does not change"

SQLITE = [
    f"""
    CREATE TRIGGER {TABLE}_published_{event} BEFORE {event} ON {TABLE}
    WHEN OLD.published_at IS NOT NULL
    BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END
    """
    for event in ("update", "delete")
]
POSTGRESQL = [
    f"""
    CREATE FUNCTION {TABLE}_published() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$
    """,
    f"""
    CREATE TRIGGER {TABLE}_published BEFORE UPDATE OR DELETE ON {TABLE}
    FOR EACH ROW WHEN (OLD.published_at IS NOT NULL) EXECUTE FUNCTION {TABLE}_published()
    """,
]


def create(apps, schema_editor):
    statements = SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL
    for statement in statements:
        schema_editor.execute(statement, params=None)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for event in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER {TABLE}_published_{event}", params=None)
        return
    schema_editor.execute(f"DROP TRIGGER {TABLE}_published ON {TABLE}", params=None)
    schema_editor.execute(f"DROP FUNCTION {TABLE}_published()", params=None)


class Migration(migrations.Migration):
    dependencies = [("criteria", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
