"""The parts an instrument is made of. Every `provisional_fields` names the fields of that
part which no public text gives and no decree has set yet, so that a page can say so.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from criteria.text import Text

NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement of the instrument was read."""

    key: str
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One value with its standing: read in a source, set by a decree, or provisional.

    `path` is its place in the file and names it in an override. `field` is the last word of
    the path and `subject` the part it belongs to, for a label; `kind` and `choices` say what
    a form must offer to replace it (kind "wording" can only be rewritten in a new file).
    """

    path: str
    field: str
    subject: Text | None
    value: str
    kind: str
    choices: tuple[str, ...]
    provisional: bool
    sources: tuple[str, ...]
    note: Text | None
    decree: str


@dataclass(frozen=True, slots=True)
class UnitGroup:
    """Unit types that share one form. `covers` holds the directory's unit types."""

    code: str
    title: Text
    visitors: Text
    covers: tuple[str, ...]
    sources: tuple[str, ...]
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class ScaleAnswer:
    """One answer of a scale; `evidence_needed` is false where the answer needs no file. `meaning`
    says when to give it, so that all jurors measure alike; None where the file does not.
    """

    code: str
    text: Text
    points: Decimal
    evidence_needed: bool
    provisional_fields: frozenset[str] = NONE
    meaning: Text | None = None


@dataclass(frozen=True)
class Scale:
    """The answers a section is given in, best first. `unmet` is what a declared gap counts as;
    `provisional` means that the wording of the answers itself waits for the ministry.
    """

    code: str
    title: Text
    answers: tuple[ScaleAnswer, ...]
    unmet: str
    sources: tuple[str, ...]
    provisional: bool

    @cached_property
    def max_points(self) -> Decimal:
        return max(answer.points for answer in self.answers)

    def answer(self, code: str) -> ScaleAnswer:
        """The answer with this code; KeyError when the scale has none."""
        for answer in self.answers:
            if answer.code == code:
                return answer
        raise KeyError(code)


@dataclass(frozen=True, slots=True)
class EvidenceRule:
    """What must be shown: at least `count_min` files of `counted_kinds`, at most `count_max`
    files in all, each of one of `kinds` ("photo", "document").
    """

    code: str
    title: Text
    count_min: int
    count_max: int
    counted_kinds: tuple[str, ...]
    kinds: tuple[str, ...]
    provisional_fields: frozenset[str] = NONE


@dataclass(frozen=True, slots=True)
class Guidance:
    """Help beside the evidence slot. Written by the makers of this application, not law."""

    show: Text
    mistake: Text


@dataclass(frozen=True)
class Indicator:
    """One question. `audience` is "visitors", "inmates" or "none"; `provisional` means the
    question itself waits for the ministry.
    """

    code: str
    criterion: str
    text: Text
    audience: str
    unit_types: tuple[str, ...]
    scale: Scale
    evidence: EvidenceRule
    guidance: Guidance
    provisional: bool
    sources: tuple[str, ...]
    note: Text | None = None

    @cached_property
    def none_needed(self) -> frozenset[str]:
        """Codes of the answers that need no evidence."""
        return frozenset(a.code for a in self.scale.answers if not a.evidence_needed)


@dataclass(frozen=True, slots=True)
class Criterion:
    """A group of indicators with its weight in the total and its own minimum (0 to 100)."""

    code: str
    title: Text
    weight: Decimal
    minimum: Decimal
    scale: Scale
    evidence: EvidenceRule
    indicators: tuple[Indicator, ...]
    sources: tuple[str, ...]
    provisional_fields: frozenset[str] = NONE


@dataclass(frozen=True, slots=True)
class GradeBand:
    """A grade from `minimum` (inclusive) up to the next band; `laureate` earns the award."""

    code: str
    title: Text
    minimum: Decimal
    laureate: bool
    sources: tuple[str, ...]
    provisional_fields: frozenset[str] = NONE


@dataclass(frozen=True, slots=True)
class Scoring:
    """How numbers are counted. `rounding` is a name of the decimal module, `aggregation` is
    "mean" or "median" over jurors, `empty_criterion` says what happens to a criterion in
    which nothing could be assessed ("rescale" the others or count "zero"). `grades` stand
    from the highest minimum to the lowest.
    """

    places: int
    rounding: str
    aggregation: str
    tie_break: tuple[str, ...]
    empty_criterion: str
    grades: tuple[GradeBand, ...]
    provisional_fields: frozenset[str] = NONE


@dataclass(frozen=True, slots=True)
class Process:
    """The numbers of the procedure. Days are calendar days, counts are persons or sheets."""

    evidence_from: str
    refuse_same_file_twice: bool
    evidence_days_min: int
    repair_rounds_max: int
    repair_days: int
    team_size_min: int
    minutes_quorum: str
    sheets_min: int
    juror_scale: str
    second_person_days: int
    hearing_days: int
    objection_days: int
    conflict_years: int
    provisional_fields: frozenset[str] = NONE

    def signatures_needed(self, members: int) -> int:
        """How many of so many members in force must sign: all, or more than half of them."""
        return members if self.minutes_quorum == "all" else members // 2 + 1


@dataclass(frozen=True, slots=True)
class Modifier:
    """A deduction or addition. `size` is in points of the total, 0 to 100; None where no source
    tells it, and then it cannot be entered. `effect` is "deduction", "addition" or "either".
    """

    code: str
    title: Text
    effect: str
    size: Decimal | None
    sources: tuple[str, ...]
    provisional_fields: frozenset[str] = NONE


@dataclass(frozen=True, slots=True)
class Modifiers:
    """What is told to change a score. Off where `enabled` is false: shown, never applied."""

    enabled: bool
    items: tuple[Modifier, ...] = field(default=())
    provisional_fields: frozenset[str] = NONE

    @property
    def usable(self) -> tuple[Modifier, ...]:
        """Those that can be entered for a unit: none while they are off."""
        return tuple(item for item in self.items if item.size is not None) if self.enabled else ()
