"""The database: SQLite for one machine, PostgreSQL for servers."""

from typing import Any

import dj_database_url

from config.settings.base import env

SQLITE_OPTIONS = {
    # IMMEDIATE makes a transaction the only writer from its first line on, which is what
    # select_for_update() does elsewhere and silently does not here.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,  # seconds to wait for the other writer
    # FULL: a receipt is given after the commit, and must survive a power cut.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
}
POSTGRESQL_OPTIONS = {
    "connect_timeout": 5,
    "options": "-c statement_timeout=30s -c lock_timeout=5s"
    " -c idle_in_transaction_session_timeout=60s"
    # Compiling a query of many parts takes longer than any of ours runs: 257 of 282 ms for one.
    " -c jit=off",
}

_default: dict[str, Any] = {**dj_database_url.parse(env.database_url)}
_sqlite = _default["ENGINE"].endswith("sqlite3")
_default["OPTIONS"] = {
    **_default.get("OPTIONS", {}),
    **(SQLITE_OPTIONS if _sqlite else POSTGRESQL_OPTIONS),
}
if not _sqlite:
    _default["CONN_MAX_AGE"] = env.conn_max_age
    _default["CONN_HEALTH_CHECKS"] = True

DATABASES: dict[str, Any] = {"default": _default}

# Of the role that `prepare --limit` makes; no other command is given it.
LIMITED_PASSWORD = env.limited_password
