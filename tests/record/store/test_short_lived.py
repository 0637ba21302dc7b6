"""What is wanted for some days lies apart, and goes as a whole."""

from pathlib import Path
from uuid import uuid4

import pytest
from pytest_django import Settings

from record.errors import NotStored
from record.store import get_store
from record.store.s3 import S3Store
from record.store.short_lived import clear, place_of
from tests.record.store.test_s3 import endpoint, store

__all__ = ["endpoint", "store"]


def check_apart() -> None:
    """Each owner's bytes are their own, none are the evidence store's, and clearing takes all."""
    mine, other = uuid4(), uuid4()
    evidence = get_store().put([b"same"], limit=10)
    for owner in (mine, other):
        assert place_of(owner).put([b"same"], limit=10) == evidence
    place_of(mine).put([b"more"], limit=10)
    assert list(get_store().digests()) == [evidence.sha256]
    clear(mine)
    clear(mine)
    assert list(place_of(mine).digests()) == []
    with pytest.raises(NotStored):
        place_of(mine).open(evidence.sha256)
    for kept in (place_of(other), get_store()):
        with kept.open(evidence.sha256) as file:
            assert file.read() == b"same"


def test_in_a_folder(settings: Settings, tmp_path: Path) -> None:
    settings.EVIDENCE_STORE = f"file://{tmp_path}/bukti"
    check_apart()


def test_in_a_bucket(settings: Settings, store: S3Store) -> None:
    settings.EVIDENCE_STORE = f"s3://{store.bucket}/evidence?endpoint={store.endpoint}"
    check_apart()


def test_in_a_bucket_with_versions_nothing_is_only_hidden(
    settings: Settings, store: S3Store
) -> None:
    store.client.put_bucket_versioning(
        Bucket=store.bucket, VersioningConfiguration={"Status": "Enabled"}
    )
    settings.EVIDENCE_STORE = f"s3://{store.bucket}/evidence?endpoint={store.endpoint}"
    owner = uuid4()
    place_of(owner).put([b"a list of people"], limit=100)
    hidden = place_of(owner).put([b"hidden before"], limit=100)
    key = (
        f"evidence/results/{owner}/objects/{hidden.sha256[:2]}/{hidden.sha256[2:4]}/{hidden.sha256}"
    )
    store.client.delete_object(Bucket=store.bucket, Key=key)
    clear(owner)
    left = store.client.list_object_versions(
        Bucket=store.bucket, Prefix=f"evidence/results/{owner}/"
    )
    assert not left.get("Versions")
    assert not left.get("DeleteMarkers")
