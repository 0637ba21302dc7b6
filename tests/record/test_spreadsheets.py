"""A name that is a formula stays a name."""

import csv
import io
from collections.abc import Iterator
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from django.utils.functional import lazystr

from record.spreadsheets import cell, lines, table


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1"])
def test_a_text_that_is_a_formula_is_told_as_text(text: str) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize("value", ["Lapas Kelas I", "a=1", -3, -0.5, None, ""])
def test_other_values_stay(value: object) -> None:
    assert cell(value) == value


def test_words_that_are_translated_late_are_texts_too() -> None:
    assert cell(lazystr("=1+1")) == "'=1+1"


def test_a_table_is_read_back() -> None:
    text = table(("name", "number"), [('=HYPERLINK("x")', 1.5), ('a,"b"', -2)])
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert rows == [["name", "number"], ['\'=HYPERLINK("x")', "1.5"], ['a,"b"', "-2"]]


def test_a_moment_is_told_by_the_readers_clock() -> None:
    moment = datetime(2026, 12, 9, 5, 30, 15, 999, tzinfo=UTC)
    with timezone.override(ZoneInfo("Asia/Makassar")):
        assert cell(moment) == "2026-12-09 13:30:15"


def test_a_day_is_told_as_spreadsheets_read_it() -> None:
    assert cell(date(2026, 12, 9)) == "2026-12-09"


def test_lines_come_one_at_a_time() -> None:
    def rows() -> Iterator[tuple[int]]:
        yield (1,)
        raise AssertionError("asked for more than was read")

    read = lines(("n",), rows())
    assert [next(read) for _ in range(3)] == ["\ufeff", "n\r\n", "1\r\n"]
