"""What a Kanwil does: decree and team, desk, visit, minutes, forwarding."""

from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from award.models import Application
from award.queries.instruments import indicators_of
from tests.directory.factories import PASSWORD
from tests.e2e.way.official import Official
from tests.e2e.way.people import UNIT_NAME
from tests.e2e.way.unit import photos, value_of
from tests.support.waiting import until
from verification.enums import SETTLED_STATES
from verification.models import Checking
from workers.demo.pictures import document

NUMBER = "SK-01/HAM/2026"
TEAM = {"Ketut Ketua": "Ketua", "Lina Sekretaris": "Sekretaris", "Made Anggota": "Anggota"}


def appoint(secretariat: Official, folder: Path) -> None:
    """The decree with its PDF and its members."""
    secretariat.work("1 pengajuan tanpa tim")
    secretariat.follow("Daftarkan SK")
    today = timezone.localdate()
    secretariat.fill("Nomor SK", NUMBER)
    secretariat.fill("Tanggal SK", (today - timedelta(days=1)).isoformat())
    secretariat.fill("Berlaku sejak", (today - timedelta(days=1)).isoformat())
    secretariat.fill("Berlaku sampai dengan", (today + timedelta(days=200)).isoformat())
    secretariat.choose("Penerbit", "Unit Eselon I (pusat)")
    (folder / "sk.pdf").write_bytes(document(f"Keputusan {NUMBER}"))
    secretariat.attach("Naskah SK (PDF)", folder / "sk.pdf")
    for name, function in TEAM.items():
        row = secretariat.page.locator("fieldset").filter(has_text=name)
        row.get_by_label("Kedudukan").select_option(label=function)
        row.get_by_label("Tugas").fill("Memeriksa data dukung dan berkunjung")
    secretariat.press("Daftarkan SK")


def assign(secretariat: Official) -> None:
    secretariat.work("1 pengajuan tanpa tim")
    secretariat.tick(UNIT_NAME)
    secretariat.page.locator("#decree").select_option(index=1)
    secretariat.press("Tetapkan tim")
    assert secretariat.reads("Tim ditetapkan untuk 1 pengajuan.")


def decide_findings(member: Official) -> None:
    """The machine is done with every file; a person decides what it asks."""
    unsettled = Checking.objects.exclude(state__in=SETTLED_STATES)
    until(lambda: not unsettled.exists(), seconds=90, what="all files checked", step=0.5)
    member.work("Putuskan 1 temuan.")
    member.page.locator("main a.govuk-link[href^='/temuan/']").first.click()
    member.page.wait_for_url("**/temuan/*/")
    member.tick("Tidak ada masalah")
    member.page.get_by_label("Alasan").fill("Hanya dicerahkan; tempatnya sesuai.")
    member.press("Simpan keputusan")


def verify(member: Official) -> None:
    """Each indicator beside its evidence."""
    member.work("Verifikasi 15 indikator lagi.")
    member.follow("Verifikasi indikator berikutnya")
    for indicator in indicators_of(Application.objects.get()):
        assert member.page.url.endswith(f"/verifikasi/{indicator.code}/")
        member.page.locator(f"input[name=value][value={value_of(indicator)}]").check()
        member.press("Simpan dan lanjut")


def visit(member: Official, folder: Path) -> None:
    """The place itself, with a photograph by phone."""
    member.open(f"/pengajuan/{Application.objects.get().pk}/verifikasi/")
    member.follow("Kunjungan lapangan")
    member.page.get_by_label("Yang hadir").fill("Kepala UPT, operator, dua anggota tim")
    member.press("Catat kunjungan")
    member.page.get_by_label("Indikator", exact=True).select_option("fac-visitors-01")
    member.page.get_by_label("Apa yang terlihat?").fill("Ruangnya ada dan dipakai.")
    member.attach("Foto (boleh beberapa sekaligus)", photos(folder, 70)[0])
    member.press("Simpan catatan")
    assert member.reads("Ruangnya ada dan dipakai.")


def prepare_minutes(leader: Official) -> None:
    leader.work("Semua indikator terverifikasi. Lanjutkan Berita Acara.")
    leader.press("Siapkan Berita Acara")


def sign(member: Official) -> None:
    member.work("Baca dan tanda tangani Berita Acara.")
    member.page.get_by_label("Kata sandi Anda").fill(PASSWORD)
    member.press("Tandatangani")


def complete(leader: Official) -> None:
    leader.work("Berita Acara sudah ditandatangani. Selesaikan verifikasi.")
    leader.press("Selesaikan verifikasi")


def forward(head: Official) -> None:
    head.work("Periksa Berita Acara dan teruskan ke pusat.")
    head.press("Teruskan ke pusat")
