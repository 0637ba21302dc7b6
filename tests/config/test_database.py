import pytest
from django.db import connection


@pytest.mark.django_db
def test_the_database_is_the_one_asked_for(request: pytest.FixtureRequest) -> None:
    assert connection.vendor == request.config.getoption("--database")


@pytest.mark.django_db
def test_sqlite_is_durable_and_serialises_writers() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("only for SQLite")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous")
        assert cursor.fetchone()[0] == 2  # FULL
        cursor.execute("PRAGMA journal_mode")
        assert cursor.fetchone()[0] == "wal"
    assert connection.transaction_mode == "IMMEDIATE"  # type: ignore[attr-defined]
