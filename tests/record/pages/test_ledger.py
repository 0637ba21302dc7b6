import pytest
from django.test import Client
from django.urls import reverse

from directory.enums import RoleKind
from record import ledger_readers
from record.domain.work import recorded
from record.ledger_readers import may_read, veil
from record.models import LedgerEntry
from tests.directory.factories import make_holder, make_person, signed_in
from tests.support.exported import body

pytestmark = pytest.mark.django_db
LEDGER = reverse("record:ledger")


@pytest.fixture(autouse=True)
def _entries() -> None:
    for number in (1, 2):
        with recorded(actor="system") as work:
            work.event(f"counted_{number}", subject=f"application:{number}")


def signed_in_as(kind: RoleKind) -> Client:
    return signed_in(make_holder(kind))


@pytest.mark.parametrize("kind", [RoleKind.CENTRE_ADMIN, RoleKind.AUDITOR])
def test_the_centre_and_the_auditor_read_it(kind: RoleKind) -> None:
    text = signed_in_as(kind).get(LEDGER).content.decode()
    assert text.index("counted_2") < text.index("counted_1")
    assert LedgerEntry.objects.get(subject="application:2").hash in text


@pytest.mark.parametrize("kind", [RoleKind.UNIT_HEAD, RoleKind.REGION_SECRETARIAT, RoleKind.JUROR])
def test_for_others_it_does_not_exist(kind: RoleKind) -> None:
    assert signed_in_as(kind).get(LEDGER).status_code == 404


def test_whoever_is_not_signed_in_is_sent_to_sign_in(client: Client) -> None:
    assert client.get(LEDGER)["Location"].startswith(reverse("directory:sign_in"))


def test_it_can_be_narrowed() -> None:
    page = signed_in_as(RoleKind.AUDITOR)
    text = page.get(LEDGER, {"subject": "application:1"}).content.decode()
    assert "counted_1" in text
    assert "counted_2" not in text
    none = page.get(LEDGER, {"kind": "decided"}).content.decode()
    assert "Tidak ada catatan" in none
    assert "Tidak ada catatan" in page.get(LEDGER, {"kind": "never"}).content.decode()


def test_an_event_has_a_name_and_so_has_who_did_it() -> None:
    auditor = make_holder(RoleKind.AUDITOR)
    with recorded(actor=f"person:{auditor.pk}") as work:
        work.event("decided", subject="application:3")
    text = signed_in(auditor).get(LEDGER, {"kind": "decided"}).content.decode()
    row = text[text.index("<tbody") : text.index("</tbody>")]
    assert "Hasil ditetapkan" in row
    assert auditor.name in row


def test_of_what_is_kept_from_a_reader_only_the_line_is_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    auditor, other = make_holder(RoleKind.AUDITOR), make_holder(RoleKind.AUDITOR)
    monkeypatch.setattr(ledger_readers, "_veils", [])
    veil(lambda person: ["4-4-4"] if person == auditor else [])
    with recorded(actor="system") as work:
        work.event("moved", subject="application:4-4-4", facts={"to": "rahasia-1"})
        work.event("closed", subject="panel:1", facts={"units": ["4-4-4"], "n": "rahasia-2"})
        work.event("closed", subject="panel:2", facts={"units": ["5-5-5"], "n": "terbuka-3"})
    for asked in ({}, {"export": "csv"}):
        read = exported_or_shown(signed_in(auditor), asked)
        assert ("rahasia" in read, "terbuka-3" in read) == (False, True)
        assert "application:4-4-4" in read
        assert "benturan kepentingan Anda" in read
        assert "rahasia-2" in exported_or_shown(signed_in(other), asked)


def exported_or_shown(browser: Client, asked: dict[str, str]) -> str:
    return body(browser.get(LEDGER, asked)).decode()


def test_it_cannot_be_changed() -> None:
    assert signed_in_as(RoleKind.CENTRE_ADMIN).post(LEDGER).status_code == 405


def test_without_a_rule_nobody_reads_it() -> None:
    assert not may_read(make_person())
