"""The numbers of the procedure and the register of modifiers."""

from dataclasses import replace

from django.utils.translation import gettext as _

from criteria.domain.reading.kinds import choice, decimal, flag, integer
from criteria.domain.reading.standing import standing, stated
from criteria.domain.reading.table import Table
from criteria.domain.reading.unique import Unique
from criteria.parts import Modifier, Modifiers, Process, Scale

CONFLICT_YEARS = 2


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
    days = integer(1, 365)
    count = integer(1, 50)
    process = Process(
        evidence_from=stated(table, "evidence_from", choice("draft", "evidence_open")),
        refuse_same_file_twice=stated(table, "refuse_same_file_twice", flag()),
        evidence_days_min=stated(table, "evidence_days_min", days),
        repair_rounds_max=stated(table, "repair_rounds_max", integer(0, 20)),
        repair_days=stated(table, "repair_days", days),
        team_size_min=stated(table, "team_size_min", count),
        minutes_quorum=stated(table, "minutes_quorum", choice("majority", "all")),
        sheets_min=stated(table, "sheets_min", count),
        juror_scale=stated(table, "juror_scale", choice(*juror_scales)),
        second_person_days=stated(table, "second_person_days", days),
        hearing_days=stated(table, "hearing_days", days),
        objection_days=stated(table, "objection_days", days),
        conflict_years=_conflict_years(table),
    )
    table.close()
    return replace(process, provisional_fields=frozenset(table.provisional))


def _conflict_years(table: Table) -> int:
    """Instruments frozen before it was theirs to say have the value that held then."""
    if not table.has("conflict_years"):
        table.provisional.add("conflict_years")
        return CONFLICT_YEARS
    return stated(table, "conflict_years", integer(0, 30))


def read_modifiers(top: Table) -> Modifiers | None:
    """Read `[modifiers]`: one that counts has a size; without any, they cannot be switched on."""
    table = top.table("modifiers")
    if table is None:
        return None
    enabled = stated(table, "enabled", flag())
    codes = Unique()
    items = [_read_modifier(item, codes) for item in table.tables("items")]
    if enabled and all(item.size is None for item in items):
        table.fault("enabled", _("belum ada penyesuai yang besarnya ditetapkan; tulis false"))
    table.close()
    return Modifiers(enabled, tuple(items), frozenset(table.provisional))


def _read_modifier(table: Table, codes: Unique) -> Modifier:
    code = codes.add(table, "code", table.code("code"))
    table.subject = title = table.text("title")
    effect = stated(table, "effect", choice("deduction", "addition", "either"))
    size = stated(table, "size", decimal(0, 100)) if table.has("size") else None
    sources = standing(table).sources
    return Modifier(code, title, effect, size, sources, frozenset(table.provisional))
