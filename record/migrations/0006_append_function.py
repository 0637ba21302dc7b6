from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# Each statement of a volatile function has a snapshot of its own under READ COMMITTED, so that the
# second sees what was committed while the first waited for the lock. See record.locks.
CREATE = """
    CREATE FUNCTION append_to_ledger(
        chain bigint, genesis text,
        new_body text, new_at timestamptz, new_actor text, new_kind text, new_subject text,
        OUT new_seq bigint, OUT before text, OUT new_hash text
    ) LANGUAGE plpgsql VOLATILE AS $$
    BEGIN
        PERFORM pg_advisory_xact_lock(chain);
        SELECT seq + 1, hash INTO new_seq, before FROM record_ledgerentry ORDER BY seq DESC LIMIT 1;
        IF NOT FOUND THEN
            new_seq := 1;
            before := genesis;
        END IF;
        new_hash := encode(sha256(convert_to(before || new_body, 'UTF8')), 'hex');
        INSERT INTO record_ledgerentry (seq, prev_hash, hash, body, at, actor, kind, subject)
        VALUES (new_seq, before, new_hash, new_body, new_at, new_actor, new_kind, new_subject);
    END $$
"""
DROP = "DROP FUNCTION IF EXISTS append_to_ledger"


def create(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(DROP, params=None)
        schema_editor.execute(CREATE, params=None)


def drop(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(DROP, params=None)


class Migration(migrations.Migration):
    dependencies = [("record", "0005_notice_choices")]
    operations = [migrations.RunPython(create, drop)]
