"""Reading many tables as they were at one instant."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

ONE_SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"


@contextmanager
def one_snapshot() -> Iterator[None]:
    """A transaction that reads, to its end, what stood at its first query.

    On PostgreSQL each statement would else see what others committed meanwhile; on SQLite a
    transaction has the whole file. Inside another transaction the outer one decides.
    """
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(ONE_SNAPSHOT)
        yield
