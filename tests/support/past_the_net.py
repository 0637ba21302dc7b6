"""Setting an application's state past the door, as only a test may."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

LOOK = "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = 'legal_steps'"


@contextmanager
def past_the_net() -> Iterator[None]:
    """Lift the database's own net against illegal steps for the body."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Not ALTER TABLE: the row's deferred foreign keys may still be waiting.
            cursor.execute("SET session_replication_role = replica")
            yield
            cursor.execute("SET session_replication_role = origin")
            return
        cursor.execute(LOOK)
        [trigger] = cursor.fetchone()
        cursor.execute("DROP TRIGGER legal_steps")
        yield
        cursor.execute(trigger)
