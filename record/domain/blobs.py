"""Keeping bytes: first durable in the store, then a row in the transaction that needs them."""

from collections.abc import Iterable

from django.db import connection

from record.models import Blob
from record.store import Stored, get_store


def keep(chunks: Iterable[bytes], *, limit: int) -> Stored:
    """Make the bytes durable in the store and return their digest and size.

    To be called outside any transaction: on SQLite one that waits for a slow client would stop
    every other writer. Raises the errors of Store.put.
    """
    return get_store().put(chunks, limit=limit)


def register(stored: Stored) -> Blob:
    """Write the row of bytes that are durable, inside the caller's transaction.

    Known bytes keep the row they have: the database passes over a second one, which is one
    message to it where asking first would be four.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("register() belongs in the transaction that refers to the bytes")
    row = Blob(sha256=stored.sha256, size=stored.size)
    Blob.objects.bulk_create([row], ignore_conflicts=True)
    return row
