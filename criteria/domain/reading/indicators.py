"""The indicators of one criterion, and the parts they refer to by code."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from criteria.domain.reading.kinds import Unfit, choice
from criteria.domain.reading.standing import keep_wording, standing
from criteria.domain.reading.table import NOWHERE, Table
from criteria.domain.reading.unique import Unique
from criteria.parts import Criterion, EvidenceRule, Guidance, Indicator, Scale, UnitGroup

AUDIENCES = choice("none", "visitors", "inmates")
NO_SCALE = Scale("", NOWHERE, (), "", (), provisional=False)
NO_RULE = EvidenceRule("", NOWHERE, 0, 0, (), ())


class Coded(Protocol):
    """A part that others name by its code."""

    @property
    def code(self) -> str: ...


C = TypeVar("C", bound=Coded)


@dataclass(frozen=True, slots=True)
class Parts:
    """What criteria and indicators refer to."""

    groups: tuple[UnitGroup, ...]
    scales: tuple[Scale, ...]
    rules: tuple[EvidenceRule, ...]

    def scale(self, table: Table, key: str) -> Scale:
        return _find(table, key, self.scales, NO_SCALE)

    def evidence_rule(self, table: Table, key: str) -> EvidenceRule:
        return _find(table, key, self.rules, NO_RULE)

    def unit_types(self, table: Table, key: str) -> tuple[str, ...]:
        """The directory's unit types behind the instrument's own codes."""
        known = {group.code: group.covers for group in self.groups}
        for code in (codes := table.strings(key)):
            table.expect(key, code, known)
        return tuple(name for code in codes for name in known.get(code, ()))


def read_indicators(
    table: Table, criterion: Criterion, parts: Parts, codes: Unique
) -> tuple[Indicator, ...]:
    """Read the `[[criteria.indicators]]` of a criterion; codes stand once in the document."""
    return tuple(
        _read_indicator(row, criterion, parts, codes) for row in table.tables("indicators")
    )


def _read_indicator(table: Table, criterion: Criterion, parts: Parts, codes: Unique) -> Indicator:
    text = table.text("text")
    origin = standing(table)
    if origin.provisional:
        keep_wording(table, "indicator", text, origin)
    own_scale, own_rule = table.has("scale"), table.has("evidence")
    return Indicator(
        code=codes.add(table, "code", table.code("code")),
        criterion=criterion.code,
        text=text,
        audience=_audience(table),
        unit_types=parts.unit_types(table, "unit_types"),
        scale=parts.scale(table, "scale") if own_scale else criterion.scale,
        evidence=parts.evidence_rule(table, "evidence") if own_rule else criterion.evidence,
        guidance=_guidance(table),
        provisional=origin.provisional,
        sources=origin.sources,
        note=origin.note,
    )


def _audience(table: Table) -> str:
    try:
        return AUDIENCES.read(table.raw("audience") if table.has("audience") else "none")
    except Unfit as error:
        table.fault("audience", str(error))
        return AUDIENCES.fallback


def _guidance(table: Table) -> Guidance:
    inner = table.table("guidance")
    if inner is None:
        return Guidance(NOWHERE, NOWHERE)
    guidance = Guidance(show=inner.text("show"), mistake=inner.text("mistake"))
    inner.close()
    return guidance


def _find(table: Table, key: str, parts: Iterable[C], missing: C) -> C:
    code = table.string(key)
    known = {part.code: part for part in parts}
    table.expect(key, code, known)
    return known.get(code, missing)
