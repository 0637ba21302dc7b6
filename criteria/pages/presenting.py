"""An instrument arranged for reading."""

from dataclasses import dataclass
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from criteria.instrument import Indicator, Instrument, Source, Statement, Text, UnitGroup
from criteria.labels import AUDIENCES, label_of, value_of

SECTIONS: dict[str, Promise] = {
    "criteria": _("Bobot dan nilai minimum"),
    "scales": _("Pilihan jawaban"),
    "evidence": _("Data dukung"),
    "scoring": _("Cara menghitung"),
    "process": _("Tata cara"),
    "decree": _("SK tim verifikasi"),
    "modifiers": _("Hal yang memengaruhi nilai"),
}


@dataclass(frozen=True)
class Origin:
    """Where statements come from; those that share it stand under one explanation."""

    provisional: bool
    decree: str
    note: Text | None
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Section:
    """Statements on one subject: what each says, by where it comes from."""

    code: str
    title: Promise
    groups: dict[Origin, list[tuple[str, str]]]


@dataclass(frozen=True)
class Question:
    """An indicator with its number in the unit's form."""

    number: int
    indicator: Indicator
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Form:
    """The questions of one criterion for one audience, numbered from 1 as in the annex."""

    criterion: Text
    audience: str
    questions: list[Question]


def sections(instrument: Instrument) -> list[Section]:
    """Every value of the instrument, by subject. Questions are left to the units' forms."""
    found = [Section(code, title, {}) for code, title in SECTIONS.items()]
    by_code = {section.code: section for section in found}
    for statement in instrument.statements:
        if statement.field != "indicator":
            section = by_code[statement.path.partition(".")[0].partition("[")[0]]
            rows = section.groups.setdefault(_origin(instrument, statement), [])
            rows.append((label_of(statement), value_of(statement)))
    return found


def forms(instrument: Instrument, group: UnitGroup) -> list[Form]:
    """The questions a unit type answers, by criterion and audience."""
    asked = instrument.indicators_for(group.covers[0])
    parts = groupby(asked, key=lambda indicator: (indicator.criterion, indicator.audience))
    return [
        Form(
            criterion=instrument.criterion(code).title,
            audience=_audience(group, audience),
            questions=[
                Question(number, indicator, cited(instrument, indicator.sources))
                for number, indicator in enumerate(indicators, start=1)
            ],
        )
        for (code, audience), indicators in parts
    ]


def cited(instrument: Instrument, keys: tuple[str, ...]) -> tuple[Source, ...]:
    """The sources behind their keys."""
    return tuple(source for source in instrument.sources if source.key in keys)


def _audience(group: UnitGroup, audience: str) -> str:
    if audience == "none":
        return ""
    return str(group.visitors if audience == "visitors" else AUDIENCES[audience])


def _origin(instrument: Instrument, statement: Statement) -> Origin:
    return Origin(
        provisional=statement.provisional,
        decree=statement.decree,
        note=statement.note,
        sources=cited(instrument, statement.sources),
    )
