import hashlib
from importlib import import_module
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from record.domain import checkpoints
from record.domain.ledger import GENESIS
from record.domain.work import recorded
from record.models import LedgerEntry


def write(times: int) -> None:
    for _ in range(times):
        with recorded(actor="system") as work:
            work.event("counted", subject="application:1")


def run(*options: str) -> str:
    out = StringIO()
    call_command("verify_ledger", *options, stdout=out)
    return out.getvalue().strip()


@pytest.mark.django_db
def test_it_tells_length_and_head() -> None:
    nothing = hashlib.sha256(b"").hexdigest()
    assert run().splitlines() == [
        f"0 entries, head 0:{GENESIS}",
        f"0 checkpoints, root {nothing}",
    ]
    write(2)
    row = checkpoints.take()
    assert row is not None
    assert run().splitlines() == [
        f"2 entries, head 2:{LedgerEntry.objects.get(seq=2).hash}",
        f"1 checkpoints, root {row.root}",
    ]


@pytest.mark.django_db
def test_a_head_handed_out_must_still_be_there() -> None:
    write(2)
    head = run().splitlines()[0].split("head ")[1]
    write(1)
    run(f"--head={head}")
    with pytest.raises(CommandError):
        run(f"--head=2:{'0' * 64}")
    with pytest.raises(CommandError):
        run("--head=9:" + head.split(":")[1])
    with pytest.raises(CommandError):
        run("--head=nonsense")


@pytest.mark.django_db(transaction=True)
def test_a_fault_is_named_and_ends_with_an_error() -> None:
    write(3)
    operation = import_module("record.migrations.0002_append_only").Migration.operations[0]
    with connection.schema_editor() as editor:
        operation.database_backwards("record", editor, None, None)
    LedgerEntry.objects.filter(seq=2).update(body="{}")
    with connection.schema_editor() as editor:
        operation.database_forwards("record", editor, None, None)
    said = StringIO()
    with pytest.raises(CommandError, match="fault") as failed:
        call_command("verify_ledger", stdout=StringIO(), stderr=said)
    assert failed.value.returncode == 1
    assert "entry 2: its hash is not that of its content" in said.getvalue()
