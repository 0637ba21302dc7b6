"""Uploads as browsers send them, with a script and without."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from award.models import Application
from directory.enums import RoleKind
from record.models import Job
from tests.directory.factories import make_holder, signed_in
from tests.verification.evidence.stores import AWAY, full_disk
from tests.verification.evidence.world import (
    FIRST,
    SECOND,
    claim,
    hand_in,
    head_of,
    make_application,
    make_team,
    pdf,
    photo,
    set_due,
)
from verification.models import EvidenceVersion
from verification.pages import evidence_upload, on_disk
from verification.queries.receipts import receipt_of

pytestmark = pytest.mark.django_db
MOST_QUERIES = 28
JSON = {"HTTP_ACCEPT": "application/json"}


def sent(
    client: Client, application: Application, *files: SimpleUploadedFile, **headers: Any
) -> HttpResponse:
    code, extra = headers.pop("code", FIRST), headers.pop("extra", {})
    url = reverse("verification:upload", args=[application.pk, code])
    return cast("HttpResponse", client.post(url, {"files": list(files), **extra}, **headers))


def a_photo(seed: int = 1, name: str = "foto.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, photo(seed), "image/jpeg")


def test_an_upload_asks_the_database_few_times() -> None:
    application = make_application()
    browser = signed_in(head_of(application))
    sent(browser, application, a_photo(1), **JSON)
    with CaptureQueriesContext(connection) as asked:
        assert sent(browser, application, a_photo(2), **JSON).status_code == 201
    assert len([q for q in asked if "SAVEPOINT" not in q["sql"]]) <= MOST_QUERIES


def test_a_script_gets_the_receipt_with_a_201() -> None:
    application = make_application()
    answer = sent(signed_in(head_of(application)), application, a_photo(), **JSON)
    assert answer.status_code == 201
    told = json.loads(answer.content)
    receipt = receipt_of(EvidenceVersion.objects.get())
    assert (told["sha256"], told["size"]) == (receipt.sha256, receipt.size)
    assert (told["ledger_number"], told["ledger_hash"]) == (
        receipt.ledger_number,
        receipt.ledger_hash,
    )
    assert str(receipt.ledger_number) in told["message"]


def test_a_script_that_sends_again_after_a_lost_answer_gets_the_same_receipt() -> None:
    application = make_application()
    client = signed_in(head_of(application))
    first = json.loads(sent(client, application, a_photo(), **JSON).content)
    assert json.loads(sent(client, application, a_photo(), **JSON).content) == first
    assert EvidenceVersion.objects.count() == 1


def test_without_scripts_several_files_at_once_and_back_to_the_slot() -> None:
    application = make_application()
    client = signed_in(head_of(application))
    answer = sent(client, application, a_photo(1), a_photo(2), a_photo(3, "c.jpg"))
    assert answer.status_code == 302
    assert answer["Location"] == reverse("verification:indicator", args=[application.pk, FIRST])
    assert EvidenceVersion.objects.count() == 3
    page = client.get(answer["Location"]).content.decode()
    assert "3 berkas diterima." in page
    assert "3 dari 3" in page


def test_one_refused_file_does_not_hold_up_the_others() -> None:
    application = make_application()
    client = signed_in(head_of(application))
    empty = SimpleUploadedFile("kosong.jpg", b"", "image/jpeg")
    page = client.get(sent(client, application, a_photo(1), empty)["Location"]).content.decode()
    assert "1 berkas diterima." in page
    assert "kosong.jpg: " in page
    assert EvidenceVersion.objects.count() == 1


@pytest.mark.parametrize("headers", [{}, JSON])
def test_a_refusal_is_told_and_keeps_nothing(headers: dict[str, str]) -> None:
    application = make_application()
    hand_in(application, photo(1), indicator=SECOND)
    answer = sent(signed_in(head_of(application)), application, a_photo(1), **headers)
    assert answer.status_code == 422
    assert "2. Ruang/loket/kotak/nomor telepon pengaduan" in answer.content.decode()
    assert EvidenceVersion.objects.count() == 1


def test_no_file_at_all() -> None:
    application = make_application()
    answer = sent(signed_in(head_of(application)), application, **JSON)
    assert answer.status_code == 422
    assert "Pilih dahulu" in json.loads(answer.content)["message"]


def test_a_file_over_the_limit_is_skipped_and_the_others_are_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(on_disk, "LARGEST_FILE", 60_000)
    application = make_application()
    client = signed_in(head_of(application))
    large = SimpleUploadedFile("besar.pdf", pdf() + bytes(200_000), "application/pdf")
    page = client.get(sent(client, application, large, a_photo(1))["Location"]).content.decode()
    assert "besar.pdf: " in page
    assert "25" in page
    assert EvidenceVersion.objects.get().kind == "jpeg"


def test_a_request_that_is_too_large_is_not_even_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence_upload, "LARGEST_REQUEST", 1000)
    application = make_application()
    answer = sent(signed_in(head_of(application)), application, a_photo(), **JSON)
    assert answer.status_code == 413


def test_replacing_one_file() -> None:
    application = make_application()
    first = hand_in(application, photo(1)).version
    extra = {"item": str(first.item_id)}
    answer = sent(signed_in(head_of(application)), application, a_photo(2), extra=extra)
    assert answer["Location"] == reverse("verification:evidence_item", args=[first.item_id])
    assert sorted(first.item.versions.values_list("version", flat=True)) == [1, 2]


def test_one_file_is_replaced_by_one_file() -> None:
    application = make_application()
    first = hand_in(application, photo(1)).version
    extra = {"item": str(first.item_id)}
    client = signed_in(head_of(application))
    answer = sent(client, application, a_photo(2), a_photo(3), extra=extra, **JSON)
    assert answer.status_code == 422
    assert first.item.versions.count() == 1


def test_an_item_of_another_application_is_no_item_here() -> None:
    application, other = make_application(), make_application()
    theirs = hand_in(other, photo(1)).version
    extra = {"item": str(theirs.item_id)}
    answer = sent(signed_in(head_of(application)), application, a_photo(2), extra=extra, **JSON)
    assert answer.status_code == 422
    assert theirs.item.versions.count() == 1


def test_who_may_send() -> None:
    application = make_application()
    team = make_team(application)
    expected = {
        head_of(application): 201,
        make_holder(RoleKind.UNIT_OPERATOR, unit=application.unit): 201,
        team.leader: 403,
        make_holder(RoleKind.REGION_HEAD, region=application.region): 403,
        make_holder(RoleKind.CENTRE_ADMIN): 403,
        make_holder(RoleKind.UNIT_HEAD): 404,
        make_holder(RoleKind.REGION_VERIFIER, region=application.region): 404,
        make_holder(RoleKind.JUROR): 404,
    }
    for number, (person, status) in enumerate(expected.items()):
        answer = sent(signed_in(person), application, a_photo(number), **JSON)
        assert answer.status_code == status, person.roles.get().kind
    assert EvidenceVersion.objects.count() == 2


def test_nobody_signed_in_is_sent_to_the_sign_in_page() -> None:
    answer = sent(Client(), make_application(), a_photo())
    assert answer.status_code == 302
    assert reverse("directory:sign_in") in answer["Location"]


def test_the_form_s_token_is_asked_for() -> None:
    application = make_application()
    client = Client(enforce_csrf_checks=True)
    client.force_login(head_of(application), backend="directory.backends.PersonBackend")
    assert sent(client, application, a_photo(), **JSON).status_code == 403
    url = reverse("verification:indicator", args=[application.pk, FIRST])
    token = client.get(url).context["csrf_token"]
    extra = {"csrfmiddlewaretoken": str(token)}
    assert sent(client, application, a_photo(), extra=extra, **JSON).status_code == 201


@pytest.mark.parametrize("headers", [{}, JSON])
def test_a_store_that_is_away(headers: dict[str, str], settings: Any) -> None:
    application = make_application()
    client = signed_in(head_of(application))
    settings.EVIDENCE_STORE = AWAY
    answer = sent(client, application, a_photo(), **headers)
    assert answer.status_code == 503
    assert int(answer["Retry-After"]) > 0
    assert "tidak dapat dihubungi" in answer.content.decode()
    assert not EvidenceVersion.objects.exists()
    assert not Job.objects.exists()


def test_a_store_without_space(tmp_path: Path, settings: Any) -> None:
    application = make_application()
    client = signed_in(head_of(application))
    with full_disk(tmp_path) as url:
        settings.EVIDENCE_STORE = url
        large = SimpleUploadedFile("besar.pdf", pdf() + bytes(200_000), "application/pdf")
        answer = sent(client, application, large, **JSON)
    assert answer.status_code == 507
    assert "penuh" in json.loads(answer.content)["message"]
    assert not EvidenceVersion.objects.exists()


def test_no_space_for_files_on_their_way_in(tmp_path: Path, settings: Any) -> None:
    application = make_application()
    client = signed_in(head_of(application))
    with full_disk(tmp_path):
        settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
        large = SimpleUploadedFile("besar.pdf", pdf() + bytes(200_000), "application/pdf")
        answer = sent(client, application, large, **JSON)
    assert answer.status_code == 507
    assert not EvidenceVersion.objects.exists()


def test_no_file_is_held_in_memory(rf: RequestFactory) -> None:
    request = rf.post("/", {"files": a_photo()})
    request.upload_handlers = [on_disk.OnDisk(request)]
    taken = request.FILES["files"]
    assert isinstance(taken, TemporaryUploadedFile)
    assert Path(taken.temporary_file_path()).read_bytes() == photo(1)


def test_the_proxy_s_word_on_when_an_upload_began(settings: Any) -> None:
    application = make_application()
    client = signed_in(head_of(application))
    now = timezone.now()
    set_due(application, now - timedelta(minutes=5))
    header = f"t={now.timestamp():.3f};d=600.000"
    settings.TRUSTED_PROXIES = 0
    assert (
        sent(client, application, a_photo(), HTTP_X_REQUEST_START=header, **JSON).status_code == 422
    )
    settings.TRUSTED_PROXIES = 1
    assert (
        sent(client, application, a_photo(), HTTP_X_REQUEST_START=header, **JSON).status_code == 201
    )
    begun = EvidenceVersion.objects.get().begun_at
    assert abs((now - begun).total_seconds() - 600) < 2


def test_the_same_file_again_is_told_by_its_number_and_not_counted_as_new() -> None:
    application = make_application()
    client = signed_in(head_of(application))
    sent(client, application, a_photo(1), a_photo(2, "dua.jpg"))
    page = client.get(sent(client, application, a_photo(2, "lagi.jpg"))["Location"])
    assert "Berkas ini sudah ada (berkas 2)" in page.content.decode()
    assert "1 berkas diterima." not in page.content.decode()
    sent(client, application, a_photo(1), **JSON)
    page = client.get(reverse("verification:indicator", args=[application.pk, FIRST]))
    assert "Berkas ini sudah ada (berkas 1)" in page.content.decode()


def test_where_only_photos_count_the_page_says_so_before_and_after() -> None:
    application = make_application()
    claim(application, FIRST)
    client = signed_in(head_of(application))
    there = reverse("verification:indicator", args=[application.pk, FIRST])
    assert "PDF dan dokumen lain tidak dihitung" in client.get(there).content.decode()
    sent(client, application, a_photo(1), SimpleUploadedFile("surat.pdf", pdf()))
    page = client.get(there).content.decode()
    assert "1 dari 3 foto" in page
    assert "kurang 2 foto" in page
    assert page.count("Tidak dihitung") == 1
