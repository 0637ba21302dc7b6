"""The Kanwil's board: whose it is, what it shows, and its summary on paper and in a workbook."""

import io
import re
from datetime import timedelta

import pikepdf
import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from award.enums import State
from award.models import Application, Grant
from directory.enums import RoleKind
from directory.models import Person
from tests.directory.factories import make_holder, make_unit, signed_in
from tests.support.exported import as_csv, as_xlsx, body, column
from tests.verification.situations import Scene, make_application, put

pytestmark = pytest.mark.django_db
BOARD, PDF, XLSX = (f"verification:region_{name}" for name in ("board", "pdf", "xlsx"))


@pytest.fixture
def scene() -> Scene:
    return Scene()


def units(browser: Client, **asked: str) -> list[str]:
    return column(as_csv(browser, reverse(BOARD), **asked), "UPT")


def person_of(scene: Scene, who: str) -> Person:
    return {
        "head": scene.place.head,
        "secretariat": scene.place.secretariat,
        "member": scene.member,
        "unit_head": scene.application.unit.roles.get(kind=RoleKind.UNIT_HEAD).person,
    }.get(who) or make_holder(RoleKind(who))


@pytest.mark.parametrize("who", ["head", "secretariat"])
def test_a_kanwil_sees_every_unit_of_its_region_and_no_other(scene: Scene, who: str) -> None:
    near = make_application(scene.season, state=State.DRAFT, claims=False)
    make_application(scene.season, state=State.DRAFT, unit=make_unit(region="bali"))
    found = units(signed_in(person_of(scene, who)))
    assert found == [near.unit.name, scene.application.unit.name]


def test_a_verifier_sees_what_their_team_was_given(scene: Scene) -> None:
    make_application(scene.season, state=State.DRAFT, claims=False)
    assert units(signed_in(scene.member)) == [scene.application.unit.name]


def test_a_verifier_without_a_team_sees_an_empty_board(scene: Scene) -> None:
    idle = make_holder(RoleKind.REGION_VERIFIER, region=scene.place.region)
    assert units(signed_in(idle)) == []


@pytest.mark.parametrize("who", ["unit_head", "juror", "jury_chair", "jury_secretary"])
@pytest.mark.parametrize("route", [BOARD, PDF, XLSX])
def test_others_have_no_board(scene: Scene, who: str, route: str) -> None:
    assert signed_in(person_of(scene, who)).get(reverse(route)).status_code == 403


@pytest.mark.parametrize("who", ["centre_admin", "centre_verifier", "auditor"])
def test_the_centre_chooses_a_region(scene: Scene, who: str) -> None:
    far = make_application(scene.season, unit=make_unit(region="bali"))
    browser = signed_in(person_of(scene, who))
    assert units(browser, region="bali") == [far.unit.name]
    assert units(browser, region="jawa-timur") == [scene.application.unit.name]


def test_the_centre_begins_with_a_region_that_takes_part(scene: Scene) -> None:
    """And not with the first of the alphabet, whose board may be empty."""
    browser = signed_in(person_of(scene, "centre_admin"))
    assert units(browser) == [scene.application.unit.name]


@pytest.mark.parametrize("region", ["bali", "tidak-ada", "", "' OR 1=1"])
def test_a_foreign_region_is_not_asked_for(scene: Scene, region: str) -> None:
    make_application(scene.season, unit=make_unit(region="bali"))
    browser = signed_in(scene.place.head)
    assert units(browser, region=region) == [scene.application.unit.name]
    answer = browser.get(reverse(XLSX), {"region": region})
    assert "jawa-timur" in answer.headers["Content-Disposition"]


def test_a_season_before_is_asked_for(scene: Scene) -> None:
    old = Scene()
    browser = signed_in(scene.place.head)
    assert units(browser, season=str(old.season.pk)) == [old.application.unit.name]
    assert units(browser, season=str(scene.season.pk)) == [scene.application.unit.name]


def test_silent_units_are_narrowed_to(scene: Scene) -> None:
    silent = make_application(scene.season, state=State.DRAFT, claims=False)
    browser = signed_in(scene.place.head)
    assert units(browser, silent="3") == [silent.unit.name]
    assert units(browser, state=State.UNDER_VERIFICATION) == [scene.application.unit.name]
    assert units(browser, text=silent.unit.work_unit_code) == [silent.unit.name]


def test_what_is_written_of_a_unit(scene: Scene) -> None:
    table = as_xlsx(signed_in(scene.place.head), reverse(BOARD))
    row = dict(zip(table[0], table[1], strict=True))
    total = len(scene.indicators)
    assert row["Kode satker"] == scene.application.unit.work_unit_code
    assert row["Keadaan"] == str(State.UNDER_VERIFICATION.label)
    assert (row["Persen terjawab"], row["Indikator terjawab"], row["Jumlah indikator"]) == (
        100, total, total,
    )  # fmt: skip
    assert (row["Berkas"], row["Temuan terbuka"]) == (0, 0)
    assert isinstance(row["Sisa hari"], int)


def test_a_decision_under_embargo_reads_as_being_scored(scene: Scene) -> None:
    browser, url = signed_in(scene.place.head), reverse(BOARD)
    put(scene.application, State.IN_SCORING)
    before = as_csv(browser, url), text_of(browser)
    put(scene.application, State.AWARDED, state_since=timezone.now() + timedelta(days=1))
    assert (as_csv(browser, url), text_of(browser)) == before
    centre = signed_in(make_holder(RoleKind.CENTRE_ADMIN))
    told = column(as_csv(centre, url, region="jawa-timur"), "Keadaan")
    assert told == [str(State.AWARDED.label)]


def text_of(browser: Client) -> str:
    """The words of the summary, without the hour it was made."""
    pages = pypdfium2.PdfDocument(body(browser.get(reverse(PDF))))
    text = "\n".join(page.get_textpage().get_text_range() for page in pages)
    return re.sub(r"\d\d\.\d\d WI\w+", "", text)


def test_the_summary_is_a_tagged_pdf_for_keeps(scene: Scene) -> None:
    make_application(scene.season, state=State.DRAFT, claims=False)
    answer = signed_in(scene.place.head).get(reverse(PDF))
    assert answer.headers["Content-Type"] == "application/pdf"
    name = f"ringkasan-{scene.season.year}-jawa-timur.pdf"
    assert name in answer.headers["Content-Disposition"]
    with pikepdf.open(io.BytesIO(body(answer))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        with pdf.open_metadata() as told:
            assert told["pdfaid:part"] == "2"
            assert told["pdfuaid:part"] == "1"


def test_the_summary_names_every_unit_and_the_sums(scene: Scene) -> None:
    silent = make_application(scene.season, state=State.DRAFT, claims=False)
    make_application(scene.season, unit=make_unit(region="bali", name="Bapas Jauh"))
    text = text_of(signed_in(scene.place.head))
    flat = re.sub(r"\s+", " ", text)
    for name in (silent.unit.name, scene.application.unit.name, scene.place.region.name):
        assert name in flat
    assert "Bapas Jauh" not in flat
    assert "UPT tanpa kegiatan 1" in flat


@pytest.mark.parametrize(
    "name", ["#let x = 1", '"; $x$', "=1+1", "*Bapas* _x_ @y", "ﷺ كتب 漢字 🦆"]
)
def test_a_name_is_never_markup(scene: Scene, name: str) -> None:
    unit = scene.application.unit
    type(unit).objects.filter(pk=unit.pk).update(name=name)
    browser = signed_in(scene.place.head)
    assert browser.get(reverse(PDF)).status_code == 200
    book = load_workbook(io.BytesIO(body(browser.get(reverse(XLSX)))))
    assert book["UPT"]["A2"].value == name
    assert book["UPT"]["A2"].data_type == "s"


def test_the_workbook_has_the_sums_and_the_units(scene: Scene) -> None:
    late = make_application(scene.season, state=State.DRAFT, claims=False)
    late.dates.create(
        kind="self_assessment_due", at=timezone.now() - timedelta(days=2), set_at=timezone.now()
    )
    book = load_workbook(io.BytesIO(body(signed_in(scene.place.head).get(reverse(XLSX)))))
    assert book.sheetnames == ["Ringkasan", "UPT"]
    facts = {row[0]: row[1] for row in book["Ringkasan"].iter_rows(min_row=2, values_only=True)}
    assert facts["UPT"] == 2
    assert facts["UPT lewat batas"] == 1
    assert facts["UPT tanpa kegiatan"] == 1
    assert facts[str(State.DRAFT.label)] == 1
    assert book["UPT"].max_row == 3


def test_an_ended_team_sees_nothing_more(scene: Scene) -> None:
    now = timezone.now()
    Grant.objects.filter(person=scene.member).update(
        starts=now - timedelta(days=2), ends=now - timedelta(days=1)
    )
    assert units(signed_in(scene.member)) == []


def test_without_any_season_the_board_is_empty() -> None:
    head = make_holder(RoleKind.REGION_HEAD)
    assert not Application.objects.exists()
    assert signed_in(head).get(reverse(BOARD)).status_code == 200
    assert signed_in(head).get(reverse(PDF)).status_code == 403
