from datetime import date

import pytest

from workers.checks.scans.letter import agree, dates, numbers
from workers.checks.scans.line import Line


def line(text: str, sure: float = 1.0) -> Line:
    return Line(text=text, sure=(sure,) * len(text), box=(100, 100, 500, 120))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Nomor : W.10-PAS.PAS3-123-OT.02.02 Tahun 2026", "W.10-PAS.PAS3-123-OT.02.02 Tahun 2026"),
        ("NOMOR: W11.IMI.IMI.2-0123-UM.01.01", "W11.IMI.IMI.2-0123-UM.01.01"),
        ("Nomor W.13.PAS.12-HH.01.02-45", "W.13.PAS.12-HH.01.02-45"),
        ("No. 045/BAPAS/I/2026", "045/BAPAS/I/2026"),
        ("Surat Keputusan Nomor: M.HH-05.OT.02.01", "M.HH-05.OT.02.01"),
        ("Nomor : W.10-123 Bekasi, 15 Januari 2026", "W.10-123"),
        ("Nomor : W.10-123 Kuala Tungkal, 15-01-2026", "W.10-123"),
    ],
)
def test_numbers_of_letters(text: str, number: str) -> None:
    assert [read.text for read in numbers([line(text)])] == [number]


@pytest.mark.parametrize(
    "text",
    [
        "Undang-Undang Nomor 25 Tahun 2009 tentang Pelayanan Publik;",
        "Nomor 25 Tahun 2009 tentang Pelayanan Publik",
        "Nomor 25 Tahun 2009",
        "Jalan Pahlawan Nomor 12, Bekasi",
        "Nomor :",
        "Nominal yang dibayar Rp 12.000",
        "Nomor telepon pengaduan dipasang",
    ],
)
def test_what_is_no_number_of_the_letter(text: str) -> None:
    assert list(numbers([line(text)])) == []


@pytest.mark.parametrize(
    ("text", "day", "own"),
    [
        ("Jakarta, 15 Januari 2026", date(2026, 1, 15), True),
        ("Jakarta, 15-01-2026", date(2026, 1, 15), True),
        ("Kuala Tungkal, 3 Februari 2026", date(2026, 2, 3), True),
        ("Jakarta,15Januari2026", date(2026, 1, 15), True),
        ("Tanggal : 15/01/2026", date(2026, 1, 15), True),
        ("pada tanggal 15 Nopember 2025", date(2025, 11, 15), True),
        ("Tgl. 1 Agt 2026", date(2026, 8, 1), True),
        ("Nomor : W.10-123 Bekasi, 15 Januari 2026", date(2026, 1, 15), True),
        ("Tanggal Efektif 2026-03-01", date(2026, 3, 1), False),
        ("dilaksanakan pada 15 Januari 2026 di aula", date(2026, 1, 15), False),
        ("surat Saudara tanggal 2 Mei 2025 tentang kunjungan", date(2025, 5, 2), False),
    ],
)
def test_dates(text: str, day: date, own: object) -> None:
    assert [(read.day, read.own) for read in dates([line(text)])] == [(day, own)]


@pytest.mark.parametrize(
    "text",
    ["32 Januari 2026", "15 Januarl1 2026", "W.10-15-01-2026-7", "12.01.20261", "10 Hal 2026"],
)
def test_what_is_no_date(text: str) -> None:
    assert list(dates([line(text)])) == []


def test_the_most_doubtful_figure_counts() -> None:
    sure = [0.99] * len("Nomor : W.10-123")
    sure[-2] = 0.4
    read = next(numbers([Line(text="Nomor : W.10-123", sure=tuple(sure), box=(0, 0, 1, 1))]))
    assert read.sure == 0.4


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("W.10-PAS.PAS3-123-OT.02.02", "W.10-PAS.PAS3-123-OT.02.02 Tahun 2026"),
        ("w10 pas pas3 123 ot 0202", "W.10-PAS.PAS3-123-OT.02.02"),
        ("W.10-PAS.PAS3-123-OT.02.02 TAHUN 2026", "W.1O-PAS.PAS3-I23-OT.02.O2 Tahun 2026"),
        ("045/BAPAS/I/2026", "No. 045/BAPAS/1/2026"),
    ],
)
def test_numbers_that_agree(typed: str, read: str) -> None:
    assert agree(typed, read)
    assert agree(read, typed)


@pytest.mark.parametrize(
    ("typed", "read"),
    [("W.10-123", "W.10-124"), ("W.11-PAS-5", "W.12-PAS-5"), ("", "W.10-123"), ("/", "W.10")],
)
def test_numbers_that_do_not(typed: str, read: str) -> None:
    assert not agree(typed, read)
