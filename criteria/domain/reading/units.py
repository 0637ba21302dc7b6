"""The unit types an instrument assesses."""

from criteria.domain.reading.standing import standing
from criteria.domain.reading.table import Table
from criteria.domain.reading.unique import Unique
from criteria.parts import UnitGroup


def read_unit_groups(top: Table, known_types: tuple[str, ...]) -> tuple[UnitGroup, ...]:
    """Read `[[unit_types]]`; no directory type may be covered twice."""
    codes, covered = Unique(), Unique()
    groups = []
    for table in top.tables("unit_types"):
        code = codes.add(table, "code", table.code("code"))
        covers = table.strings("covers")
        for name in covers:
            covered.add(table, "covers", name)
            table.expect("covers", name, known_types)
        origin = standing(table)
        groups.append(
            UnitGroup(
                code=code,
                title=table.text("title"),
                visitors=table.text("visitors"),
                covers=covers,
                sources=origin.sources,
                note=origin.note,
            )
        )
    return tuple(groups)
