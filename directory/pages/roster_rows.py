"""A plan as the page shows it: one row for each change, with what was and what would be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from directory.models import Region
from directory.roster.columns import PEOPLE_COLUMNS, UNIT_COLUMNS
from directory.roster.plan import PersonLine, Plan, RoleLine, UnitLine
from record.dates import day_text

_HEADINGS = {column.key: column.heading for column in (*PEOPLE_COLUMNS, *UNIT_COLUMNS)}
Line = UnitLine | PersonLine


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One column of a change; `before` is empty for something new."""

    label: str
    before: str
    after: str

    def __str__(self) -> str:
        came = f"{self.before} → " if self.before else ""
        return f"{self.label}: {came}{self.after or '–'}"


@dataclass(frozen=True, kw_only=True)
class Change:
    """What would happen to one unit or person."""

    what: str
    whom: str
    facts: Sequence[Fact]


def changes(plan: Plan) -> list[Change]:
    """Every change: first what is altered, then what is new, units before people."""
    names = {region.pk: region.name for region in Region.objects.all()}
    return [*_altered(plan, names), *_new(plan, names)]


def _altered(plan: Plan, names: dict[str, str]) -> Iterator[Change]:
    for unit in plan.changed_units:
        facts = _differences(unit.before, unit.after, names)
        yield Change(what=_("UPT diubah"), whom=_unit(unit.after), facts=facts)
    for person in plan.changed_people:
        facts = _differences(person.before, person.after, names)
        yield Change(what=_("Data orang diubah"), whom=person.after.email, facts=facts)
    for role in plan.ended_roles:
        facts = [
            Fact(label=str(role.kind.label), before=_("tanpa akhir"), after=day_text(role.ends))
        ]
        yield Change(what=_("Peran berakhir"), whom=role.email, facts=facts)


def _new(plan: Plan, names: dict[str, str]) -> Iterator[Change]:
    for unit in plan.new_units:
        yield Change(what=_("UPT baru"), whom=_unit(unit), facts=_told(unit, names))
    for person in plan.new_people:
        yield Change(what=_("Orang baru"), whom=person.email, facts=_told(person, names))
    for role in plan.new_roles:
        yield Change(what=_("Peran baru"), whom=role.email, facts=_role(role, names))


def _role(role: RoleLine, names: dict[str, str]) -> list[Fact]:
    acting = f" ({_('Plt./Plh.')})" if role.acting else ""
    told = [
        (_("Peran"), f"{role.kind.label}{acting}"),
        (_HEADINGS["unit"], role.unit),
        (_HEADINGS["region"], names.get(role.region, "")),
        (_HEADINGS["starts"], day_text(role.starts)),
        (_HEADINGS["ends"], day_text(role.ends) if role.ends else ""),
    ]
    return [Fact(label=label, before="", after=after) for label, after in told if after]


def _unit(line: UnitLine) -> str:
    return f"{line.code} {line.name}"


def _differences(before: Line, after: Line, names: dict[str, str]) -> list[Fact]:
    return [
        Fact(
            label=_HEADINGS[each.name],
            before=_shown(each.name, getattr(before, each.name), names),
            after=_shown(each.name, getattr(after, each.name), names),
        )
        for each in fields(before)
        if getattr(before, each.name) != getattr(after, each.name)
    ]


def _told(line: Line, names: dict[str, str]) -> list[Fact]:
    shown = {each.name: _shown(each.name, getattr(line, each.name), names) for each in fields(line)}
    return [
        Fact(label=_HEADINGS[name], before="", after=text) for name, text in shown.items() if text
    ]


def _shown(name: str, value: Any, names: dict[str, str]) -> str:
    if name == "region":
        return names.get(value, "")
    if isinstance(value, TextChoices):
        return str(value.label)
    if isinstance(value, date):
        return day_text(value)
    return "" if value is None else str(value)
