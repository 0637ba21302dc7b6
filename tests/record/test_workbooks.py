"""A workbook holds what was put in: texts as texts, numbers as numbers, days as days."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from django.utils.functional import lazystr
from openpyxl import load_workbook
from openpyxl.cell import Cell

from record.workbooks import LONGEST_TEXT, Sheet, write_workbook

NOON = datetime(2026, 12, 9, 5, 30, 15, 999, tzinfo=UTC)


def written(*rows: tuple[object, ...], title: str = "Daftar") -> bytes:
    out = io.BytesIO()
    write_workbook(out, [Sheet(title, ("satu",), rows)])
    return out.getvalue()


def one(value: object) -> Cell:
    tab: Any = load_workbook(io.BytesIO(written((value,)))).active
    found: Cell = tab["A2"]
    return found


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("x")', " =1"])
def test_a_formula_is_a_text(text: str) -> None:
    cell = one(text)
    assert cell.data_type == "s"
    assert cell.value == text
    assert cell.quotePrefix, "Excel would run it once somebody edits the cell"


def test_words_that_are_translated_late_are_texts_too() -> None:
    assert one(lazystr("=1+1")).data_type == "s"


def test_no_formula_is_in_the_file() -> None:
    book = load_workbook(io.BytesIO(written(("=1+1",), ("=A1",))))
    tab: Any = book.active
    assert {cell.data_type for row in tab.iter_rows(min_row=2) for cell in row} == {"s"}


@pytest.mark.parametrize("value", [3, -3, 0, 2.5, Decimal("87.50")])
def test_numbers_are_numbers(value: float) -> None:
    cell = one(value)
    assert cell.data_type == "n"
    assert cell.value == float(value)


def test_a_number_that_excel_would_round_is_a_text() -> None:
    assert one(198001012005011001).value == "198001012005011001"


def test_codes_keep_their_zeros() -> None:
    assert one("000123").value == "000123"


def test_a_moment_is_a_date_by_the_readers_clock() -> None:
    with timezone.override(ZoneInfo("Asia/Jayapura")):
        cell = one(NOON)
    assert cell.is_date
    assert cell.value == datetime(2026, 12, 9, 14, 30, 15)  # noqa: DTZ001 a workbook knows no zone


def test_a_day_is_a_date() -> None:
    cell = one(date(2026, 12, 9))
    assert cell.is_date
    assert cell.value == datetime(2026, 12, 9)  # noqa: DTZ001 a workbook knows no zone


@pytest.mark.parametrize("value", [None, ""])
def test_nothing_is_an_empty_cell(value: object) -> None:
    assert one(value).value is None


def test_letters_that_xml_forbids_are_replaced() -> None:
    assert one("a\x00b\x1fc").value == "a\ufffdb\ufffdc"


def test_a_text_longer_than_a_cell_is_cut() -> None:
    assert one("a" * (LONGEST_TEXT + 1)).value == "a" * LONGEST_TEXT


def test_a_title_that_excel_forbids_is_made_fit() -> None:
    book = load_workbook(io.BytesIO(written((1,), title="Kanwil: a/b [c] " + "x" * 40)))
    assert book.sheetnames == ["Kanwil_ a_b _c_ xxxxxxxxxxxxxxx"]


def test_the_same_table_is_the_same_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    assert written(("a", 1)) == written(("a", 1))


def test_several_sheets_and_many_rows() -> None:
    out = io.BytesIO()
    many = [(number, f"baris {number}") for number in range(2_000)]
    write_workbook(out, [Sheet("Satu", ("n", "t"), many), Sheet("Dua", ("n",), [])])
    book = load_workbook(out)
    assert book.sheetnames == ["Satu", "Dua"]
    assert list(book["Satu"].iter_rows(min_row=2, values_only=True)) == many
    assert [row[0].value for row in book["Dua"].iter_rows()] == ["n"]
