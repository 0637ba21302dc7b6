"""What a unit does: answer, send, hand in evidence, read its result."""

from datetime import timedelta
from pathlib import Path

from django.utils import timezone
from playwright.sync_api import expect

from award.models import Application
from award.queries.instruments import indicators_of
from criteria.instrument import Indicator
from tests.e2e.way.official import Official
from tests.support.waiting import until
from workers.demo.pictures import photograph

# All of the two criteria with one question each, and one facility: few photographs, yet enough.
MET = {
    "fac-visitors-01": "ada",
    "officers-02": "ada",
    "compliance-probation-01": "patuh",
}
EDITED = "fac-visitors-01"  # one of its photographs went through an editor


def answer_all(operator: Official, *, scripts: bool) -> None:
    """Every question; with scripts each answer is saved by itself before the button is pressed."""
    operator.work("Jawab 15 indikator lagi.")
    criteria = dict.fromkeys(indicator.criterion for indicator in _indicators())
    first_link = operator.page.locator(".govuk-task-list__link").first
    with operator.page.expect_navigation():
        first_link.click()
    for place, criterion in enumerate(criteria):
        for indicator in _indicators():
            if indicator.criterion == criterion:
                operator.page.locator(f"#value-{indicator.code}-{value_of(indicator)}").check()
        if scripts and place == 0:
            _saved_by_itself(operator)
        last = place == len(criteria) - 1
        operator.press("Simpan dan periksa" if last else "Simpan dan lanjut")
    assert operator.reads("Lengkap")


def _saved_by_itself(operator: Official) -> None:
    expect(operator.page.get_by_text("Tersimpan")).to_be_visible()
    row = Application.objects.get()
    facilities = [i for i in _indicators() if i.criterion == "facilities"]
    until(
        lambda: row.answers.count() == len(facilities), seconds=20, what="every answer saved itself"
    )
    operator.open(operator.page.url)
    for indicator in facilities:
        chosen = operator.page.locator(f"#value-{indicator.code}-{value_of(indicator)}")
        expect(chosen).to_be_checked()


def send_self_assessment(head: Official) -> None:
    head.work("Semua indikator terjawab. Periksa dan kirim.")
    head.page.locator("#statement").check()
    head.press("Kirim penilaian mandiri")
    assert head.reads("Penilaian mandiri terkirim.")


def hand_in(operator: Official, folder: Path) -> None:
    """Three photographs at once for each indicator that is met."""
    operator.work("Lengkapi data dukung: 3 indikator masih kurang.")
    for number, indicator in enumerate(i for i in _indicators() if i.code in MET):
        operator.follow(str(indicator.text))
        operator.attach("Pilih berkas (boleh beberapa sekaligus)", *photos(folder, number))
        operator.press("Kirim berkas")
        operator.open(f"/pengajuan/{Application.objects.get().pk}/data-dukung/")
        done = operator.page.locator(f"#status-{indicator.code}")
        assert "kurang" not in done.inner_text().lower(), done.inner_text()


def photos(folder: Path, number: int) -> list[Path]:
    """Three photographs of one place, taken an hour ago; the very first was edited."""
    paths = []
    for each in range(3):
        scene = number * 3 + each
        taken = timezone.localtime(timezone.now() - timedelta(hours=1))
        editor = "Adobe Photoshop 25.0" if scene == 0 else ""
        path = folder / f"foto-{scene}.jpg"
        path.write_bytes(photograph(scene=9000 + scene, taken=taken, editor=editor))
        paths.append(path)
    return paths


def send_evidence(head: Official) -> None:
    head.work("Data dukung lengkap. Periksa dan kirim.")
    head.press("Kirim data dukung")


def read_result(head: Official) -> str:
    """Award, reasons and report card; returns the address where anybody checks the certificate."""
    head.work("Hasil sudah ada.")
    here = head.page.url

    def drawn() -> int:
        head.open(here)
        return head.page.get_by_role("link", name="halaman pemeriksaannya").count()

    until(drawn, seconds=60, what="certificate and report card drawn", step=1)
    assert head.reads("Nilai dan semua minimum tercapai.")
    with head.page.expect_download() as coming:
        head.page.get_by_role("link", name="Unduh rapor (PDF)").click()
    assert coming.value.path().read_bytes().startswith(b"%PDF")
    found = head.page.get_by_role("link", name="halaman pemeriksaannya").get_attribute("href")
    assert found
    return found


def value_of(indicator: Indicator) -> str:
    """What the unit claims, the team finds and the jury gives."""
    return MET.get(indicator.code, indicator.scale.unmet)


def _indicators() -> tuple[Indicator, ...]:
    return indicators_of(Application.objects.get())
