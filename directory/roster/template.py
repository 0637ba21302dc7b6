"""Empty lists to fill in, each with its headings and one row that shows how."""

import io
from collections.abc import Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from directory.roster.columns import COLUMNS, EXAMPLE_CODE, EXAMPLE_EMAIL, GUIDE, Column, Sheet
from record.spreadsheets import cell, table
from record.workbooks import save

_EXAMPLES: dict[Sheet, tuple[str | date, ...]] = {
    Sheet.UNITS: (
        EXAMPLE_CODE, "Kantor Imigrasi Kelas I Contoh", "Kantor Imigrasi", "Kelas I", "Bali",
        "-8,670458", "115,212631", "",
    ),
    Sheet.PEOPLE: (
        EXAMPLE_EMAIL, "Nama Lengkap, S.H.", "198001012005011001", "Penata (III/c)",
        "Kepala Kantor", "Kepala UPT", EXAMPLE_CODE, "", "tidak", date(2026, 1, 1), "",
    ),
}  # fmt: skip
_GUIDE = (
    "Isi lembar UPT, lembar Orang, atau keduanya. Judul kolom jangan diubah; tanda * berarti wajib.",
    "Hapus baris contoh sebelum mengunggah. Sel kosong berarti: biarkan seperti yang tercatat.",
    "Kode satker enam angka dan NIP 18 angka ditulis sebagai teks agar angka nol di depan tidak hilang.",
    "Tanggal ditulis sebagai tanggal Excel. Jangan gabungkan sel dan jangan pakai rumus.",
    "Satu baris Orang berarti satu peran. Orang dengan dua peran ditulis dalam dua baris.",
    "Peran UPT memerlukan kode satker, peran Kanwil memerlukan Kanwil, peran pusat tidak keduanya.",
    "Hari pertama sebuah peran tidak berlaku lagi ditulis di kolom Tidak berlaku lagi mulai.",
)
_DAY_FORMAT = "yyyy-mm-dd"
_WIDTH = 26


def workbook() -> bytes:
    """The template as XLSX: both tables and a sheet that explains them."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in Sheet:
        _fill(book.create_sheet(sheet.value), COLUMNS[sheet], _EXAMPLES[sheet])
    guide = book.create_sheet(GUIDE)
    for line in _GUIDE:
        guide.append([line])
    out = io.BytesIO()
    save(book, out)
    return out.getvalue()


def comma(sheet: Sheet) -> str:
    """One table of the template as CSV."""
    return table([_heading(each) for each in COLUMNS[sheet]], [_EXAMPLES[sheet]])


def _fill(sheet: Worksheet, columns: Sequence[Column], example: Sequence[str | date]) -> None:
    sheet.append([_heading(each) for each in columns])
    sheet.append([cell(value) for value in example])
    sheet.freeze_panes = "A2"
    for number, (column, value) in enumerate(zip(columns, example, strict=True), start=1):
        sheet.cell(1, number).font = Font(bold=True)
        whole = sheet.column_dimensions[get_column_letter(number)]
        whole.width = max(_WIDTH, len(column.heading))
        # Of a column of text Excel takes no zero away and makes no day.
        whole.number_format = _DAY_FORMAT if column.day else "@"
        sheet.cell(2, number).number_format = _DAY_FORMAT if isinstance(value, date) else "@"


def _heading(column: Column) -> str:
    return f"{column.heading} *" if column.needed else column.heading
