from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]


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


def test_no_lock_of_a_row_refuses_its_key() -> None:
    """Others' foreign keys ask for it at COMMIT, see tests/jury/test_key_races.py."""
    sources = {
        path: path.read_text() for app in settings.APPS for path in (ROOT / app).rglob("*.py")
    }
    locking = {path: text for path, text in sources.items() if ".select_for_update(" in text}
    assert len(locking) > 20
    for path, text in locking.items():
        assert text.count(".select_for_update(") == text.count(".select_for_update(no_key=True"), (
            path
        )
