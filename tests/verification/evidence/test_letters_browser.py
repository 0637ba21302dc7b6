"""The number and the date of a letter in a real browser, with scripts and without."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.support.browsing import NewPage, SignIn
from tests.verification.evidence.test_browser import PHONE, assert_accessible, photos, slot
from tests.verification.evidence.world import FIRST, claim, head_of, make_application
from verification.models import EvidenceVersion

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
FIELDS = "Berkas ini surat? Tulis nomor dan tanggalnya"


@pytest.mark.parametrize("scripts", ["true", "false"])
def test_one_letter_is_sent_with_what_was_typed_of_it(
    new_page: NewPage, sign_in: SignIn, tmp_path: Path, scripts: str
) -> None:
    application = make_application()
    claim(application, FIRST)
    page = new_page(java_script_enabled=scripts == "true", **PHONE)
    sign_in(page, head_of(application))
    page.goto(slot(application))
    page.get_by_text(FIELDS).click()
    page.get_by_label("Nomor surat (boleh kosong)").fill("W.10-PAS-123")
    page.get_by_label("Tanggal surat (boleh kosong)").fill("2026-01-15")
    chooser = page.locator("input[type=file]:not([capture])")
    if scripts == "true":
        assert_accessible(page)
        chooser.set_input_files(photos(tmp_path, 1, 2))
        page.get_by_role("button", name="Kirim berkas").click()
        expect(page.get_by_text("Kirim satu saja.")).to_be_visible()
        assert EvidenceVersion.objects.count() == 0
        page.get_by_role("button", name="Hapus dari daftar").first.click()
    else:
        chooser.set_input_files(photos(tmp_path, 1))
    page.get_by_role("button", name="Kirim berkas").click()
    expect(page.locator("#files").get_by_text("1 dari 3 foto")).to_be_visible(timeout=20_000)
    version = EvidenceVersion.objects.get()
    assert version.letter_number == "W.10-PAS-123"
    assert str(version.letter_date) == "2026-01-15"
