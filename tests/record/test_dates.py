"""Days and moments in words, the same order in every language."""

import re
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from record.dates import day_text, moment_text

MOMENT = datetime(2026, 3, 9, 16, 30, tzinfo=UTC)
PACKAGES = ("award", "config", "criteria", "directory", "jury", "record", "verification", "workers")


@pytest.mark.parametrize(("language", "month"), [("id", "Maret"), ("en", "March")])
def test_the_day_comes_before_the_month(language: str, month: str) -> None:
    with translation.override(language), timezone.override("Asia/Makassar"):
        assert day_text(date(2026, 3, 9)) == f"9 {month} 2026"
        assert moment_text(MOMENT) == f"10 {month} 2026 00.30 WITA"


def test_a_zone_may_be_given() -> None:
    assert moment_text(MOMENT, ZoneInfo("Asia/Jayapura")) == "10 Maret 2026 01.30 WIT"


def test_a_moment_without_a_zone_is_written_without_one() -> None:
    assert moment_text(datetime(2026, 3, 9, 8, 5)) == "9 Maret 2026 08.05"  # noqa: DTZ001


def files(pattern: str) -> list[Path]:
    return [path for package in PACKAGES for path in Path(package).rglob(pattern)]


def test_nowhere_else_is_a_day_written_in_words() -> None:
    users = {str(path) for path in files("*.py") if "date_format(" in path.read_text("utf-8")}
    assert users == {"record/dates.py"}


def test_no_page_leaves_the_order_to_the_language() -> None:
    without = re.compile(r"\|(date|time)(?!:|\w)")
    assert [str(path) for path in files("*.html") if without.search(path.read_text("utf-8"))] == []
