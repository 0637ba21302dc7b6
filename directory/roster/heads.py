"""Finding out which table a sheet is, and where its columns stand."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from directory.roster.columns import COLUMNS, GUIDE, Sheet, plain
from directory.roster.plan import Wrong
from directory.roster.values import Heads, letters
from directory.sheets.tables import Row, Table


def sheets(tables: Sequence[Table], wrong: list[Wrong]) -> Iterator[tuple[Sheet, Table, Heads]]:
    """Each table of the list with its columns; a sheet that is none of ours is wrong."""
    known = {plain(sheet.value): sheet for sheet in Sheet}
    found = 0
    for table in tables:
        if plain(table.name) == plain(GUIDE) or (table.name and not table.rows):
            continue
        sheet = known.get(plain(table.name)) if table.name else _by_heads(table)
        if sheet is None:
            wrong.append(_no_sheet(table))
            continue
        found += 1
        wrong.extend(_merged(table))
        heads = _heads(sheet, table, wrong)
        if heads is not None:
            yield sheet, table, heads
    if not found and not wrong:
        wrong.append(Wrong(sheet="", cell="", reason=_("Berkas ini tidak berisi apa pun.")))


def rows(table: Table) -> tuple[Row, ...]:
    """The rows below the headings."""
    return table.rows[1:]


def _by_heads(table: Table) -> Sheet | None:
    """A CSV has no name: its first column that only one table knows tells which it is."""
    if not table.rows:
        return None
    given = {plain(cell.text) for cell in table.rows[0].cells.values()}
    for sheet, columns in COLUMNS.items():
        if all(plain(each.heading) in given for each in columns if each.needed):
            return sheet
    return Sheet.PEOPLE if plain("Surel") in given else Sheet.UNITS


def _no_sheet(table: Table) -> Wrong:
    if not table.name:
        return Wrong(sheet="", cell="", reason=_("Berkas ini tidak berisi apa pun."))
    return Wrong(
        sheet=table.name,
        cell="",
        value=table.name,
        reason=_("Lembar ini tidak dikenal. Lembar yang dibaca bernama UPT dan Orang."),
    )


def _merged(table: Table) -> Iterator[Wrong]:
    for each in table.merged:
        yield Wrong(
            sheet=table.name,
            cell=each,
            reason=_("Sel digabung. Pisahkan kembali, lalu isi setiap barisnya."),
        )


def _heads(sheet: Sheet, table: Table, wrong: list[Wrong]) -> Heads | None:
    columns = {plain(each.heading): each for each in COLUMNS[sheet]}
    first = table.rows[0]
    places: dict[str, int] = {}
    before = len(wrong)

    def refuse(place: int, value: str, reason: str) -> None:
        cell = f"{letters(place)}{first.number}"
        wrong.append(
            Wrong(sheet=table.name, cell=cell, row=first.number, value=value, reason=reason)
        )

    for place, cell in first.cells.items():
        column = columns.get(plain(cell.text))
        if column is None:
            refuse(place, cell.text, _("Judul kolom ini tidak dikenal."))
        elif column.key in places:
            refuse(place, cell.text, _("Judul kolom ini ada dua kali."))
        else:
            places[column.key] = place
    for column in COLUMNS[sheet]:
        if column.needed and column.key not in places:
            missing = _("Kolom %(column)s tidak ada.") % {"column": column.heading}
            refuse(1, "", missing)
    for place in sorted({place for row in table.rows for place in row.cells} - set(first.cells)):
        refuse(place, "", _("Kolom ini berisi sesuatu, tetapi tidak berjudul."))
    if len(wrong) > before:
        return None
    return Heads(places=places, columns={each.key: each for each in COLUMNS[sheet]})
