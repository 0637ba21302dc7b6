"""Two people at once, on two connections of PostgreSQL: whoever is second must wait."""

from collections.abc import Callable
from threading import Thread

from django.db import connection

from record.domain.work import recorded
from tests.support.waiting import until

Act = Callable[[], object]


def second_waits(first: Act, second: Act) -> Exception | None:
    """Do `first` in a transaction, start `second` beside it, commit once it waits for a lock.

    Answers what `second` raised. Without the lock it would not wait, and the test fails.
    """
    raised: list[Exception] = []
    thread = Thread(target=alone, args=(second, raised))
    with recorded(actor="system"):
        first()
        thread.start()
        until(_somebody_waits, seconds=10, what="the second waits for the first's lock")
    thread.join(20)
    assert not thread.is_alive()
    return raised[0] if raised else None


def alone(act: Act, raised: list[Exception]) -> None:
    """Do it on a connection of its own, in a thread; what it raises is kept for the test."""
    try:
        act()
    except Exception as error:  # noqa: BLE001 - the test looks at it
        raised.append(error)
    finally:
        connection.close()


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")  # else it stays as first looked at
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return bool(cursor.fetchone()[0])
