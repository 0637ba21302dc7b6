"""A secretariat announces on a phone, without and with scripts, and the page is accessible."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from award.enums import State
from award.models import Announcement
from directory.enums import RoleKind, UnitType
from record.models import Notice
from tests.directory.factories import make_holder, make_unit
from tests.e2e.components.access import PHONE, assert_usable
from tests.support.browsing import NewPage, SignIn
from tests.support.waiting import until
from tests.verification.situations import make_application, make_season

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.timeout(180),
    pytest.mark.django_db(transaction=True),
]
SECONDS = 30_000  # milliseconds for a worker on a busy machine


def test_it_is_written_looked_at_sent_and_read(
    new_page: NewPage, sign_in: SignIn, worker: object
) -> None:
    unit = make_unit(unit_type=UnitType.PROBATION_OFFICE, region="bali")
    head = make_holder(RoleKind.UNIT_HEAD, unit=unit)
    season = make_season(self_assessment_due=10)
    for each in (unit, make_unit(unit_type=UnitType.PROBATION_OFFICE, region="bali")):
        make_application(season, unit=each, state=State.DRAFT, claims=False)
    page = new_page(viewport=PHONE)
    sign_in(page, make_holder(RoleKind.REGION_SECRETARIAT, region="bali"))
    page.goto(reverse("award:announcements"))
    assert_usable(page)
    page.get_by_label("Judul").fill("Rapat persiapan")
    page.get_by_label("Isi").fill("Hari Senin.\n\nHadir semua.")
    page.get_by_role("button", name="Lihat sebelum dikirim").click()
    expect(page.get_by_text("kepala dan operator 2 UPT")).to_be_visible()
    assert_usable(page)
    page.get_by_role("button", name="Kirim sekarang").click()
    expect(page.get_by_text("Siapa yang menerimanya")).to_be_visible(timeout=SECONDS)
    expect(page.get_by_text("UPT tanpa kepala dan operator")).to_be_visible()
    assert_usable(page)
    reader = new_page(viewport=PHONE)
    sign_in(reader, head)
    reader.goto(reverse("award:announcement", args=[Announcement.objects.get().pk]))
    expect(reader.get_by_text("Hadir semua.")).to_be_visible()
    assert_usable(reader)


def test_the_silent_are_reminded_without_scripts(
    new_page: NewPage, sign_in: SignIn, worker: object
) -> None:
    unit = make_unit(unit_type=UnitType.PROBATION_OFFICE)
    make_holder(RoleKind.UNIT_HEAD, unit=unit)
    season = make_season(self_assessment_due=10)
    make_application(season, unit=unit, state=State.DRAFT, claims=False)
    page = new_page(java_script_enabled=False, viewport=PHONE)
    sign_in(page, make_holder(RoleKind.CENTRE_ADMIN))
    page.goto(reverse("award:announcements"))
    page.get_by_role("button", name="Ingatkan yang belum mulai").click()

    def there() -> bool:
        again = page.get_by_role("link", name="Muat ulang")
        if again.count():
            again.click()
        return "Siapa yang menerimanya" in page.content()

    until(there, seconds=SECONDS / 1000, what="the reminder's page", step=0.5)
    assert Notice.objects.filter(kind="begin_reminder").count() == 1
