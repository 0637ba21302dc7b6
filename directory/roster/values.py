"""Reading one cell as what its column should hold, with a reason wherever that fails."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from directory.models.constraints import ONE_LINE
from directory.models.person import normal_email
from directory.roster.columns import Column, plain
from directory.roster.plan import Wrong
from directory.sheets.tables import Cell, Kind, Row, Table

T = TypeVar("T")
_WHOLE = re.compile(r"([0-9]+)(?:[.,]0+)?")
_DIGITS = re.compile(r"[0-9]+")
_ROUNDED = re.compile(r"[0-9][.,][0-9]+[eE]\+?[0-9]+")
_YES, _NO = {"ya", "y", "true", "plt", "plh", "plt.", "plh."}, {"tidak", "t", "false", "-"}
_CODE_DIGITS, _NIP_DIGITS = 6, 18


def letters(column: int) -> str:
    """A column's number as a spreadsheet writes it: 1 is A, 27 is AA."""
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


@dataclass(frozen=True)
class Heads:
    """Where the columns of a table stand: their numbers by key."""

    places: Mapping[str, int]
    columns: Mapping[str, Column]


class Reader:
    """Reads the cells of one row; what is wrong goes into `wrong`, and the value is None."""

    def __init__(self, table: Table, heads: Heads, row: Row, wrong: list[Wrong]) -> None:
        self._table = table
        self._heads = heads
        self._row = row
        self._wrong = wrong
        self.sound = True

    def refuse(self, key: str, reason: str) -> None:
        """Note that the cell of that column cannot stay as it is."""
        self.sound = False
        place = self._heads.places.get(key, 1)
        cell = self._row.cells.get(place)
        self._wrong.append(
            Wrong(
                sheet=self._table.name,
                cell=f"{letters(place)}{self._row.number}",
                row=self._row.number,
                column=self._heads.columns[key].heading,
                value=cell.text if cell else "",
                reason=reason,
            )
        )

    def refuse_strange(self) -> None:
        """Formulas and errors anywhere in the row, also in cells that nothing else looks at."""
        for key, place in self._heads.places.items():
            cell = self._row.cells.get(place)
            if cell is None:
                continue
            if cell.kind == Kind.FORMULA:
                self.refuse(key, _("Sel ini berisi rumus. Tempelkan nilainya saja, tanpa rumus."))
            elif cell.kind == Kind.ERROR:
                self.refuse(key, _("Sel ini berisi kesalahan rumus Excel. Tulis nilainya."))

    def has(self, key: str) -> bool:
        """Whether something stands in that column."""
        return self._cell(key) is not None

    def text(self, key: str, *, most: int, needed: bool = False) -> str | None:
        """One line of text, empty if nothing stands there."""
        cell = self._usable(key)
        if cell is None:
            return self._nothing(key, needed=needed)
        if cell.kind == Kind.DAY:
            self.refuse(key, _("Excel mengubah isian ini menjadi tanggal. Tulis sebagai teks."))
            return None
        if len(cell.text) > most:
            self.refuse(key, _("Paling banyak %(most)d huruf.") % {"most": most})
            return None
        try:
            ONE_LINE(cell.text)
        except ValidationError:
            self.refuse(key, _("Tulis dalam satu baris, tanpa tanda khusus."))
            return None
        return cell.text

    def email(self, key: str) -> str | None:
        """An address in the one spelling that is stored."""
        found = self.text(key, most=254, needed=True)
        if not found:
            return None
        try:
            validate_email(found)
        except ValidationError:
            self.refuse(key, _("Ini bukan alamat surel."))
            return None
        return normal_email(found)

    def code(self, key: str) -> str | None:
        """A work-unit code of six digits; a whole number of six digits is one too."""
        cell = self._usable(key)
        if cell is None:
            return ""
        if cell.kind == Kind.DAY:
            self.refuse(key, _("Excel mengubah kode ini menjadi tanggal. Tulis sebagai teks."))
            return None
        whole = _WHOLE.fullmatch(cell.text)
        if whole is None or (cell.kind == Kind.TEXT and not self._as_excel_wrote(cell)):
            self.refuse(key, _("Kode satuan kerja terdiri atas enam angka."))
            return None
        digits = whole[1]
        if len(digits) < _CODE_DIGITS and (cell.kind == Kind.NUMBER or digits != cell.text):
            self.refuse(
                key, _("Excel menghapus angka nol di depan kode ini. Tulis kodenya sebagai teks.")
            )
            return None
        if len(digits) != _CODE_DIGITS:
            self.refuse(key, _("Kode satuan kerja terdiri atas enam angka."))
            return None
        return digits

    def nip(self, key: str) -> str | None:
        """An NIP of 18 digits, blanks between them allowed. Never a number: Excel rounds it."""
        cell = self._usable(key)
        if cell is None:
            return ""
        if cell.kind == Kind.NUMBER or _ROUNDED.fullmatch(cell.text):
            self.refuse(
                key, _("Excel membulatkan NIP yang ditulis sebagai angka. Tulis NIP sebagai teks.")
            )
            return None
        digits = "".join(cell.text.split())
        if len(digits) != _NIP_DIGITS or not _DIGITS.fullmatch(digits):
            self.refuse(key, _("NIP terdiri atas 18 angka."))
            return None
        return digits

    def day(self, key: str) -> date | None:
        """A day. In a workbook it must be one for Excel too: of a text nobody knows the order."""
        cell = self._usable(key)
        if cell is None:
            return None
        if self._table.typed and cell.kind != Kind.DAY:
            self.refuse(
                key,
                _(
                    "Ini teks atau angka, bukan tanggal. Ubah format selnya menjadi tanggal, lalu tulis ulang."
                ),
            )
            return None
        for pattern in ("%Y-%m-%d", "%d/%m/%Y"):
            try:
                return datetime.strptime(cell.text, pattern).date()  # noqa: DTZ007 a day has no zone
            except ValueError:
                continue
        self.refuse(key, _("Tulis tanggal seperti 2026-01-31 atau 31/01/2026, tanpa jam."))
        return None

    def degrees(self, key: str, most: int) -> Decimal | None:
        """Decimal degrees with at most six decimals, from `-most` to `most`."""
        cell = self._usable(key)
        if cell is None:
            return None
        try:
            value = Decimal(cell.text.replace(",", "."))
        except InvalidOperation:
            value = Decimal("NaN")
        if cell.kind == Kind.DAY or not value.is_finite() or abs(value) > most:
            self.refuse(
                key,
                _("Tulis derajat desimal dari -%(most)d sampai %(most)d, misalnya -6,208800.")
                % {"most": most},
            )
            return None
        return round(value, 6)

    def flag(self, key: str) -> bool | None:
        """Yes or no; an empty cell is no."""
        cell = self._usable(key)
        word = plain(cell.text) if cell else ""
        if word in _YES:
            return True
        if not word or word in _NO:
            return False
        self.refuse(key, _("Tulis ya atau tidak."))
        return None

    def choice(self, key: str, words: Mapping[str, T], reason: str, *, needed: bool) -> T | None:
        """What `words` knows the cell as; `reason` says what may stand there."""
        found = self.text(key, most=200, needed=needed)
        if not found:
            return None
        if plain(found) not in words:
            self.refuse(key, reason)
            return None
        return words[plain(found)]

    def _as_excel_wrote(self, cell: Cell) -> bool:
        """Text that is a code: all digits, or in a CSV the number that Excel made of one."""
        return not self._table.typed or bool(_DIGITS.fullmatch(cell.text))

    def _cell(self, key: str) -> Cell | None:
        place = self._heads.places.get(key)
        return self._row.cells.get(place) if place else None

    def _usable(self, key: str) -> Cell | None:
        """The cell, unless it holds what refuse_strange has told of already."""
        cell = self._cell(key)
        return None if cell and cell.kind in {Kind.FORMULA, Kind.ERROR} else cell

    def _nothing(self, key: str, *, needed: bool) -> str | None:
        if needed and not self.has(key):
            self.refuse(key, _("Isian ini wajib."))
            return None
        return ""
