"""What a unit says of a letter is kept with its file, and compared with what the letter bears."""

import json
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from record.queries.ledger import entries_about
from tests.directory.factories import signed_in
from tests.verification.evidence.test_upload_page import JSON, a_photo, sent
from tests.verification.evidence.world import head_of, make_application, run_check
from tests.workers.checks.scans import sheets
from verification.models import EvidenceVersion, Finding

pytestmark = pytest.mark.django_db


def a_letter() -> SimpleUploadedFile:
    return SimpleUploadedFile("surat.pdf", sheets.pdf(), "application/pdf")


def said(number: str = "", day: str = "") -> dict[str, Any]:
    return {"extra": {"letter_number": number, "letter_date": day}}


def test_number_and_date_are_kept_with_the_file() -> None:
    application = make_application()
    client = signed_in(head_of(application))
    sent(client, application, a_letter(), **said(" W.10-PAS  123 ", "2026-01-15"))
    version = EvidenceVersion.objects.get()
    assert (version.letter_number, version.letter_date) == ("W.10-PAS 123", date(2026, 1, 15))
    page = client.get(reverse("verification:evidence_item", args=[version.item_id]))
    assert "W.10-PAS 123" in page.content.decode()


def test_a_date_may_be_written_in_words() -> None:
    application = make_application()
    sent(signed_in(head_of(application)), application, a_letter(), **said(day="15 Januari 2026"))
    assert EvidenceVersion.objects.get().letter_date == date(2026, 1, 15)


def test_nothing_need_be_said() -> None:
    application = make_application()
    sent(signed_in(head_of(application)), application, a_letter(), **said())
    version = EvidenceVersion.objects.get()
    assert (version.letter_number, version.letter_date) == ("", None)


def test_the_ledger_has_the_date_and_not_the_number() -> None:
    application = make_application()
    sent(signed_in(head_of(application)), application, a_letter(), **said("W.10-9", "2026-01-15"))
    version = EvidenceVersion.objects.get()
    body = entries_about(f"evidence:{version.pk}").get(kind="evidence_received").body
    assert "2026-01-15" in body
    assert "W.10-9" not in body
    assert "letter_number" in body


@pytest.mark.parametrize(("number", "day"), [("W" * 101, ""), ("", "kemarin"), ("", "2026-13-01")])
def test_what_cannot_be_is_refused(number: str, day: str) -> None:
    application = make_application()
    client = signed_in(head_of(application))
    assert sent(client, application, a_letter(), **said(number, day), **JSON).status_code == 422
    assert EvidenceVersion.objects.count() == 0


def test_one_letter_at_a_time() -> None:
    application = make_application()
    client = signed_in(head_of(application))
    answer = sent(client, application, a_letter(), a_photo(), **said("W.10-9"), **JSON)
    assert answer.status_code == 422
    assert "satu berkas" in json.loads(answer.content)["message"]


def test_the_form_asks_where_documents_are_taken() -> None:
    application = make_application()
    client = signed_in(head_of(application))
    url = reverse("verification:indicator", args=[application.pk, "fac-visitors-01"])
    assert 'name="letter_number"' in client.get(url).content.decode()


def test_another_number_than_the_letter_bears_is_a_question() -> None:
    application = make_application()
    client = signed_in(head_of(application))
    sent(client, application, a_letter(), **said("W.10-PAS.PAS3-999", "2026-01-15"))
    run_check(EvidenceVersion.objects.get())
    finding = Finding.objects.get(kind="letter_number_differs")
    assert finding.severity == "medium"
    assert finding.region is not None
    assert finding.region["page"] == 1
    assert finding.facts["typed"] == "W.10-PAS.PAS3-999"


def test_the_number_it_bears_is_none() -> None:
    application = make_application()
    client = signed_in(head_of(application))
    sent(client, application, a_letter(), **said("W.10-PAS.PAS3-123-OT.02.02", "2026-01-15"))
    run_check(EvidenceVersion.objects.get())
    assert not Finding.objects.filter(kind__startswith="letter_").exists()
