"""The two tables of a list, and how their columns are called.

The headings are part of a file format: they stay Indonesian whatever language a reader has.
"""

from dataclasses import dataclass
from enum import StrEnum


class Sheet(StrEnum):
    """A table of the list, by the name of its sheet."""

    UNITS = "UPT"
    PEOPLE = "Orang"


# The sheet of the template that explains the others; it may stay in the file.
GUIDE = "Petunjuk"
# Of the template's example rows: no unit and nobody has them (RFC 2606 keeps .invalid free).
EXAMPLE_CODE = "000000"
EXAMPLE_EMAIL = "nama@contoh.invalid"


@dataclass(frozen=True)
class Column:
    """A column: its key here, its heading in a file, whether a table must have it, and days."""

    key: str
    heading: str
    needed: bool = False
    day: bool = False


UNIT_COLUMNS = (
    Column("code", "Kode satker", needed=True),
    Column("name", "Nama UPT", needed=True),
    Column("unit_type", "Jenis UPT", needed=True),
    Column("unit_class", "Kelas"),
    Column("region", "Kanwil", needed=True),
    Column("latitude", "Lintang"),
    Column("longitude", "Bujur"),
    Column("closed_on", "Ditutup mulai", day=True),
)
PEOPLE_COLUMNS = (
    Column("email", "Surel", needed=True),
    Column("name", "Nama", needed=True),
    Column("nip", "NIP"),
    Column("rank", "Pangkat dan golongan"),
    Column("position", "Jabatan"),
    Column("role", "Peran", needed=True),
    Column("unit", "Kode satker"),
    Column("region", "Kanwil"),
    Column("acting", "Plt/Plh"),
    Column("starts", "Mulai berlaku", day=True),
    Column("ends", "Tidak berlaku lagi mulai", day=True),
)
COLUMNS = {Sheet.UNITS: UNIT_COLUMNS, Sheet.PEOPLE: PEOPLE_COLUMNS}


def plain(words: str) -> str:
    """Words as they are compared: without capitals, doubled blanks and the star of a needed column."""
    return " ".join(words.replace("*", " ").casefold().split())
