"""A unit is told which file and which finding it is asked about, and never whose the other is."""

import pytest
from django.urls import reverse

from award.errors import Refused
from directory.actors import Actor
from directory.enums import RoleKind
from jury.domain.hearings import answer_hearing, open_hearing
from jury.models import Hearing
from record.models import LedgerEntry
from tests.directory.factories import make_holder
from tests.jury.worlds import client
from tests.verification.evidence.test_never_told import TOLD, asked_about, copied, pair
from tests.verification.evidence.world import checked, head_of, make_application, photo
from verification.pages.file_words import file_title
from verification.queries.explained import explained

pytestmark = pytest.mark.django_db


def test_the_unit_reads_file_and_finding_without_another_units_name() -> None:
    application, other, version, finding = pair(exact=True)
    asked_about(finding, application)
    admin = make_holder(RoleKind.CENTRE_ADMIN)
    hearing = open_hearing(
        application_id=application.pk, charge="Dari mana foto ini?", by=Actor(admin)
    )
    assert [row.finding for row in hearing.findings.all()] == [finding]
    assert str(finding.pk) in LedgerEntry.objects.get(kind="hearing_opened").body
    head = head_of(application)
    page = client(head).get(reverse("jury:hearing", args=[application.pk]))
    text = page.content.decode().split("<main")[1].split("</main>")[0]
    assert file_title(version) in text
    assert reverse("verification:evidence_item", args=[version.item_id]) in text
    assert "Tim perlu mengetahui asal berkas ini" in text
    assert "ditulis bagi pemeriksa" not in text
    assert other.unit.name not in text
    assert other.unit.work_unit_code not in text
    assert not TOLD.search(text)
    answer_hearing(hearing_id=hearing.pk, answer="Foto kami sendiri.", by=Actor(head))
    story = client(head).get(reverse("award:application", args=[application.pk])).content.decode()
    for words in ("UPT dimintai keterangan", "Dari mana foto ini?", "Foto kami sendiri."):
        assert words in story, words
    region = make_holder(RoleKind.REGION_HEAD, region=application.region)
    seen = client(region).get(reverse("award:application", args=[application.pk]))
    assert "Dari mana foto ini?" not in seen.content.decode()


def test_the_unit_alone_is_told_that_a_check_speaks_to_its_examiners() -> None:
    application, note = make_application(), "Penjelasan ini ditulis bagi pemeriksa."
    checked(application, photo(1))
    finding = checked(application, copied(photo(1))).findings.filter(other__isnull=False)[0]
    asked_about(finding, application)
    admin = make_holder(RoleKind.CENTRE_ADMIN)
    open_hearing(application_id=application.pk, charge="Mengapa dua kali?", by=Actor(admin))
    for person, told in ((head_of(application), True), (admin, False)):
        page = client(person).get(reverse("jury:hearing", args=[application.pk]))
        assert explained(finding) in page.content.decode()
        assert (note in page.content.decode()) == told


def test_a_charge_that_names_the_other_unit_is_refused() -> None:
    application, other, _version, finding = pair(exact=True)
    asked_about(finding, application)
    admin = Actor(make_holder(RoleKind.CENTRE_ADMIN))
    for charge in (
        f"Foto ini milik {other.unit.name.upper()}.",
        f"Sama dengan {other.unit.work_unit_code}",
    ):
        with pytest.raises(Refused, match="Jangan menyebut UPT lain"):
            open_hearing(application_id=application.pk, charge=charge, by=admin)
    assert not Hearing.objects.exists()
