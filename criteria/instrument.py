"""What an instrument says, as frozen values: who is assessed, by what, how it is counted.

An instrument is the frozen version of a regulation. `criteria.domain.loader.load` reads it
from TOML and refuses what does not add up, so code that holds one need not check it again.
"""

from dataclasses import dataclass, field
from functools import cached_property

from criteria.parts import (
    Criterion,
    EvidenceRule,
    GradeBand,
    Guidance,
    Indicator,
    Modifier,
    Modifiers,
    Process,
    Scale,
    ScaleAnswer,
    Scoring,
    Source,
    Statement,
    UnitGroup,
)
from criteria.text import Text

__all__ = [
    "Criterion",
    "EvidenceRule",
    "GradeBand",
    "Guidance",
    "Indicator",
    "Instrument",
    "Modifier",
    "Modifiers",
    "Process",
    "Scale",
    "ScaleAnswer",
    "Scoring",
    "Source",
    "Statement",
    "Text",
    "UnitGroup",
]


@dataclass(frozen=True)
class Instrument:
    """One regulation as it is applied in a season.

    `unit_types` are the directory's unit types that are assessed. `statements` lists every
    value that has to come from somewhere: a source, a decree of the ministry, or nowhere yet
    (provisional). `canonical` is the resolved document, overrides included, as canonical JSON,
    and `digest` its SHA-256: two equal digests judge alike.
    """

    code: str
    version: str
    title: Text
    standing: Text
    standing_sources: tuple[str, ...]
    decree_issuer: str
    unit_groups: tuple[UnitGroup, ...]
    scales: tuple[Scale, ...]
    evidence_rules: tuple[EvidenceRule, ...]
    criteria: tuple[Criterion, ...]
    scoring: Scoring
    process: Process
    modifiers: Modifiers
    sources: tuple[Source, ...]
    statements: tuple[Statement, ...]
    canonical: str = field(default="", repr=False)
    digest: str = ""

    @cached_property
    def unit_types(self) -> tuple[str, ...]:
        return tuple(code for group in self.unit_groups for code in group.covers)

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        return tuple(i for criterion in self.criteria for i in criterion.indicators)

    @cached_property
    def _by_code(self) -> dict[str, Indicator]:
        return {indicator.code: indicator for indicator in self.indicators}

    @cached_property
    def _criteria_by_code(self) -> dict[str, Criterion]:
        return {criterion.code: criterion for criterion in self.criteria}

    @property
    def provisional(self) -> bool:
        """Whether any value still waits for the ministry."""
        return any(statement.provisional for statement in self.statements)

    def assesses(self, unit_type: str) -> bool:
        return unit_type in self.unit_types

    def group_of(self, unit_type: str) -> UnitGroup:
        """The form a unit of this type is assessed by; KeyError for a type not assessed."""
        for group in self.unit_groups:
            if unit_type in group.covers:
                return group
        raise KeyError(unit_type)

    def indicator(self, code: str) -> Indicator:
        """The indicator with this code; KeyError when there is none."""
        return self._by_code[code]

    def indicators_for(self, unit_type: str) -> tuple[Indicator, ...]:
        """The indicators a unit of this type answers, in the instrument's order."""
        return tuple(i for i in self.indicators if unit_type in i.unit_types)

    def criterion(self, code: str) -> Criterion:
        """The criterion with this code; KeyError when there is none."""
        return self._criteria_by_code[code]

    def modifier(self, code: str) -> Modifier:
        """The modifier with this code; KeyError when there is none."""
        for modifier in self.modifiers.items:
            if modifier.code == code:
                return modifier
        raise KeyError(code)

    def criterion_of(self, indicator_code: str) -> Criterion:
        return self.criterion(self.indicator(indicator_code).criterion)

    def scale(self, code: str) -> Scale:
        """The scale with this code; KeyError when there is none."""
        for scale in self.scales:
            if scale.code == code:
                return scale
        raise KeyError(code)

    def scale_of(self, indicator_code: str) -> Scale:
        """The scale the unit and the verification team answer an indicator on."""
        return self.indicator(indicator_code).scale

    def juror_scale_of(self, indicator_code: str) -> Scale:
        """The scale a juror scores an indicator on: the indicator's own, or one for all."""
        if self.process.juror_scale == "indicator":
            return self.scale_of(indicator_code)
        return self.scale(self.process.juror_scale)
