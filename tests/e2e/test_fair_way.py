"""The judgement as those see it who must trust it: a conflict noticed late, two who close, a unit
that objects, a stranger with the QR code of a printed certificate.
"""

from pathlib import Path
from urllib.parse import urlsplit

import cv2
import numpy as np
import pypdfium2
import pytest
from playwright.sync_api import Page

from award.models import Application
from directory.actors import Actor
from directory.enums import RoleKind
from directory.models import Person
from jury.domain.panels import seat_juror
from jury.models import Closing, Objection, Result, Seat
from record.domain.ledger import verify
from record.models import LedgerEntry
from tests.directory.factories import make_holder
from tests.e2e.way.official import Official
from tests.jury.papers import make_documents
from tests.jury.worlds import WORST, Jury, put_sealed
from tests.support.browsing import NewPage
from tests.verification.situations import reload

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.timeout(600),
    pytest.mark.django_db(transaction=True),
]
CHARGE = "Ruang laktasi kami sudah ada sejak Januari."
ANSWER = "Data dukungnya memperlihatkan ruang lain."


class Stage:
    """A panel of two units and four jurors, with a browser for everybody who comes to it."""

    def __init__(self, new_page: NewPage, *, scripts: bool) -> None:
        self._new_page, self._scripts = new_page, scripts
        self.world = Jury(units=2)
        self.relative = make_holder(RoleKind.JUROR)
        secretary = Actor(self.world.secretary)
        seat_juror(panel=self.world.panel, person=self.relative, by=secretary)

    @property
    def first(self) -> Application:
        return self.world.applications[0]

    @property
    def second(self) -> Application:
        return self.world.applications[1]

    def page(self) -> Page:
        size = {"width": 360, "height": 800}
        return self._new_page(viewport=size, java_script_enabled=self._scripts)

    def official(self, person: Person) -> Official:
        return Official(self.page(), person)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "bare"])
def test_from_a_late_conflict_to_a_strangers_check(
    new_page: NewPage, tmp_path: Path, *, scripts: bool
) -> None:
    stage = Stage(new_page, scripts=scripts)
    _the_others_have_sealed(stage)
    _a_conflict_noticed_late(stage)
    _closed_by_two(stage)
    _decided_and_published(stage)
    certificate = _its_certificate(stage, tmp_path)
    _objected_and_answered(stage)
    _a_stranger_looks(stage, certificate)
    assert verify() == []


def _the_others_have_sealed(stage: Stage) -> None:
    world = stage.world
    for number in range(3):
        world.declare(number)
        put_sealed(world.panel, world.seat(number), stage.first)
        put_sealed(world.panel, world.seat(number), stage.second, WORST)


def _a_conflict_noticed_late(stage: Stage) -> None:
    """Declared free, opened, and only then recognised: from there on nothing is seen or counted."""
    seat = Seat.objects.get(person=stage.relative)
    juror = stage.official(stage.relative)
    juror.work("Nyatakan benturan kepentingan untuk 2 pengajuan.")
    for choice in juror.page.locator("select[name$='word']").all():
        choice.select_option(label="Tidak ada benturan kepentingan")
    juror.press("Simpan pernyataan")
    juror.open(f"/penilaian/{seat.pk}/")
    juror.press(f"Buka lembar nilai {stage.first.unit.name}")
    sheet = urlsplit(juror.page.url).path
    juror.unfold("Saya baru menyadari benturan kepentingan")
    juror.choose("Jenis benturan kepentingan", "Hubungan keluarga atau kerabat")
    juror.fill("Keterangan", "Kepala UPT adalah ipar saya.")
    juror.press("Nyatakan benturan kepentingan")
    assert juror.reads("Lembar Anda tidak dihitung lagi.")
    for address in (sheet, f"/pengajuan/{stage.first.pk}/"):
        answer = juror.page.request.get(address)
        assert answer.status == 404, address
    # The other unit is scored by three all the same: this seat ends for it.
    juror.open("/penilaian/")
    assert not juror.reads("Tersegel"), "a juror reads nothing of the others"


def _closed_by_two(stage: Stage) -> None:
    """The chair proposes, the secretary closes; neither could alone, and n says who was left."""
    world = stage.world
    put_sealed(world.panel, Seat.objects.get(person=stage.relative), stage.second, WORST)
    chair = stage.official(world.chair)
    chair.work(f"{world.panel.name}: semua lembar tersegel. Usulkan penutupan.")
    chair.press("Usulkan penutupan")
    assert not chair.page.get_by_role("button", name="Setujui usulan").count()
    assert not Closing.objects.exists()
    secretary = stage.official(world.secretary)
    secretary.work("mengusulkan penutupan penilaian. Periksa dan setujui.")
    secretary.press("Setujui usulan")
    assert secretary.reads("Ditutup oleh")
    root = Closing.objects.get().root
    assert root in LedgerEntry.objects.get(kind="scoring_closed").body
    counted = {row.application_id: row.n for row in Result.objects.all()}
    assert counted == {stage.first.pk: 3, stage.second.pk: 4}


def _decided_and_published(stage: Stage) -> None:
    world = stage.world
    for application, award in ((stage.first, True), (stage.second, False)):
        reload(application)
        world.decide(award=award, application_id=application.pk, reasons=_reasons(award=award),
                     expected_version=application.version)  # fmt: skip
        head = stage.official(world.head(application))
        head.open(f"/pengajuan/{application.pk}/")
        assert not head.reads(_reasons(award=award)), "under embargo"
        assert head.page.request.get(f"/pengajuan/{application.pk}/hasil/").status == 404
    world.publish()
    make_documents()


def _reasons(*, award: bool) -> str:
    return "Semua layanan diberikan." if award else "Belum ada ruang laktasi."


def _its_certificate(stage: Stage, folder: Path) -> Path:
    """The file its unit prints."""
    head = stage.official(stage.world.head(stage.first))
    head.open(f"/pengajuan/{stage.first.pk}/hasil/")
    assert head.reads("Menerima penghargaan")
    with head.page.expect_download() as coming:
        head.page.get_by_role("link", name="Unduh piagam").first.click()
    path = folder / "piagam.pdf"
    coming.value.save_as(path)
    return path


def _objected_and_answered(stage: Stage) -> None:
    """Filed by the head, rejected by an admin who had no part in the decision, read by the head."""
    head = stage.official(stage.world.head(stage.second))
    head.work("Hasil sudah ada. Baca alasannya; keberatan dapat diajukan.")
    assert head.reads(_reasons(award=False))
    head.open(f"/pengajuan/{stage.second.pk}/keberatan/")
    head.page.locator("textarea").first.fill(CHARGE)
    head.press("Kirim keberatan")
    assert head.reads(CHARGE)
    objection = Objection.objects.get()
    same = stage.official(stage.world.admin)
    same.open(f"/keberatan/{objection.pk}/")
    assert same.reads("Anda ikut memutuskan pengajuan ini")
    other = stage.official(stage.world.other_admin)
    other.work("Jawab 1 keberatan.")
    other.open(f"/keberatan/{objection.pk}/")
    form = other.page.locator("form").filter(has_text="Tolak keberatan")
    form.locator("textarea").first.fill(ANSWER)
    other.press("Tolak keberatan")
    head.open(f"/pengajuan/{stage.second.pk}/keberatan/")
    assert head.reads(CHARGE)
    assert head.reads(ANSWER)


def _a_stranger_looks(stage: Stage, certificate: Path) -> None:
    """A phone's camera before the paper: the code leads to the page that says it is valid."""
    address = read_code(certificate)
    page = stage.page()
    page.goto(urlsplit(address).path)
    assert "Piagam ini berlaku" in page.locator("h1").inner_text()
    said = page.locator("main").inner_text()
    assert stage.first.unit.name in said
    assert stage.second.unit.name not in said


def read_code(document: Path) -> str:
    """What the QR code of the first page says, as a camera reads it."""
    sheet = pypdfium2.PdfDocument(document)[0].render(scale=3).to_numpy()
    text, _corners, _straight = cv2.QRCodeDetectorAruco().detectAndDecode(
        np.ascontiguousarray(sheet)
    )
    assert text, "no code on the page that can be read"
    return str(text)
