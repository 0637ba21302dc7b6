"""What is read together was true together."""

import pytest
from django.db import connection

from record.models import Blob
from record.snapshots import one_snapshot
from tests.record.support import run_together


def add(name: str) -> None:
    Blob.objects.create(sha256=name * 64, size=1)


def elsewhere() -> None:
    add("b")
    connection.close()


@pytest.mark.django_db(transaction=True)
def test_what_others_commit_meanwhile_is_not_seen() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("on SQLite nobody else writes meanwhile")
    add("a")
    with one_snapshot():
        assert Blob.objects.count() == 1
        run_together([elsewhere])
        assert Blob.objects.count() == 1
    assert Blob.objects.count() == 2
