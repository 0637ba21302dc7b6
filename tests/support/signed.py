"""Files brought back as signed copies: the right one, and what is wrong with others."""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from directory.models import Person
from record.models import LedgerEntry
from record.store import get_store
from tests.directory.factories import signed_in
from tests.workers.checks import makers
from verification.models import SignedCopy

# What is done to the draft's bytes, and what the refusal says; "" where its words do not matter.
SPOILT: list[tuple[Callable[[bytes], bytes], str]] = [
    (lambda draft: draft, "tidak memuat tanda tangan"),
    (lambda _draft: makers.signed(), "tidak berawal dengan dokumen"),
    (lambda draft: makers.signed(draft) + b"\n% lagi", "tidak mencakup seluruh berkas"),
    (lambda draft: makers.signed(draft)[:-3000], ""),
    (lambda _draft: makers.jpeg(), ""),
]


def stored(sha256: str | None) -> bytes:
    return get_store().open(str(sha256)).read()


def brought(person: Person, url: str, data: bytes) -> Any:
    """Bring the file to a document's page."""
    file = SimpleUploadedFile("tertanda.pdf", data, content_type="application/pdf")
    return signed_in(person).post(url, {"file": file})


def refuses_what_is_wrong(person: Person, url: str, draft: str, *, other: str, name: str) -> None:
    """Each spoilt file is refused with its words, `other` of ours by its `name`; nothing is kept."""
    spoilt = [(spoil(stored(draft)), words) for spoil, words in SPOILT]
    wrong = (makers.signed(stored(other)), f"menandatangani dokumen lain: {name}")
    for data, words in [*spoilt, wrong]:
        refused = brought(person, url, data)
        assert refused.status_code == 422, words
        assert words in refused.content.decode(), words
    assert not SignedCopy.objects.exists()
    assert not LedgerEntry.objects.filter(kind="signed_copy_kept").exists()


def keeps_a_signed_one(person: Person, url: str, draft: str, route: str, key: Any) -> str:
    """The signed draft is kept once, with its event; returns the address it is read at."""
    signed = makers.signed(stored(draft))
    for _twice in range(2):
        assert brought(person, url, signed).status_code == 302
    copy = SignedCopy.objects.get()
    assert (copy.draft_id, copy.by_id) == (draft, person.pk)
    entry = LedgerEntry.objects.get(kind="signed_copy_kept")
    assert str(copy.signed_id) in entry.body
    file = reverse(route, args=[key, copy.pk])
    answer = signed_in(person).get(file)
    assert b"".join(answer.streaming_content) == signed  # type: ignore[attr-defined]
    assert file in signed_in(person).get(url).content.decode()
    return file


def may_not_bring(person: Person, url: str, draft: str, status: int) -> None:
    """One who reads (403) or does not even see (404) the document brings nothing."""
    assert brought(person, url, makers.signed(stored(draft))).status_code == status
    assert Client().get(url).status_code == 302
