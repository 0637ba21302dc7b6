"""A file becomes evidence: what is kept and what is answered."""

import pytest

from award.enums import State
from directory.actors import Actor
from directory.enums import RoleKind
from record.domain import ledger
from record.models import Blob, Job, LedgerEntry
from record.queries.ledger import entries_about
from record.store import get_store
from tests.directory.factories import make_holder
from tests.verification.evidence.world import (
    FIRST,
    SECOND,
    hand_in,
    head_of,
    make_application,
    pdf,
    photo,
)
from verification.domain.evidence import remove
from verification.enums import CheckState
from verification.models import EvidenceItem, EvidenceVersion
from verification.queries.evidence import counting_versions, live_versions_of

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


def test_a_file_waits_for_its_checks_on_the_queue_of_the_checkers() -> None:
    version = hand_in(make_application()).version
    assert version.checking.state == CheckState.WAITING
    job = Job.objects.get(kind="check_evidence")
    assert (job.subject, job.queue, job.state) == (str(version.pk), "forensics", "queued")


def test_the_operator_hands_in_as_the_head_does() -> None:
    application = make_application()
    operator = make_holder(RoleKind.UNIT_OPERATOR, unit=application.unit)
    assert hand_in(application, by=operator).version.uploaded_by == operator


def test_photos_and_documents_are_told_apart_by_their_content() -> None:
    application = make_application()
    assert hand_in(application, photo(1), name="a.jpg").version.kind == "jpeg"
    assert hand_in(application, pdf(), name="b.PDF").version.kind == "pdf"


@pytest.mark.parametrize("state", [State.DRAFT, State.SELF_ASSESSED, State.EVIDENCE_OPEN])
def test_evidence_is_taken_from_the_first_day(state: State) -> None:
    assert hand_in(make_application(state=state)).version.version == 1


def test_the_same_bytes_in_the_same_slot_again_change_nothing() -> None:
    application = make_application()
    first = hand_in(application, photo(1))
    entries = LedgerEntry.objects.count()
    again = hand_in(application, photo(1), name="salinan.jpg")
    assert again == first
    assert EvidenceVersion.objects.count() == 1
    assert LedgerEntry.objects.count() == entries


def test_a_replacement_is_a_further_version_and_the_first_one_stays() -> None:
    application = make_application()
    first = hand_in(application, photo(1)).version
    second = hand_in(application, photo(2), replaces=first.item_id).version
    assert (second.item_id, second.version) == (first.item_id, 2)
    assert list(live_versions_of(application)) == [second]
    assert get_store().exists(first.blob_id)


def test_removing_leaves_a_tombstone_and_the_bytes() -> None:
    application = make_application()
    version = hand_in(application).version
    remove(item_id=version.item_id, by=Actor(head_of(application)))
    item = EvidenceItem.objects.get()
    assert item.removed_at is not None
    assert counting_versions(application) == {}
    assert get_store().exists(version.blob_id)
    entry = entries_about(f"application:{application.pk}").last()
    assert entry is not None
    assert entry.kind == "evidence_removed"


def test_a_removed_file_may_be_handed_in_elsewhere_under_a_new_number() -> None:
    application = make_application()
    version = hand_in(application, photo(1)).version
    remove(item_id=version.item_id, by=Actor(head_of(application)))
    assert hand_in(application, photo(1), indicator=SECOND).version.item.number == 1
    assert hand_in(application, photo(2), indicator=FIRST).version.item.number == 2


def test_a_unit_learns_nothing_of_another_unit_with_the_same_bytes() -> None:
    alone = hand_in(make_application(), photo(7))
    second = hand_in(make_application(), photo(7))
    assert second.version.checking.state == alone.version.checking.state == CheckState.WAITING
    assert (second.sha256, second.size) == (alone.sha256, alone.size)
    assert Blob.objects.filter(pk=alone.sha256).count() == 1


def test_a_name_with_any_letter_is_kept_as_data_on_one_line() -> None:
    name = "Ruang\n\x00 läktasi 授乳室 \u202egpj.exe" + "x" * 300 + ".jpg"
    version = hand_in(make_application(), name=name).version
    kept = EvidenceVersion.objects.get(pk=version.pk).original_name
    assert len(kept) <= 255
    assert kept.endswith(".jpg")
    assert kept.isprintable()
