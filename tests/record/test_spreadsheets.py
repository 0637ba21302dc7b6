"""A name that is a formula stays a name."""

import csv
import io

import pytest

from record.spreadsheets import cell, table


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1"])
def test_a_text_that_is_a_formula_is_told_as_text(text: str) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize("value", ["Lapas Kelas I", "a=1", -3, -0.5, None, ""])
def test_other_values_stay(value: object) -> None:
    assert cell(value) == value


def test_a_table_is_read_back() -> None:
    text = table(("name", "number"), [('=HYPERLINK("x")', 1.5), ('a,"b"', -2)])
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert rows == [["name", "number"], ['\'=HYPERLINK("x")', "1.5"], ['a,"b"', "-2"]]
