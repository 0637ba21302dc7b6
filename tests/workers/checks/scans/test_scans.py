"""A scanned letter is read; what was typed of it and the season are compared with it."""

import importlib.util
import sys
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.workers.checks import makers
from tests.workers.checks.scans import sheets
from workers.checks.context import MEBIBYTE, Context, Limits
from workers.checks.examine import Report, examine
from workers.checks.file import File
from workers.checks.finding import CannotCheck, Outcome, Severity, Status
from workers.checks.scans import models
from workers.checks.scans import read as reading
from workers.checks.scans.check import is_paper

TYPED = "W.10-PAS.PAS3-123-OT.02.02"
DAY = date(2026, 1, 15)
SLOWLY = Limits(reading_seconds=60.0)


def checked(data: bytes, name: str = "surat.jpg", **said: Any) -> Report:
    return examine(data, Context(name=name, limits=SLOWLY, **said))


def letter(report: Report) -> Outcome:
    return next(outcome for outcome in report.outcomes if outcome.check == "letter")


def kinds(report: Report) -> list[tuple[str, Severity]]:
    return [(finding.kind, finding.severity) for finding in letter(report).findings]


@pytest.fixture(scope="module")
def honest() -> Report:
    return checked(
        sheets.jpeg(), letter_number=TYPED, letter_date=DAY, season_start=date(2026, 1, 1)
    )


def test_a_scanned_letter_is_read(honest: Report) -> None:
    outcome = letter(honest)
    assert outcome.status is Status.DONE
    assert outcome.facts["numbers"] == [sheets.NUMBER]
    assert outcome.facts["dates"] == ["2026-01-15"]
    assert outcome.facts["source"] == "scan"
    assert outcome.facts["lines"] == outcome.facts["lines_read"] >= 10


def test_what_was_typed_as_it_stands_asks_nothing(honest: Report) -> None:
    assert letter(honest).findings == ()


def test_the_text_of_a_scan_is_there_to_be_compared(honest: Report) -> None:
    assert "mencatat setiap pengunjung lansia" in honest.text
    assert honest.text_source == "ocr"


def test_reading_stays_within_its_memory(honest: Report) -> None:
    assert honest.peak_bytes < 768 * MEBIBYTE


def test_another_number_and_another_date() -> None:
    report = checked(sheets.jpeg(), letter_number="W.10-PAS.PAS3-124", letter_date=date(2025, 1, 9))
    assert kinds(report) == [
        ("letter_number_differs", Severity.MEDIUM),
        ("letter_date_differs", Severity.MEDIUM),
    ]
    for finding in letter(report).findings:
        assert finding.region is not None
        assert finding.region.box is not None
        left, top, right, bottom = finding.region.box
        assert finding.region.page == 1
        assert 100 < top < bottom < 300
        assert left < right


def test_a_letter_of_another_year_and_one_of_tomorrow() -> None:
    old = checked(sheets.jpeg(), season_start=date(2027, 1, 1))
    assert kinds(old) == [("letter_outside_season", Severity.LOW)]
    early = checked(sheets.jpeg(), uploaded_at=datetime(2026, 1, 2, tzinfo=UTC))
    assert kinds(early) == [("letter_after_upload", Severity.MEDIUM)]


def test_a_scan_in_a_pdf_is_read_as_it_looks_not_as_its_hidden_layer_says() -> None:
    report = checked(sheets.scanned_pdf(), "surat.pdf", letter_number=TYPED, letter_date=DAY)
    assert letter(report).facts["numbers"] == [sheets.NUMBER]
    assert letter(report).findings == ()


def test_a_pdf_with_its_words_needs_no_reading() -> None:
    report = checked(sheets.pdf(), "surat.pdf", letter_number="W.10-1", letter_date=DAY)
    assert letter(report).facts["source"] == "text"
    assert kinds(report) == [("letter_number_differs", Severity.MEDIUM)]
    assert report.text_source == "text"


def test_a_photograph_is_not_read_unless_something_was_typed_of_it() -> None:
    plain = letter(checked(makers.jpeg(), "foto.jpg"))
    assert (plain.status, plain.reason) == (Status.SKIPPED, "other_kind")
    asked = letter(checked(makers.jpeg(), "foto.jpg", letter_number="W.10"))
    assert (asked.status, asked.findings) == (Status.DONE, ())


@pytest.mark.parametrize("name", makers.PHOTOGRAPHS)
def test_photographs_are_no_paper(name: str) -> None:
    assert not is_paper(File(makers.jpeg(name)).picture)


def test_a_sheet_is_paper() -> None:
    assert is_paper(File(sheets.jpeg()).picture)


def test_without_time_it_says_so() -> None:
    outcome = letter(examine(sheets.jpeg(), Context(limits=Limits(reading_seconds=0.1))))
    assert (outcome.status, outcome.reason) == (Status.COULD_NOT_CHECK, "timeout")


def test_a_picture_that_does_not_open_whole_is_named_as_damaged() -> None:
    """Shown small it may still look like a sheet; the reader then says why it has nothing."""
    read = reading.read_scan(sheets.jpeg()[:4000], Context(name="surat.jpg", limits=SLOWLY), 0.0)
    assert read.outcome.status is Status.COULD_NOT_CHECK
    assert read.outcome.reason in {"truncated", "damaged"}


def test_little_time_reads_the_first_lines_and_says_how_many() -> None:
    outcome = letter(examine(sheets.jpeg(lines=24), Context(limits=Limits(reading_seconds=1.6))))
    assert outcome.facts["lines_read"] < outcome.facts["lines"]


def test_the_models_are_files_of_a_package_that_is_never_imported(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert len(models.alphabet()) == 18_710
    assert "rapidocr" not in sys.modules
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    models.finder.cache_clear()
    with pytest.raises(CannotCheck, match="not_configured"):
        models.finder()


@pytest.mark.parametrize(
    "row",
    [
        b"[]",
        b'{"line": {}}',
        b'{"lines": -1, "read": 0}',
        b'{"line": {"text": "a", "sure": [1, 1], "box": [0, 0, 1, 1], "page": 1}}',
        b'{"line": {"text": "a", "sure": [7], "box": [0, 0, 1, 1], "page": 1}}',
        b'{"line": {"text": "a", "sure": [1], "box": [0, 0, 9999, 1], "page": 1}}',
        b'{"line": {"text": "a", "sure": [1], "box": [0, 0, 1, 1], "page": 99}}',
    ],
)
def test_what_the_child_would_not_write_is_not_believed(row: bytes) -> None:
    with pytest.raises(ValueError):
        reading._answered((row,))
