"""Checkpoints: what is signed, what keeps one from being signed, where the copies go."""

import base64
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib import import_module
from uuid import uuid4

import boto3
import pytest
from botocore.exceptions import ClientError
from django.core import mail as outbox
from django.db import DatabaseError, connection, transaction
from moto.server import ThreadedMotoServer
from pytest_django import Settings

from record.domain import checkpoint_copies, checkpoints
from record.domain.work import recorded
from record.errors import Inconsistent, StoreUnavailable
from record.models import Checkpoint, Job, LedgerEntry
from record.signed_notes import Signer, Verifier
from tests.record.test_merkle import root_of
from tests.support.racing import second_waits

pytestmark = pytest.mark.django_db(transaction=True)


def enter(count: int) -> None:
    for number in range(count):
        with recorded(actor="system") as work:
            work.event("counted", subject=f"application:{number}", facts={"number": number})


@pytest.fixture
def _attacker() -> Iterator[None]:
    """Somebody who owns the database: its triggers are gone."""
    operations = [
        import_module("record.migrations.0002_append_only").Migration.operations[0],
        import_module("record.migrations.0003_checkpoint").Migration.operations[1],
    ]
    with connection.schema_editor() as editor:
        for operation in operations:
            operation.database_backwards("record", editor, None, None)
    yield
    with connection.schema_editor() as editor:
        for operation in operations:
            operation.database_forwards("record", editor, None, None)


def take() -> Checkpoint:
    row = checkpoints.take()
    assert row is not None
    return row


def test_a_checkpoint_says_what_the_ledger_holds_and_opens_with_its_key() -> None:
    assert checkpoints.take() is None
    enter(3)
    row = take()
    hashes = [bytes.fromhex(each) for each in LedgerEntry.objects.values_list("hash", flat=True)]
    name, size, root, at, end = Verifier.of(row.key).open(row.note).split("\n")
    assert (name, size, end) == ("127.0.0.1", "3", "")
    assert base64.b64decode(root) == root_of(hashes) == bytes.fromhex(row.root)
    assert at.startswith("at 20")


def test_without_a_new_entry_there_is_no_new_checkpoint() -> None:
    enter(2)
    assert take() == take()
    enter(1)
    assert take().size == 3
    assert [row.size for row in Checkpoint.objects.all()] == [2, 3]


@pytest.mark.usefixtures("_attacker")
def test_nothing_is_signed_for_a_ledger_that_is_not_whole() -> None:
    enter(3)
    LedgerEntry.objects.filter(seq=2).update(hash="0" * 64)
    with pytest.raises(Inconsistent, match="entry 2: its hash is not that of its content"):
        checkpoints.take()
    assert not Checkpoint.objects.exists()


@pytest.mark.usefixtures("_attacker")
def test_nothing_is_signed_for_a_history_computed_anew() -> None:
    """The chain is whole in itself; only the earlier checkpoint tells that it is another one."""
    enter(3)
    first = take()
    LedgerEntry.objects.all().delete()
    enter(2)
    with recorded(actor="system") as work:
        work.event("counted", subject="application:9", facts={"number": 9})
    enter(2)
    with pytest.raises(Inconsistent, match="entry 3: the entries up to here are not"):
        checkpoints.take()
    assert list(Checkpoint.objects.all()) == [first]


@pytest.mark.usefixtures("_attacker")
def test_nothing_is_signed_for_a_ledger_whose_tail_is_cut() -> None:
    enter(3)
    take()
    LedgerEntry.objects.filter(seq=3).delete()
    with pytest.raises(Inconsistent, match="entry 3: has a checkpoint and is gone"):
        checkpoints.take()


@pytest.mark.usefixtures("_attacker")
@pytest.mark.parametrize(
    "changes",
    [
        {"root": "0" * 64},
        {"at": datetime(2020, 1, 1, tzinfo=UTC)},
        {"key": str(Signer("127.0.0.1", bytes(32)).verifier)},
        {"key": "nonsense"},
        {"note": "nonsense"},
    ],
)
def test_a_changed_checkpoint_is_named(changes: dict[str, object]) -> None:
    enter(3)
    take()
    Checkpoint.objects.update(**changes)
    found, _known = checkpoints.examine()
    assert "entry 3: its checkpoint is not what was signed" in [str(f) for f in found.faults]


def test_the_database_keeps_checkpoints_as_they_are() -> None:
    enter(1)
    row = take()
    for change in (lambda: Checkpoint.objects.update(root="0" * 64), row.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_the_job_signs_nothing_without_a_key(settings: Settings) -> None:
    settings.CHECKPOINT_KEY = ""
    enter(1)
    checkpoints.make(Job())
    assert not Checkpoint.objects.exists()


@pytest.mark.postgresql
def test_two_at_once_sign_one() -> None:
    enter(2)
    assert second_waits(checkpoints.take, checkpoints.take) is None
    assert [row.size for row in Checkpoint.objects.all()] == [2]


def test_every_address_outside_gets_a_mail_of_its_own(settings: Settings) -> None:
    settings.CHECKPOINT_MAILS = ["irjen@example.org", "ketua@example.org"]
    enter(1)
    row = take()
    for job in Job.objects.filter(kind=checkpoint_copies.MAIL_JOB):
        assert "example.org" not in job.subject + job.version
        checkpoint_copies.mail(job)
    assert sorted(mail.to for mail in outbox.outbox) == [
        ["irjen@example.org"],
        ["ketua@example.org"],
    ]
    assert all(row.note in mail.body and row.key in mail.body for mail in outbox.outbox)
    assert not Job.objects.filter(kind=checkpoint_copies.STORE_JOB).exists()


def test_nothing_goes_to_an_address_that_was_taken_away_meanwhile(settings: Settings) -> None:
    settings.CHECKPOINT_MAILS = ["ketua@example.org"]
    enter(1)
    take()
    settings.CHECKPOINT_MAILS = ["irjen@example.org"]
    with pytest.raises(LookupError):
        checkpoint_copies.mail(Job.objects.get(kind=checkpoint_copies.MAIL_JOB))
    assert outbox.outbox == []


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


def bucket(endpoint: str, monkeypatch: pytest.MonkeyPatch, *, locks: bool) -> str:
    monkeypatch.setitem(os.environ, "AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setitem(os.environ, "AWS_SECRET_ACCESS_KEY", "test")
    name = f"outside-{uuid4()}"
    client = boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1")
    client.create_bucket(Bucket=name, ObjectLockEnabledForBucket=locks)
    return name


def test_a_copy_in_the_bucket_cannot_be_deleted(
    endpoint: str, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    name = bucket(endpoint, monkeypatch, locks=True)
    settings.CHECKPOINT_STORE = f"s3://{name}/p2ham?endpoint={endpoint}"
    enter(1)
    row = take()
    checkpoint_copies.store(Job.objects.get(kind=checkpoint_copies.STORE_JOB))
    client = boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1")
    key = "p2ham/checkpoints/000000000001.txt"
    kept = client.get_object(Bucket=name, Key=key)
    assert kept["Body"].read().decode() == row.note
    assert kept["ObjectLockRetainUntilDate"] > datetime.now(UTC) + timedelta(days=3650)
    with pytest.raises(ClientError, match="AccessDenied"):
        client.delete_object(Bucket=name, Key=key, VersionId=kept["VersionId"])


def test_a_bucket_that_locks_nothing_is_refused(
    endpoint: str, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    name = bucket(endpoint, monkeypatch, locks=False)
    settings.CHECKPOINT_STORE = f"s3://{name}?endpoint={endpoint}"
    enter(1)
    take()
    with pytest.raises(StoreUnavailable):
        checkpoint_copies.store(Job.objects.get(kind=checkpoint_copies.STORE_JOB))
