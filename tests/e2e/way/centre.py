"""What the centre does: prepare and open the season, decide, publish."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from award.enums import DateKind, SeasonState
from award.models import SeasonDate
from tests.e2e.way.official import Official
from tests.e2e.way.people import UNIT_NAME

SEASON = "P2HAM uji jalan"
INSTRUMENT = "permenkumham-27-2018 1"
DECISION = "M.HH-01.HA.03.07/2026"
# Days from today for each date of the calendar, in its order.
CALENDAR = dict(zip(DateKind, (-1, 10, 20, 30, 45, 55, 65, 80), strict=True))


def prepare_and_open(admin: Official) -> None:
    """A season from the form, its calendar, one provisional value by decree, and off it goes."""
    admin.open("/periode/")
    admin.follow("Siapkan periode baru")
    year = timezone.localdate().year
    admin.fill("Tahun", str(year))
    admin.fill("Nama", SEASON)
    admin.page.get_by_label("Instrumen", exact=True).select_option(index=_instrument(admin))
    admin.fill("Tenggang unggahan (menit)", "30")
    admin.press("Siapkan")
    for kind, days in CALENDAR.items():
        admin.fill(str(kind.label), _typed(days))
    admin.press("Simpan kalender")
    # The threshold is provisional. A lower one spares the unit forty photographs.
    admin.page.get_by_label("Nilai yang ditetapkan").select_option("scoring.grades[0].minimum")
    admin.fill("Nilai baru", "65")
    admin.fill("Nomor keputusan menteri", "M.HH-00.HA.01/2026")
    admin.press("Tetapkan")
    assert admin.reads("M.HH-00.HA.01/2026")
    admin.work(f"{SEASON} dapat dilanjutkan ke “Berjalan”.")
    admin.press("Berjalan")
    assert admin.reads("Periode kini “Berjalan”.")


def begin_scoring(admin: Official) -> None:
    """On to scoring once the last day for forwarding is over."""
    let_the_weeks_pass()
    admin.work(f"{SEASON} dapat dilanjutkan ke “Penilaian”.")
    admin.press("Penilaian")


def let_the_weeks_pass() -> None:
    """Here people wait for weeks: a test moves the dates up to the forwarding one instead."""
    past = list(DateKind)[: list(DateKind).index(DateKind.FORWARDING_DUE) + 1]
    for number, kind in enumerate(past):
        at = timezone.now() - timedelta(days=len(past) - number)
        SeasonDate.objects.filter(kind=kind).update(at=at)


def decide(admin: Official) -> None:
    """The award, under embargo, and the season decided."""
    admin.work("Tetapkan hasil 1 pengajuan ")
    admin.follow(UNIT_NAME)
    admin.tick("Menerima penghargaan")
    admin.fill("Nomor keputusan", DECISION)
    admin.fill("Tanggal keputusan", timezone.localdate().isoformat())
    admin.page.get_by_label("Alasan").fill("Nilai dan semua minimum tercapai.")
    admin.press("Tetapkan")
    admin.work(f"{SEASON} dapat dilanjutkan ke “Diputuskan”.")
    admin.press("Diputuskan")


def publish(admin: Official) -> None:
    admin.work("Umumkan hasil")
    admin.fill("Nomor keputusan", DECISION)
    admin.fill("Tanggal keputusan", timezone.localdate().isoformat())
    admin.press("Umumkan sekarang")
    assert admin.reads(UNIT_NAME)
    admin.open("/periode/")
    assert admin.reads(str(SeasonState.PUBLISHED.label))


def _instrument(admin: Official) -> int:
    options = admin.page.get_by_label("Instrumen", exact=True).locator("option")
    texts = options.all_inner_texts()
    return next(
        i for i, text in enumerate(texts) if "27" in text and "rancangan" not in text.lower()
    )


def _typed(days: int) -> str:
    at: datetime = timezone.now().astimezone(ZoneInfo("Asia/Jakarta")) + timedelta(days=days)
    return f"{at:%Y-%m-%dT%H:%M}"
