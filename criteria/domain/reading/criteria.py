"""The criteria with their weights."""

from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _

from criteria.domain.reading.indicators import Parts, read_indicators
from criteria.domain.reading.kinds import decimal
from criteria.domain.reading.standing import standing, stated
from criteria.domain.reading.table import Table
from criteria.domain.reading.unique import Unique
from criteria.parts import Criterion

WHOLE = (Decimal(1), Decimal(100))


def read_criteria(top: Table, parts: Parts) -> tuple[Criterion, ...]:
    """Read `[[criteria]]`: weights above zero that add up to 1 or 100."""
    codes, indicators = Unique(), Unique()
    tables = top.tables("criteria")
    criteria = [_read_criterion(table, parts, codes, indicators) for table in tables]
    _check_weights(top, criteria)
    _check_coverage(top, criteria, parts)
    return tuple(criteria)


def _read_criterion(table: Table, parts: Parts, codes: Unique, indicators: Unique) -> Criterion:
    code = codes.add(table, "code", table.code("code"))
    table.subject = title = table.text("title")
    weight = stated(table, "weight", decimal(0, 100))
    minimum = stated(table, "minimum", decimal(0, 100))
    criterion = Criterion(
        code=code,
        title=title,
        weight=weight,
        minimum=minimum,
        scale=parts.scale(table, "scale"),
        evidence=parts.evidence_rule(table, "evidence"),
        indicators=(),
        sources=standing(table).sources,
        provisional_fields=frozenset(table.provisional),
    )
    asked = read_indicators(table, criterion, parts, indicators)
    return replace(criterion, indicators=asked)


def _check_weights(top: Table, criteria: list[Criterion]) -> None:
    places = [f"criteria[{number}].weight" for number in range(len(criteria))]
    if not criteria or any(top.faulty(place) for place in places):
        return
    for place, criterion in zip(places, criteria, strict=True):
        if criterion.weight == 0:
            top.fault(place, _("harus lebih dari 0"))
    total = sum((criterion.weight for criterion in criteria), Decimal(0))
    if total not in WHOLE:
        words = {"total": f"{total:f}"}
        top.fault("criteria", _("jumlah bobot %(total)s; harus 1 atau 100") % words)


def _check_coverage(top: Table, criteria: list[Criterion], parts: Parts) -> None:
    """Every unit type needs at least one indicator, or its units would have nothing to answer."""
    asked = {code for c in criteria for i in c.indicators for code in i.unit_types}
    for number, group in enumerate(parts.groups):
        if criteria and not set(group.covers) <= asked:
            top.fault(f"unit_types[{number}].code", _("tidak punya satu indikator pun"))
