"""A file becomes evidence: what is kept, what is answered, and every refusal."""

import pytest

from record.domain import ledger
from record.models import Blob
from record.queries.ledger import entries_about
from record.store import get_store
from tests.verification.evidence.world import hand_in, make_application, photo

pytestmark = pytest.mark.django_db


def test_a_receipt_names_bytes_that_are_stored_and_written_in_the_ledger() -> None:
    data = photo()
    receipt = hand_in(make_application(), data, name="Ruang Laktasi (1).jpg")
    with get_store().open(receipt.sha256) as stored:
        assert stored.read() == data
    assert Blob.objects.get(pk=receipt.sha256).size == receipt.size == len(data)
    entry = entries_about(f"evidence:{receipt.version.pk}").get()
    assert (entry.seq, entry.hash) == (receipt.ledger_number, receipt.ledger_hash)
    assert receipt.sha256 in entry.body
    assert "Laktasi" not in entry.body
    assert ledger.verify() == []
