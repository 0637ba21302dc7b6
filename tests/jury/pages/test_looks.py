"""That a juror opened a file is kept once, told to them, and to others only after the closing."""

import json

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from award.queries.instruments import indicators_of
from directory.enums import RoleKind
from directory.models import Person
from jury.models import EvidenceLook, ScoreSheet
from record.models import Blob, LedgerEntry
from tests.directory.factories import make_holder, make_role
from tests.jury.worlds import Jury, client
from verification.enums import CheckState
from verification.models import Checking, EvidenceItem, EvidenceVersion

pytestmark = pytest.mark.django_db


def file_of(world: Jury, number: int, *, unit: int = 0) -> EvidenceVersion:
    application = world.applications[unit]
    blob, _ = Blob.objects.get_or_create(pk=f"{unit}{number}" * 32, defaults={"size": 3})
    item = EvidenceItem.objects.create(
        application=application, indicator=indicators_of(application)[0].code, number=number
    )
    version = EvidenceVersion.objects.create(
        item=item,
        version=1,
        blob=blob,
        size=3,
        kind="jpeg",
        original_name="foto.jpg",
        uploaded_by=world.head(application),
        begun_at=timezone.now(),
        received_at=timezone.now(),
    )
    Checking.objects.create(version=version, state=CheckState.DONE)
    return version


@pytest.fixture
def world() -> Jury:
    made = Jury(units=2)
    made.declare(0)
    return made


@pytest.fixture
def browser(world: Jury) -> Client:
    return client(world.jurors[0])


def at(sheet: ScoreSheet, version: EvidenceVersion) -> str:
    return reverse("jury:look", args=[sheet.pk, version.pk])


def page_of(version: EvidenceVersion) -> str:
    return reverse("verification:evidence_item", args=[version.item_id])


def unopened(browser: Client, sheet: ScoreSheet) -> int:
    return len(browser.get(reverse("jury:seal", args=[sheet.pk])).context["unopened"])


def test_a_file_is_opened_with_a_click_that_is_kept_once(world: Jury, browser: Client) -> None:
    version, sheet = file_of(world, 1), world.sheet(0)
    assert browser.get(page_of(version))["Location"] == at(sheet, version)
    assert browser.get(at(sheet, version)).status_code == 200
    assert not EvidenceLook.objects.exists(), "a page that is read writes nothing"
    for _ in range(2):
        assert browser.post(at(sheet, version))["Location"] == page_of(version)
    assert EvidenceLook.objects.get().sheet == sheet
    [entry] = LedgerEntry.objects.filter(kind="evidence_opened")
    assert json.loads(entry.body)["facts"] == {"sheet": str(sheet.pk), "evidence": str(version.pk)}
    assert browser.get(page_of(version)).status_code == 200
    assert browser.get(at(sheet, version))["Location"] == page_of(version)


def test_before_the_sheet_the_seat_comes_first(world: Jury, browser: Client) -> None:
    version = file_of(world, 1)
    assert browser.get(page_of(version))["Location"] == reverse(
        "jury:seat", args=[world.seat(0).pk]
    )


def test_the_large_picture_and_the_original_are_behind_the_same_click(
    world: Jury, browser: Client
) -> None:
    version, sheet = file_of(world, 1), world.sheet(0)
    large = reverse("verification:preview", args=[version.pk, "preview"])
    original = reverse("verification:original", args=[version.pk])
    assert browser.get(large).status_code == 404
    assert browser.get(original)["Location"] == at(sheet, version)


def test_the_juror_is_told_what_is_still_unopened(world: Jury, browser: Client) -> None:
    versions = [file_of(world, number) for number in (1, 2, 3)]
    sheet = world.sheet(0)
    assert unopened(browser, sheet) == 3
    browser.post(at(sheet, versions[0]))
    assert unopened(browser, sheet) == 2
    page = browser.get(reverse("jury:seal", args=[sheet.pk])).content.decode()
    assert "Belum dibuka: 2 berkas" in page
    Checking.objects.filter(version=versions[1]).update(sealed=True)
    assert unopened(browser, sheet) == 1, "a sealed file cannot be opened"


def test_nobody_opens_through_anothers_sheet_or_anothers_file(world: Jury, browser: Client) -> None:
    world.declare(1)
    mine, other = world.sheet(0), world.sheet(1)
    version, far = file_of(world, 1), file_of(world, 2, unit=1)
    for url in (at(other, version), at(mine, far)):
        assert browser.get(url).status_code == 404
        assert browser.post(url).status_code == 404
    assert not EvidenceLook.objects.exists()


def test_others_open_files_as_ever(world: Jury) -> None:
    version = file_of(world, 1)
    world.sheet(0)
    for person in (world.chair, world.admin, make_holder(RoleKind.AUDITOR), world.head()):
        assert client(person).get(page_of(version)).status_code == 200


def read(world: Jury, person: Person) -> list[tuple[str, int, int]]:
    page = client(person).get(reverse("jury:panel", args=[world.panel.pk]))
    rows = [each for row in page.context["results"] for each in row["read"]]
    return [(each.person.name, each.opened, each.of) for each in rows]


def test_after_the_closing_chair_and_auditor_read_what_was_opened() -> None:
    world = Jury()
    versions = [file_of(world, number) for number in (1, 2, 3)]
    auditor = make_holder(RoleKind.AUDITOR)
    world.score()
    sheet = world.seat(0).sheets.get()
    for version in versions[:2]:
        assert client(world.jurors[0]).post(at(sheet, version)).status_code == 302
    assert read(world, world.chair) == read(world, auditor) == []
    world.close()
    counts = sorted((opened, of) for _name, opened, of in read(world, world.chair))
    assert counts == [(0, 3), (0, 3), (2, 3)]
    assert (world.jurors[0].name, 2, 3) in read(world, auditor)
    page = client(world.chair).get(reverse("jury:panel", args=[world.panel.pk])).content.decode()
    assert f"{world.jurors[0].name}: 2 dari 3 berkas" in page
    make_role(RoleKind.JURY_CHAIR, person=world.jurors[1])
    assert read(world, world.jurors[1]) == []


def test_a_look_is_one_row_for_a_sheet_and_file(world: Jury) -> None:
    version, sheet = file_of(world, 1), world.sheet(0)
    EvidenceLook.objects.create(sheet=sheet, version=version, at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        EvidenceLook.objects.create(sheet=sheet, version=version, at=timezone.now())
