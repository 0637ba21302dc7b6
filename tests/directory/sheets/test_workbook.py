"""What is read in a workbook, and which workbooks are not read at all."""

import io
import zipfile
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.formula import ArrayFormula

from directory.sheets.job import read
from directory.sheets.tables import LIMITS, Cell, Fault, Kind, Table, Unreadable
from tests.directory.roster.books import UNIT, book, repacked


def sheet_of(*rows: list[Any], merge: str = "") -> Table:
    made = Workbook()
    sheet = made.worksheets[0]
    for row in rows:
        sheet.append(row)
    if merge:
        sheet.merge_cells(merge)
    out = io.BytesIO()
    made.save(out)
    return read(out.getvalue(), "utf-8")[0]


def only_cell(value: Any) -> Cell:
    return sheet_of([value]).rows[0].cells[1]


def fault_of(data: bytes) -> Fault:
    with pytest.raises(Unreadable) as refused:
        read(data, "utf-8")
    return refused.value.fault


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        ("  Rutan Contoh ", Kind.TEXT, "Rutan Contoh"),
        ("012345", Kind.TEXT, "012345"),
        (692308, Kind.NUMBER, "692308"),
        (692308.0, Kind.NUMBER, "692308"),
        (6.5, Kind.NUMBER, "6.5"),
        (198001012005011001.0, Kind.NUMBER, "1.98001012005011e+17"),
        (True, Kind.FLAG, "TRUE"),
        (date(2026, 1, 31), Kind.DAY, "2026-01-31"),
        (datetime(2026, 1, 31, 13, 5), Kind.DAY, "2026-01-31 13:05"),  # noqa: DTZ001 Excel's
        ("=1+1", Kind.FORMULA, "=1+1"),
        ("#REF!", Kind.ERROR, "#REF!"),
        (ArrayFormula("A1:A2", "=B1:B2"), Kind.FORMULA, "=B1:B2"),
    ],
)
def test_a_cell_tells_how_it_was_written(value: Any, kind: Kind, text: str) -> None:
    assert only_cell(value) == Cell(kind, text)


@pytest.mark.parametrize("text", ["=SUM(A1)", "+62 811", "-1", "@siti"])
def test_text_that_looks_like_a_formula_is_text(text: str) -> None:
    def as_text(made: Workbook) -> None:
        cell = made["UPT"]["B2"]
        cell.value = text
        cell.data_type = "s"

    table = read(book([UNIT], change=as_text), "utf-8")[0]
    assert table.rows[1].cells[2] == Cell(Kind.TEXT, text)


def test_rows_keep_their_numbers_and_empty_ones_are_nothing() -> None:
    table = sheet_of(["a"], [None], ["b", None, "c"])
    assert [row.number for row in table.rows] == [1, 3]
    assert set(table.rows[1].cells) == {1, 3}


def test_merged_cells_are_told() -> None:
    assert sheet_of(["a", None], ["b", "c"], merge="A1:B1").merged == ("A1:B1",)


def test_hidden_sheets_are_not_read() -> None:
    def hide(made: Workbook) -> None:
        made.create_sheet("lama").sheet_state = "hidden"

    assert [table.name for table in read(book([UNIT], change=hide), "utf-8")] == ["UPT"]


BOMB = b"<worksheet>" + b" " * LIMITS.unpacked + b"</worksheet>"
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    b"<sst><si><t>&b;</t></si></sst>"
)


@pytest.mark.parametrize(
    ("member", "content", "fault"),
    [
        ("xl__worksheets__sheet9.xml", BOMB, Fault.TOO_LARGE),
        ("xl__sharedStrings.xml", LAUGHS, Fault.DECLARATIONS),
        ("xl__worksheets__sheet1.xml", b"<worksheet><", Fault.DAMAGED),
        ("xl__worksheets__sheet1.xml", b"<a:b/>", Fault.DAMAGED),
        ("xl__vbaProject.bin", b"macro", Fault.MACROS),
        ("xl__externalLinks__externalLink1.xml", b"<externalLink/>", Fault.LINKS),
        ("xl__connections.xml", b"<connections/>", Fault.LINKS),
        ("xl__embeddings__oleObject1.bin", b"x", Fault.EMBEDDED),
    ],
)
def test_a_hostile_workbook_is_refused(member: str, content: bytes, fault: Fault) -> None:
    assert fault_of(repacked(book([UNIT]), **{member: content})) == fault


def test_a_lie_about_a_members_size_helps_nothing() -> None:
    data = bytearray(repacked(book([UNIT]), **{"xl__worksheets__sheet9.xml": BOMB}))
    place = data.rfind(len(BOMB).to_bytes(4, "little"))
    data[place : place + 4] = (10).to_bytes(4, "little")
    assert fault_of(bytes(data)) in {Fault.DAMAGED, Fault.TOO_LARGE}


def _rows_xml(rows: int, cell: str = "<c r='A{0}'><v>1</v></c>") -> bytes:
    body = "".join(f"<row r='{n}'>{cell.format(n)}</row>" for n in range(1, rows + 1))
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f"<worksheet xmlns='{space}'><sheetData>{body}</sheetData></worksheet>".encode()


def test_a_million_rows_are_refused() -> None:
    many = _rows_xml(1_000_000)
    data = repacked(book([UNIT]), **{"xl__worksheets__sheet1.xml": many})
    assert fault_of(data) == Fault.TOO_MANY_ROWS


def test_a_row_number_beyond_excels_own_is_refused() -> None:
    far = _rows_xml(1).replace(b"<row r='1'>", b"<row r='99999999999'>")
    data = repacked(book([UNIT]), **{"xl__worksheets__sheet1.xml": far})
    assert fault_of(data) == Fault.TOO_MANY_ROWS


def _under_another_name(sheet: bytes) -> bytes:
    """The workbook, with that as its sheet in a part whose name does not end in .xml."""
    data = repacked(book([UNIT]), **{"xl__worksheets__sheet1.dat": sheet})
    changed = {}
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        for name in ("xl/_rels/workbook.xml.rels", "[Content_Types].xml"):
            changed[name] = made.read(name).replace(
                b"worksheets/sheet1.xml", b"worksheets/sheet1.dat"
            )
    return repacked(data, **changed)


def test_a_part_by_another_name_is_no_way_around() -> None:
    """What is looked through beforehand are parts by their names; the reader is a second net."""
    sheet = _rows_xml(1)
    assert len(read(_under_another_name(sheet), "utf-8")[0].rows) == 1, "it is read at all"
    for declared in (b'"ha"', b'SYSTEM "file:///etc/passwd"'):
        kind = b"<!DOCTYPE worksheet [<!ENTITY a " + declared + b">]>"
        spoilt = kind + sheet.replace(b"<v>1</v>", b"<v>&a;</v>")
        assert fault_of(_under_another_name(spoilt)) == Fault.DAMAGED
    more = _rows_xml(LIMITS.rows + 1)
    assert fault_of(_under_another_name(more)) == Fault.TOO_MANY_ROWS


def test_one_row_too_many_is_refused_and_one_less_is_read() -> None:
    fits = repacked(book([UNIT]), **{"xl__worksheets__sheet1.xml": _rows_xml(LIMITS.rows)})
    assert len(read(fits, "utf-8")[0].rows) == LIMITS.rows
    more = repacked(book([UNIT]), **{"xl__worksheets__sheet1.xml": _rows_xml(LIMITS.rows + 1)})
    assert fault_of(more) == Fault.TOO_MANY_ROWS


def test_too_many_columns_sheets_and_letters_are_refused() -> None:
    wide = _rows_xml(1, "<c r='XFD{0}'><v>1</v></c>")
    assert fault_of(repacked(book([UNIT]), **{"xl__worksheets__sheet1.xml": wide})) == (
        Fault.TOO_MANY_COLUMNS
    )

    def many(made: Workbook) -> None:
        for number in range(LIMITS.sheets):
            made.create_sheet(f"s{number}")

    assert fault_of(book([UNIT], change=many)) == Fault.TOO_MANY_SHEETS
    assert fault_of(book([{**UNIT, "Nama UPT": "x" * (LIMITS.text + 1)}])) == Fault.LONG_TEXT


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 100, Fault.OLD_EXCEL),
        (b"PK\x03\x04" + b"x" * 100, Fault.DAMAGED),
        (b"x" * (LIMITS.source + 1), Fault.TOO_LARGE),
        (book([UNIT])[:-300], Fault.DAMAGED),
    ],
)
def test_what_is_no_workbook_is_refused(data: bytes, fault: Fault) -> None:
    assert fault_of(data) == fault


def test_another_container_is_no_table() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("word/document.xml", "<w/>")
    assert fault_of(out.getvalue()) == Fault.NOT_A_TABLE


def test_two_members_of_one_name_are_refused() -> None:
    out = io.BytesIO(book([UNIT]))
    with zipfile.ZipFile(out, "a") as made, pytest.warns(UserWarning, match="Duplicate"):
        made.writestr("xl/workbook.xml", "<workbook/>")
    assert fault_of(out.getvalue()) == Fault.DAMAGED
