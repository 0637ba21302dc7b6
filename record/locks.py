"""Locks that other transactions wait for, on either database."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

CHAIN = 0x70326861  # any fixed number; it names the chain among the database's advisory locks
APPEND = "SELECT * FROM append_to_ledger(%s, %s, %s, %s, %s, %s, %s)"
LOCK = f"SELECT pg_advisory_xact_lock({CHAIN})"


def lock_chain(*, then: str) -> tuple[Any, ...] | None:
    """Make this transaction the only one that appends to the ledger, until it ends.

    Runs the query `then` behind the lock and returns its first row, None where there is none. Both
    go to PostgreSQL as one message, since every other writer waits while an answer travels; each
    statement has its own snapshot (READ COMMITTED), so the query sees what the one before us
    committed. One statement would not: its snapshot would be older than its wait.

    To be taken last, just before commit. On SQLite the transaction itself is the lock, because it
    began IMMEDIATE and has the whole file.
    """
    _inside_a_transaction()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"{LOCK}; {then}")
            cursor.nextset()
        else:
            cursor.execute(then)
        row: tuple[Any, ...] | None = cursor.fetchone()
    return row


def append_behind_lock(values: Sequence[Any]) -> tuple[Any, ...] | None:
    """Lock the chain as above and append one entry in one call of a function in the database.

    `values` are the hash before the first entry, then body, time, actor, kind and subject; the row
    is the entry's number, the hash before it and its own. None, with nothing done, on SQLite: there
    a message costs nothing, and it has no SHA-256.
    """
    _inside_a_transaction()
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute(APPEND, [CHAIN, *values])
        row: tuple[Any, ...] | None = cursor.fetchone()
    return row


def _inside_a_transaction() -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("the chain is locked inside a transaction only")
