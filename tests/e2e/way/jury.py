"""What the jury does: panel, declarations, sheets, closing by two."""

from collections.abc import Collection

from award.models import Application
from award.queries.instruments import indicators_of
from tests.e2e.way.official import Official
from tests.e2e.way.people import UNIT_NAME
from tests.e2e.way.unit import value_of

PANEL = "Panel Uji"


def form_panel(secretary: Official, jurors: Collection[str]) -> None:
    secretary.work("Masukkan 1 pengajuan ke dalam panel.")
    secretary.follow("Buat panel")
    secretary.fill("Nama panel", PANEL)
    secretary.press("Buat panel")
    secretary.unfold("Masukkan pengajuan")
    secretary.tick(UNIT_NAME)
    secretary.press("Masukkan ke panel")
    for name in jurors:
        secretary.choose("Juri", name)
        secretary.press("Dudukkan juri")


def judge(juror: Official) -> None:
    """No conflict; each indicator scored beside claim, Kanwil value and evidence; sealed."""
    juror.work("Nyatakan benturan kepentingan untuk 1 pengajuan.")
    juror.choose("Pernyataan", "Tidak ada benturan kepentingan")
    juror.press("Simpan pernyataan")
    juror.work("Nilai dan segel 1 lembar.")
    juror.press(f"Buka lembar nilai {UNIT_NAME}")
    indicators = indicators_of(Application.objects.get())
    criteria = list(dict.fromkeys(indicator.criterion for indicator in indicators))
    with juror.page.expect_navigation():
        juror.page.locator(".govuk-task-list__link").first.click()
    for criterion in criteria:
        for indicator in indicators:
            if indicator.criterion == criterion:
                juror.page.locator(f"#value-{indicator.code}-{value_of(indicator)}").check()
        juror.press("Simpan dan periksa" if criterion == criteria[-1] else "Simpan dan lanjut")
    if not juror.page.url.endswith("/segel/"):
        juror.follow("Periksa dan segel")
    juror.press("Segel lembar")
    assert juror.reads("Tanda terima segel 1")


def propose_closing(chair: Official) -> None:
    chair.work(f"{PANEL}: semua lembar tersegel. Usulkan penutupan.")
    chair.press("Usulkan penutupan")


def close(secretary: Official) -> None:
    secretary.work("mengusulkan penutupan penilaian. Periksa dan setujui.")
    secretary.press("Setujui usulan")
    assert secretary.reads("Ditutup oleh")
