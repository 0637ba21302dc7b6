"""What is read in a CSV, as several programs write it."""

import pytest

from directory.sheets.job import read
from directory.sheets.tables import LIMITS, Cell, Fault, Kind, Unreadable
from record.spreadsheets import table


def cells(data: bytes, encoding: str = "utf-8") -> list[dict[int, str]]:
    (found,) = read(data, encoding)
    return [{place: cell.text for place, cell in row.cells.items()} for row in found.rows]


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_comma_semicolon_and_tab_with_and_without_mark(sign: str, mark: str) -> None:
    data = f'{mark}Kode satker{sign}"Nama, UPT; lengkap"\r\n012345{sign}Rutan\r\n'
    assert cells(data.encode()) == [
        {1: "Kode satker", 2: "Nama, UPT; lengkap"},
        {1: "012345", 2: "Rutan"},
    ]


def test_windows_1252_is_read_where_it_is_named_and_refused_where_not() -> None:
    data = "Nama\nAndré".encode("cp1252")
    assert cells(data, "windows-1252") == [{1: "Nama"}, {1: "André"}]
    with pytest.raises(Unreadable) as refused:
        read(data, "utf-8")
    assert refused.value.fault == Fault.NOT_TEXT


@pytest.mark.parametrize("text", ["+62", "-8.5", "@siti", "'t Hart"])
def test_what_only_looks_like_a_formula_is_data(text: str) -> None:
    (found,) = read(f"Nama\n{text}".encode(), "utf-8")
    assert found.rows[1].cells[1] == Cell(Kind.TEXT, text)


def test_a_formula_is_one_in_a_csv_too() -> None:
    (found,) = read(b"Nama\n=1+1", "utf-8")
    assert found.rows[1].cells[1] == Cell(Kind.FORMULA, "=1+1")


@pytest.mark.parametrize("text", ["=1+1", "-8.5", "@siti"])
def test_what_our_own_tables_guard_comes_back_as_it_was(text: str) -> None:
    assert cells(table(["Nama"], [[text]]).encode())[1] == {1: text}


def test_rows_are_numbered_by_lines_and_empty_ones_are_nothing() -> None:
    (found,) = read(b"a\n\n;;\nb\n", "utf-8")
    assert [row.number for row in found.rows] == [1, 4]


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b'Nama\n"tak ditutup', Fault.DAMAGED),
        (b"a\0b", Fault.NOT_A_TABLE),
        (b"a\n" * (LIMITS.rows + 1), Fault.TOO_MANY_ROWS),
        (b"a," * LIMITS.columns + b"a", Fault.TOO_MANY_COLUMNS),
        (b"x" * (LIMITS.text + 1), Fault.LONG_TEXT),
        (b"\x89PNG\r\n\x1a\n", Fault.NOT_TEXT),
    ],
)
def test_what_is_no_table_is_refused(data: bytes, fault: Fault) -> None:
    with pytest.raises(Unreadable) as refused:
        read(data, "utf-8")
    assert refused.value.fault == fault


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    ("named", "faults"),
    [
        ("utf-8", {Fault.NOT_TEXT, Fault.NOT_A_TABLE}),
        ("windows-1252", {Fault.NOT_TEXT, Fault.NOT_A_TABLE}),
    ],
)
def test_two_bytes_a_letter_are_refused_under_either_name(
    encoding: str, named: str, faults: set[Fault]
) -> None:
    with pytest.raises(Unreadable) as refused:
        read("Surel,Nama\r\na@b.id,Siti\r\n".encode(encoding), named)
    assert refused.value.fault in faults


def test_nothing_is_an_empty_table() -> None:
    assert cells(b"") == []
