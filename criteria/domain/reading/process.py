"""The numbers of the procedure and the register of modifiers."""

from django.utils.translation import gettext as _

from criteria.domain.reading.kinds import choice, decimal, flag, integer
from criteria.domain.reading.standing import standing, stated
from criteria.domain.reading.table import Table
from criteria.domain.reading.unique import Unique
from criteria.parts import Modifier, Modifiers, Process, Scale


def read_decree_issuer(top: Table) -> str:
    """Read `[decree]`: who appoints the verification team."""
    table = top.table("decree")
    if table is None:
        return ""
    issuer = stated(table, "issuer", choice("centre", "region"))
    table.close()
    return issuer


def read_process(top: Table, scales: tuple[Scale, ...]) -> Process | None:
    """Read `[process]`."""
    table = top.table("process")
    if table is None:
        return None
    juror_scales = ("indicator", *(scale.code for scale in scales))
    values = {
        "evidence_from": stated(table, "evidence_from", choice("draft", "evidence_open")),
        "minutes_quorum": stated(table, "minutes_quorum", choice("majority", "all")),
        "juror_scale": stated(table, "juror_scale", choice(*juror_scales)),
    }
    refuse_twice = stated(table, "refuse_same_file_twice", flag())
    counts = {key: stated(table, key, integer(low, high)) for key, low, high in COUNTS}
    table.close()
    return Process(
        **values,
        **counts,
        refuse_same_file_twice=refuse_twice,
        provisional_fields=frozenset(table.provisional),
    )


COUNTS = (
    ("evidence_days_min", 1, 365),
    ("repair_rounds_max", 0, 20),
    ("repair_days", 1, 365),
    ("team_size_min", 1, 50),
    ("sheets_min", 1, 50),
    ("second_person_days", 1, 365),
    ("hearing_days", 1, 365),
    ("objection_days", 1, 365),
)


def read_modifiers(top: Table) -> Modifiers | None:
    """Read `[modifiers]`; they can be on only when each has its size."""
    table = top.table("modifiers")
    if table is None:
        return None
    enabled = stated(table, "enabled", flag())
    codes = Unique()
    items = [_read_modifier(item, codes) for item in table.tables("items")]
    if enabled and any(item.size is None for item in items):
        table.fault("enabled", _("tidak boleh true selama ada penyesuai tanpa size"))
    table.close()
    return Modifiers(enabled, tuple(items), frozenset(table.provisional))


def _read_modifier(table: Table, codes: Unique) -> Modifier:
    code = codes.add(table, "code", table.code("code"))
    table.subject = title = table.text("title")
    effect = stated(table, "effect", choice("deduction", "addition", "either"))
    size = stated(table, "size", decimal(0, 100)) if table.has("size") else None
    sources = standing(table).sources
    return Modifier(code, title, effect, size, sources, frozenset(table.provisional))
