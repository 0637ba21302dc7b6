"""The locks, and the only place besides config and migrations that asks which database this is."""

from django.db import connection

CHAIN = 0x70326861  # any fixed number; it names the chain among the database's advisory locks


def lock_chain() -> None:
    """Make this transaction the only one that appends to the ledger, until it ends.

    To be taken last, just before commit: whoever holds it makes every other writer wait. On SQLite
    the transaction itself is that lock, because it began IMMEDIATE and has the whole file.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("the chain is locked inside a transaction only")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN])
