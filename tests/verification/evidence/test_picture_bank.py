"""The bank of pictures follows the rows of the database, and checks find parts through it."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone
from PIL import Image, ImageOps

from tests.verification.evidence.test_checking import claim_of
from tests.verification.evidence.world import checked, encoded, hand_in, make_application, pdf
from tests.workers.checks import makers
from verification.domain import checking
from verification.domain.checking import check, look
from verification.domain.picture_bank import UNSETTLED, _opened, catch_up, here, rebuild, search
from verification.enums import CheckStatus
from verification.models import CheckResult, EvidenceVersion, Finding, PictureFeatures
from workers.checks.bank.bank import Bank
from workers.checks.bank.describing import describe_file

pytestmark = pytest.mark.django_db
Found = set[tuple[EvidenceVersion, EvidenceVersion | None, str, str]]


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path: Path) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    settings.PICTURE_BANK = tmp_path


def scene(name: str = "astronaut.png", quality: int = 90) -> bytes:
    return encoded(makers.photograph(name), quality=quality)


def middle(name: str = "astronaut.png") -> bytes:
    image = makers.photograph(name)
    w, h = image.size
    return encoded(image.crop((w // 5, h // 5, w * 4 // 5, h * 4 // 5)), quality=80)


def page(*names: str) -> bytes:
    sheet = Image.new("RGB", (1_200, 900), "white")
    for number, name in enumerate(names):
        shown = ImageOps.contain(makers.photograph(name), (580, 430))
        sheet.paste(shown, (10 + 590 * (number % 2), 10 + 440 * (number // 2)))
    return encoded(sheet, quality=85)


def framed(name: str) -> bytes:
    screen = Image.new("RGB", (540, 1_170), "black")
    shown = ImageOps.contain(makers.photograph(name), screen.size)
    screen.paste(shown, (0, (screen.height - shown.height) // 2))
    return encoded(screen, quality=85)


def raised() -> Found:
    failed = CheckResult.objects.filter(status=CheckStatus.COULD_NOT_CHECK)
    assert list(failed.values_list("check_name", "reason")) == []
    rows = Finding.objects.select_related("version", "other")
    return {(f.version, f.other, f.kind, f.severity) for f in rows if f.other_id}


def test_a_crop_of_another_unit_s_photograph_is_a_question_about_both() -> None:
    one = checked(make_application(), scene())
    checked(make_application(), scene("coffee.png"))
    two = checked(make_application(), middle())
    assert raised() == {
        (two, one, "part_other_unit", "high"),
        (one, two, "part_other_unit", "high"),
    }
    finding = two.findings.get(other=one)
    assert "bits" not in finding.facts
    assert finding.facts["shared_places"] > 10
    assert finding.region is not None
    assert finding.region["other_polygon"]


def test_a_page_of_photographs_asks_about_each_of_them() -> None:
    one, two = (checked(make_application(), scene(n)) for n in ("astronaut.png", "rocket.jpg"))
    sheet = checked(make_application(), page("astronaut.png", "chelsea.png", "rocket.jpg"))
    kinds = {(v, o) for v, o, kind, severity in raised() if severity == "high"}
    assert kinds == {(sheet, one), (one, sheet), (sheet, two), (two, sheet)}


def test_a_screenshot_and_a_mirrored_part_lead_to_the_picture() -> None:
    application = make_application()
    one = checked(application, scene("coffee.png"))
    two = checked(application, framed("coffee.png"))
    mirrored = ImageOps.mirror(Image.open(io.BytesIO(middle("coffee.png"))))
    three = checked(make_application(), encoded(mirrored, quality=85))
    found = {(v, o) for v, o, _, severity in raised() if severity == "high"}
    assert {(two, one), (three, one), (three, two)} <= found


def test_features_are_stored_once_for_pictures_alone() -> None:
    version = checked(make_application(), scene())
    checked(make_application(), pdf(), name="surat.pdf")
    row = PictureFeatures.objects.get()
    assert (row.version, row.part, row.page) == (version, "", None)
    assert len(row.dihedral) == 512


def test_rows_of_another_machine_are_found_without_a_command() -> None:
    checked(make_application(), scene())
    described = describe_file(middle())
    assert len(search(described)) == 1
    # The other machine has written its row; this one has not seen it.
    other = checked(make_application(), scene(quality=60))
    here().folder.path.rename(here().folder.path.with_name("elsewhere"))
    assert other.pk in {hit.version for hit in search(described)}


def row(version: EvidenceVersion, key: int, *, minutes_ago: int = 0, part: str = "") -> None:
    """A row as another machine writes it, with the key it was given."""
    own = version.pictures.get(part="")
    PictureFeatures.objects.create(
        pk=key,
        version=version,
        part=part or f"page {key}",
        page=1,
        algorithm=own.algorithm,
        dihedral=own.dihedral,
        quality=own.quality,
        kept=own.kept,
        at=timezone.now() - timedelta(minutes=minutes_ago),
    )


def test_a_row_that_becomes_visible_late_is_not_missed(tmp_path: Path) -> None:
    """Of two rows the one with the higher key may be committed first."""
    version = checked(make_application(), scene())
    bank = Bank(tmp_path / "other machine")
    row(version, 9_002)
    assert catch_up(bank) == 2
    row(version, 9_001)
    assert catch_up(bank) == 1
    assert catch_up(bank) == 0
    assert len(bank) == 3


def test_what_is_old_enough_is_not_asked_for_again(tmp_path: Path) -> None:
    version = checked(make_application(), scene())
    old = int(UNSETTLED.total_seconds() // 60) + 1
    row(version, 9_001, minutes_ago=old)
    row(version, 9_002)
    bank = Bank(tmp_path / "other machine")
    catch_up(bank)
    mark = bank.folder.listed().mark
    assert (mark["cursor"], mark["anchor"]) == (9_001, str(version.pk))
    assert mark["recent"] == {"9002": str(version.pk)}


def test_a_bank_of_another_database_is_made_anew(tmp_path: Path) -> None:
    version = checked(make_application(), scene())
    bank = Bank(tmp_path / "found")
    catch_up(bank)
    with bank.writing() as writing:
        writing.add([], {"cursor": 7_000, "anchor": "another", "recent": {}})
    assert catch_up(bank) == 1
    assert bank.folder.listed().mark["recent"] == {str(version.pictures.get().pk): str(version.pk)}


@pytest.mark.parametrize("name", ["list.json", "*.segment"])
def test_a_damaged_bank_is_made_anew_by_the_next_search(name: str) -> None:
    version = checked(make_application(), scene())
    next(here().folder.path.glob(name)).write_bytes(b"?")
    _opened.cache_clear()
    found = search(describe_file(middle()))
    assert [hit.version for hit in found] == [version.pk]


def test_what_lies_in_a_document_carries_its_part() -> None:
    version = checked(make_application(), scene())
    row(version, 9_001, part="3/1")
    found = search(describe_file(middle()))
    assert {(hit.version, hit.part) for hit in found} == {(version.pk, ""), (version.pk, "3/1")}


def test_one_command_makes_the_bank_and_describes_what_came_before_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with monkeypatch.context() as before:
        before.setattr(checking, "_hits", lambda *_: {})
        old = checked(make_application(), scene())
    assert not PictureFeatures.objects.exists()
    checked(make_application(), scene("coffee.png"))
    call_command("rebuild_bank")
    said = capsys.readouterr().out
    assert "1 pictures described, 0 could not be" in said
    assert "2 pictures in the bank" in said
    assert [hit.version for hit in search(describe_file(middle()))] == [old.pk]
    assert rebuild(here()) == 2


def reread(version: EvidenceVersion) -> EvidenceVersion:
    related = ("item__application__unit", "item__application__season__instrument")
    return EvidenceVersion.objects.select_related(*related).get(pk=version.pk)


def test_of_two_checked_at_once_the_later_to_look_sees_the_other() -> None:
    """Both have written their rows before either looks, as on two machines."""
    application = make_application()
    one, two = (hand_in(application, data).version for data in (scene(), middle()))
    claimed = [claim_of(version) for version in (one, two)]
    for version in (one, two):
        look(reread(version))
    for job in claimed:
        check(job)
    assert {(f.version_id, f.kind) for f in Finding.objects.filter(other__isnull=False)} == {
        (one.pk, "part_same_application"),
        (two.pk, "part_same_application"),
    }
