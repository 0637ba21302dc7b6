"""Workbooks and CSV files as people send them, made for one test each."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from openpyxl import Workbook

from directory.roster.columns import PEOPLE_COLUMNS, UNIT_COLUMNS, Column

UNIT = {
    "Kode satker": "692308",
    "Nama UPT": "Kantor Imigrasi Kelas I Contoh",
    "Jenis UPT": "Kantor Imigrasi",
    "Kelas": "Kelas I",
    "Kanwil": "Bali",
}
PERSON = {
    "Surel": "siti@contoh.go.id",
    "Nama": "Siti Nawa, S.H.",
    "NIP": "198001012005011001",
    "Peran": "Kepala UPT",
    "Kode satker": "692308",
}
Rows = Sequence[Mapping[str, Any]]


def book(
    units: Rows = (), people: Rows = (), *, change: Callable[[Workbook], None] | None = None
) -> bytes:
    """A workbook with those rows by heading; `change` may spoil it before it is saved."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, columns, rows in (("UPT", UNIT_COLUMNS, units), ("Orang", PEOPLE_COLUMNS, people)):
        if rows:
            sheet = made.create_sheet(name)
            for row in table(columns, rows):
                sheet.append(row)
    if change is not None:
        change(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def table(columns: Sequence[Column], rows: Rows) -> list[list[Any]]:
    """Headings, then the values under them."""
    heads = [column.heading for column in columns]
    return [heads, *([row.get(head) for head in heads] for row in rows)]


def comma(rows: Rows, *, sign: str = ",", encoding: str = "utf-8") -> bytes:
    """The rows as a CSV with the headings that they use."""
    heads = list(rows[0])
    lines = [heads, *([str(row[head]) for head in heads] for row in rows)]
    return "\r\n".join(sign.join(f'"{cell}"' for cell in line) for line in lines).encode(encoding)


def repacked(data: bytes, **members: bytes) -> bytes:
    """The container with these members put in or replaced; "__" in a name stands for "/"."""
    out = io.BytesIO()
    put = {name.replace("__", "/"): content for name, content in members.items()}
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for member in old.namelist():
            new.writestr(member, put.pop(member) if member in put else old.read(member))
        for name, content in put.items():
            new.writestr(name, content)
    return out.getvalue()
