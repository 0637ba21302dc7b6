"""Papers are signed outside and come back: bound to their draft, for those who may read it."""

from typing import Any

import pytest
from django.urls import reverse

from jury.models import Certificate, Paper
from record.domain.ledger import verify
from record.models import LedgerEntry
from tests.jury.pages.test_papers import decided, drafted
from tests.jury.papers import make_documents
from tests.jury.worlds import Jury, client
from tests.support.signed import SPOILT, brought, stored
from tests.verification.situations import reload
from tests.workers.checks import makers
from tests.workers.checks.pdf.test_countersigned import roots, signed_by
from verification.models import SignedCopy

pytestmark = pytest.mark.django_db


def page_of(paper: Paper) -> str:
    return reverse("jury:paper", args=[paper.pk])


def test_the_draft_comes_back_signed_with_event_receipt_and_download(
    settings: Any, tmp_path: Any
) -> None:
    (tmp_path / "roots.pem").write_bytes(roots())
    settings.SIGNATURE_ROOTS = str(tmp_path / "roots.pem")
    world = decided()
    paper = drafted(world)
    signed = signed_by(stored(paper.blob_id), "Menteri Contoh")
    assert brought(world.admin, page_of(paper), signed).status_code == 302
    copy = SignedCopy.objects.get()
    assert (copy.draft_id, copy.by) == (paper.blob_id, world.admin)
    assert stored(copy.signed_id) == signed
    page = client(world.admin).get(page_of(paper)).content.decode()
    for words in ("Menteri Contoh", "Penyelenggara Contoh", "Rantai sertifikat dikenal"):
        assert words in page, words
    url = reverse("jury:signed_paper", args=[paper.pk, copy.pk])
    assert url in page
    answer = client(world.admin).get(url)
    assert b"".join(answer.streaming_content) == signed  # type: ignore[attr-defined]
    entry = LedgerEntry.objects.get(kind="signed_copy_kept")
    assert copy.signed_id is not None
    assert copy.signed_id in entry.body
    assert "Menteri Contoh" not in entry.body
    receipts = client(world.admin).get(reverse("record:receipts")).content.decode()
    assert "Dokumen bertanda tangan diterima" in receipts
    assert client(world.head()).get(url).status_code == 404
    assert verify() == []


def test_the_same_file_again_changes_nothing() -> None:
    world = decided()
    paper = drafted(world)
    signed = makers.signed(stored(paper.blob_id))
    for _ in range(2):
        assert brought(world.admin, page_of(paper), signed).status_code == 302
    assert SignedCopy.objects.count() == 1


@pytest.mark.parametrize(("spoilt", "words"), SPOILT)
def test_what_is_wrong_with_a_file_is_told_and_nothing_is_kept(spoilt: Any, words: str) -> None:
    world = decided()
    paper = drafted(world)
    refused = brought(world.admin, page_of(paper), spoilt(stored(paper.blob_id)))
    assert refused.status_code == 422
    assert words in refused.content.decode()
    assert not SignedCopy.objects.exists()
    assert not LedgerEntry.objects.filter(kind="signed_copy_kept").exists()


def test_another_draft_of_ours_is_named() -> None:
    world = decided()
    first = drafted(world)
    second = drafted(world, place="Jakarta")
    refused = brought(world.admin, page_of(second), makers.signed(stored(first.blob_id)))
    assert refused.status_code == 422
    text = refused.content.decode()
    assert "menandatangani dokumen lain: Rancangan keputusan 1" in text
    assert str(world.season.year) in text


def test_who_reads_may_not_always_bring() -> None:
    world = decided()
    world.publish()
    make_documents()
    letter = Paper.objects.get(decision__application=world.application)
    signed = makers.signed(stored(letter.blob_id))
    head = world.head()
    page = client(head).get(page_of(letter))
    assert page.status_code == 200
    assert page.context["form"] is None
    assert brought(head, page_of(letter), signed).status_code == 403
    assert brought(world.jurors[0], page_of(letter), signed).status_code == 404
    assert brought(world.admin, page_of(letter), signed).status_code == 302
    copy = SignedCopy.objects.get()
    own = reverse("jury:signed_paper", args=[letter.pk, copy.pk])
    assert client(head).get(own).status_code == 200
    other = Paper.objects.get(decision__application=world.applications[1])
    crossed = reverse("jury:signed_paper", args=[other.pk, copy.pk])
    assert client(world.admin).get(crossed).status_code == 404


def test_a_signed_certificate_ends_with_the_certificate() -> None:
    world: Jury = decided()
    world.publish()
    make_documents()
    certificate = Certificate.objects.get()
    address = [reload(world.application).pk, certificate.pk]
    url = reverse("jury:certificate_copies", args=address)
    signed = makers.signed(stored(certificate.blob_id))
    assert brought(world.admin, url, signed).status_code == 302
    copy = SignedCopy.objects.get()
    file = reverse("jury:signed_certificate", args=[*address, copy.pk])
    assert client(world.head()).get(file).status_code == 200
    Certificate.objects.update(state="revoked", revoked_at=certificate.issued_at)
    for gone in (url, file):
        assert client(world.head()).get(gone).status_code == 404
