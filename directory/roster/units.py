"""The units of a list, compared with those of the directory."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from directory.enums import UnitClass, UnitType
from directory.roster.columns import EXAMPLE_CODE
from directory.roster.heads import rows
from directory.roster.known import Known
from directory.roster.plan import Plan, UnitChange, UnitLine
from directory.roster.values import Heads, Reader
from directory.roster.words import names, unit_classes, unit_types
from directory.sheets.tables import Table
from record.dates import day_text

_PLACE = ("latitude", "longitude")


def plan_units(table: Table, heads: Heads, known: Known, plan: Plan) -> set[str]:
    """Add to the plan what the table of units would do; return the codes it names, wrong rows too.

    An empty cell says nothing: what the directory holds stays. Nothing is ever deleted.
    """
    seen: dict[str, int] = {}
    for row in rows(table):
        reader = Reader(table, heads, row, plan.wrong)
        reader.refuse_strange()
        code = reader.code("code")
        if code == "":
            reader.refuse("code", _("Isian ini wajib."))
        elif code == EXAMPLE_CODE:
            reader.refuse("code", _("Ini baris contoh. Hapus barisnya."))
        elif code and code in seen:
            first = {"row": seen[code]}
            reader.refuse("code", _("Kode ini sudah ada di baris %(row)d.") % first)
        if code:
            seen.setdefault(code, row.number)
        line = _line(reader, code or "", known)
        if line is not None:
            _add(plan, known.units.get(line.code), line)
    return set(seen)


def _line(reader: Reader, code: str, known: Known) -> UnitLine | None:
    before = known.units.get(code)
    name = reader.text("name", most=200, needed=True)
    kinds = _("Jenis UPT: %(names)s.") % {"names": names(UnitType)}
    unit_type = reader.choice("unit_type", unit_types(), kinds, needed=True)
    classes = _("Kelas: %(names)s.") % {"names": names(UnitClass)}
    unit_class = reader.choice("unit_class", unit_classes(), classes, needed=False)
    unknown = _("Kanwil ini tidak dikenal.")
    region = reader.choice("region", known.regions, unknown, needed=True)
    latitude, longitude = reader.degrees("latitude", 90), reader.degrees("longitude", 180)
    if reader.sound and (latitude is None) != (longitude is None):
        reader.refuse(_PLACE[latitude is not None], _("Isi lintang dan bujur bersama-sama."))
    closed_on = reader.day("closed_on")
    if not reader.sound or not name or unit_type is None or region is None:
        return None
    line = UnitLine(
        code=code,
        name=name,
        unit_type=unit_type,
        unit_class=unit_class or (before.unit_class if before else UnitClass.NONE),
        region=region,
        latitude=before.latitude if before and latitude is None else latitude,
        longitude=before.longitude if before and longitude is None else longitude,
        closed_on=before.closed_on if before and closed_on is None else closed_on,
    )
    for key, reason in _conflicts(before, line):
        reader.refuse(key, reason)
    return line if reader.sound else None


def _conflicts(before: UnitLine | None, line: UnitLine) -> Iterator[tuple[str, str]]:
    """What cannot become of a unit, whatever a list says."""
    if before is None:
        if line.closed_on is not None:
            yield "closed_on", _("UPT yang baru tidak dapat sekaligus ditutup.")
        return
    if line.unit_type != before.unit_type:
        yield (
            "unit_type",
            _("Jenis UPT tidak dapat diubah: kode ini tercatat sebagai %(kind)s.")
            % {"kind": before.unit_type.label},
        )
    if before.closed_on is not None and line.closed_on != before.closed_on:
        yield (
            "closed_on",
            _("UPT ini sudah tercatat ditutup mulai %(day)s.")
            % {"day": day_text(before.closed_on)},
        )


def _add(plan: Plan, before: UnitLine | None, line: UnitLine) -> None:
    if before is None:
        plan.new_units.append(line)
    elif before == line:
        plan.unchanged += 1
    else:
        plan.changed_units.append(UnitChange(before=before, after=line))
