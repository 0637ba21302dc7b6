from typing import Any

import pytest
from django.db import transaction

from record.domain.blobs import keep, register
from record.models import Blob
from record.store import get_store


@pytest.fixture(autouse=True)
def _store(settings: Any, tmp_path: Any) -> None:
    settings.EVIDENCE_STORE = f"file://{tmp_path}/evidence"


@pytest.mark.django_db
def test_bytes_first_then_the_row() -> None:
    stored = keep([b"abc"], limit=3)
    assert get_store().exists(stored.sha256)
    assert not Blob.objects.exists()
    with transaction.atomic():
        blob = register(stored)
    assert (blob.pk, blob.size) == (stored.sha256, 3)


@pytest.mark.django_db
def test_known_bytes_keep_their_row() -> None:
    with transaction.atomic():
        first = register(keep([b"abc"], limit=3))
        again = register(keep([b"abc"], limit=3))
    assert again == first
    assert Blob.objects.get().stored_at == first.stored_at


@pytest.mark.django_db(transaction=True)
def test_a_row_alone_is_refused() -> None:
    with pytest.raises(RuntimeError):
        register(keep([b"abc"], limit=3))
