"""A backup restored on another server, by the very commands of docs/operations.md."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection, transaction

from record.domain import rights
from record.domain.blobs import keep, register
from record.domain.work import recorded
from record.models import LedgerEntry
from tests.config.test_environment import GOOD
from tests.support.postgres import Postgres, binaries
from tests.support.processes import ROOT, database_url

pytestmark = [pytest.mark.postgresql, pytest.mark.slow]
# Roles belong to the whole server, which the processes of one run share.
ROLE = f"p2ham_restored_{os.environ.get('PYTEST_XDIST_WORKER', 'test')}"
BLOCK = re.compile(r"^## Restore$.*?^```sh$(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def _limited(transactional_db: None) -> Iterator[None]:
    """The database that is backed up has the role of the processes, and its rights."""
    rights.limit(ROLE)
    yield
    with connection.cursor() as cursor:
        cursor.execute(f"DROP OWNED BY {ROLE}")
        cursor.execute(f"DROP ROLE {ROLE}")


@pytest.fixture
def other() -> Iterator[Postgres]:
    """A server that knows none of the first one's roles."""
    server = Postgres()
    server.start()
    yield server
    server.stop()


def commands(dump: Path, head: str) -> str:
    """What the page tells to run, with this test's names put in."""
    found = BLOCK.search((ROOT / "docs/operations.md").read_text(encoding="utf-8"))
    assert found is not None
    told = found[1]
    for there, here in {
        "p2ham.dump": str(dump), "p2ham_app": ROLE, "SEQ:HASH": head,
        "pg_restore": str(binaries() / "pg_restore"), "manage.py": f"{sys.executable} manage.py",
    }.items():  # fmt: skip
        assert there in told
        told = told.replace(there, here)
    return told


@pytest.mark.usefixtures("_limited")
def test_what_is_restored_is_whole_and_protected_as_before(
    other: Postgres, settings: Any, tmp_path: Path
) -> None:
    settings.EVIDENCE_STORE = f"file://{tmp_path}/evidence"
    with transaction.atomic():
        register(keep([b"abc"], limit=3))
    with recorded(actor="system") as work:
        work.event("counted", subject="application:1", facts={"number": 1})
    last = LedgerEntry.objects.get()
    dump = tmp_path / "p2ham.dump"
    subprocess.run(
        [binaries() / "pg_dump", "--format=custom", f"--file={dump}", database_url()], check=True
    )
    env = {
        **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}, **GOOD,
        "EVIDENCE_STORE": settings.EVIDENCE_STORE, "P2HAM_VAR": str(tmp_path),
        "TRUSTED_PROXIES": "1", "LIMITED_PASSWORD": "another", "DATABASE_URL": other.url,
    }  # fmt: skip
    ran = subprocess.run(
        ["sh", "-e", "-c", commands(dump, f"{last.seq}:{last.hash}")],
        cwd=ROOT, env=env, check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert "1 of 1 files are whole" in ran.stdout
    with psycopg.connect(other.url.replace("p2ham@", f"{ROLE}@"), autocommit=True) as limited:
        kind = limited.execute("SELECT kind FROM record_ledgerentry WHERE seq = 1").fetchone()
        assert kind == ("counted",)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            limited.execute("UPDATE record_ledgerentry SET kind = kind")
    with psycopg.connect(other.url) as owner, pytest.raises(psycopg.Error, match="append-only"):
        owner.execute("UPDATE record_ledgerentry SET kind = kind")
