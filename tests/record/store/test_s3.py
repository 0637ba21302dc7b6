import hashlib
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import boto3
import pytest
from botocore.exceptions import ClientError
from django.core.exceptions import ImproperlyConfigured
from moto.server import ThreadedMotoServer

from record.errors import NotStored, StoreCorrupt, StoreUnavailable, TooLarge
from record.store.base import Stored
from record.store.configured import store_at
from record.store.disk import DiskStore
from record.store.s3 import S3Store

ABC = hashlib.sha256(b"abc").hexdigest()
KEY = f"evidence/objects/{ABC[:2]}/{ABC[2:4]}/{ABC}"


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def store(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> S3Store:
    monkeypatch.setitem(os.environ, "AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setitem(os.environ, "AWS_SECRET_ACCESS_KEY", "test")
    bucket = f"evidence-{uuid4()}"
    client = boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1")
    client.create_bucket(Bucket=bucket)
    made = store_at(f"s3://{bucket}/evidence?endpoint={endpoint}")
    assert isinstance(made, S3Store)
    return made


def test_bytes_are_kept_under_their_digest(store: S3Store) -> None:
    assert store.put([b"a", b"b", b"c"], limit=3) == Stored(ABC, 3)
    assert store.exists(ABC)
    with store.open(ABC) as file:
        assert file.read() == b"abc"
    assert list(store.digests()) == [ABC]
    assert datetime.now(UTC) - store.stored_at(ABC) < timedelta(minutes=1)
    assert store.client.head_object(Bucket=store.bucket, Key=KEY)["ContentLength"] == 3


def test_the_same_bytes_again_are_a_success_and_are_not_written(store: S3Store) -> None:
    store.put([b"abc"], limit=3)
    store.client.put_bucket_versioning(
        Bucket=store.bucket, VersioningConfiguration={"Status": "Enabled"}
    )
    assert store.put([b"abc"], limit=3) == Stored(ABC, 3)
    versions = store.client.list_object_versions(Bucket=store.bucket)["Versions"]
    assert len(versions) == 1


def conflicts(store: S3Store, monkeypatch: pytest.MonkeyPatch, times: int) -> list[bytes]:
    """Have the bucket say so often that somebody else writes the same name at this moment."""
    monkeypatch.setattr("record.store.s3.PAUSE", 0)
    sent: list[bytes] = []
    put = store.client.put_object

    def answer(**given: Any) -> Any:
        sent.append(given["Body"].read())
        if len(sent) <= times:
            error: Any = {"Error": {"Code": "ConditionalRequestConflict"}}
            raise ClientError(error, "PutObject")
        given["Body"].seek(0)
        return put(**given)

    monkeypatch.setattr(store.client, "put_object", answer)
    return sent


def test_the_same_bytes_from_two_at_once_are_sent_again(
    store: S3Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = conflicts(store, monkeypatch, 2)
    assert store.put([b"abc"], limit=3) == Stored(ABC, 3)
    assert sent == [b"abc"] * 3
    assert store.exists(ABC)


def test_a_bucket_that_says_so_for_ever_is_away(
    store: S3Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = conflicts(store, monkeypatch, 99)
    with pytest.raises(StoreUnavailable):
        store.put([b"abc"], limit=3)
    assert len(sent) == 3


def test_damaged_bytes_under_the_same_name_are_not_taken_for_success(store: S3Store) -> None:
    store.client.put_object(Bucket=store.bucket, Key=KEY, Body=b"abX")
    with pytest.raises(StoreCorrupt):
        store.put([b"abc"], limit=3)
    with store.open(ABC) as file:
        assert file.read() == b"abX"


def test_too_large_leaves_nothing(store: S3Store) -> None:
    with pytest.raises(TooLarge):
        store.put([b"abc", b"d"], limit=3)
    assert list(store.digests()) == []


def test_what_is_not_there(store: S3Store) -> None:
    assert not store.exists(ABC)
    with pytest.raises(NotStored):
        store.open(ABC)
    with pytest.raises(NotStored):
        store.stored_at(ABC)
    with pytest.raises(NotStored):
        store.open("../../etc/passwd")


@pytest.mark.slow
def test_more_objects_than_one_answer_lists(store: S3Store) -> None:
    bodies = [str(number).encode() for number in range(1001)]
    digests = sorted(hashlib.sha256(body).hexdigest() for body in bodies)
    for digest in digests:
        store.client.put_object(Bucket=store.bucket, Key=store._key(digest), Body=b"")
    assert list(store.digests()) == digests


def test_it_tries_itself_out(store: S3Store, endpoint: str) -> None:
    assert store.problems() == []
    assert store.clean(older_than=timedelta(0)) == 0
    assert S3Store(bucket="never-made", endpoint=endpoint).problems() != []


def test_a_store_that_is_down(store: S3Store) -> None:
    down = S3Store(bucket=store.bucket, endpoint="http://127.0.0.1:1")
    assert down.problems() != []
    for call in (
        lambda: down.put([b"abc"], limit=3),
        lambda: down.open(ABC),
        lambda: down.exists(ABC),
        lambda: next(down.digests()),
        lambda: down.stored_at(ABC),
    ):
        with pytest.raises(StoreUnavailable):
            call()


@pytest.mark.parametrize(
    "url",
    [
        "",
        "evidence",
        "/srv/evidence",
        "file:",
        "file://",
        "file:///",
        "file://host/srv/evidence",
        "file:///srv/evidence?mode=fast",
        "s3://",
        "s3:///evidence",
        "s3://bucket?endpont=http://127.0.0.1:9000",
        "http://bucket",
    ],
)
def test_a_bad_url_is_refused_loudly(url: str) -> None:
    with pytest.raises(ImproperlyConfigured):
        store_at(url)


def test_a_folder_with_a_blank_in_its_name() -> None:
    store = store_at("file:///srv/bukti%20dukung")
    assert isinstance(store, DiskStore)
    assert str(store.objects) == "/srv/bukti dukung/objects"
