"""The instrument a season is judged by."""

from collections import Counter
from typing import Any

from award.models import Application, ProvisionalValue, Season
from criteria.domain.loader import load
from criteria.domain.overrides import Override, typed
from criteria.instrument import Indicator, Instrument, Statement


def instrument_of(season: Season) -> Instrument:
    """The season's own copy once it is open, else the instrument with the values set so far."""
    if season.frozen_toml:
        overrides = tuple(_thawed(row) for row in season.frozen_overrides)
        return load(season.frozen_toml, name=season.instrument.code, overrides=overrides)
    return load(season.instrument.toml, name=season.instrument.code, overrides=overrides_of(season))


def overrides_of(season: Season) -> tuple[Override, ...]:
    """The provisional values the ministry set for the season; the last word counts."""
    latest = {row.path: row for row in season.set_values.all()}
    if not latest:
        return ()
    instrument = load(season.instrument.toml, name=season.instrument.code)
    statements = {statement.path: statement for statement in instrument.statements}
    return tuple(_override(row, statements.get(row.path)) for row in latest.values())


def _override(row: ProvisionalValue, statement: Statement | None) -> Override:
    value = typed(statement, row.value) if statement else row.value
    return Override(path=row.path, value=value, decree_number=row.decree_number)


def _thawed(row: dict[str, Any]) -> Override:
    value = row["value"]
    return Override(**{**row, "value": tuple(value) if isinstance(value, list) else value})


def indicators_of(application: Application) -> tuple[Indicator, ...]:
    """The indicators that apply to the application's unit type, in the instrument's order."""
    return instrument_of(application.season).indicators_for(application.unit_type)


def indicator_names(application: Application) -> dict[str, str]:
    """What people call each indicator, by its code: the number on its criterion's page, its text.

    Codes are for machines: no page, notice or document shows one.
    """
    numbers: Counter[str] = Counter()
    names = {}
    for indicator in indicators_of(application):
        numbers[indicator.criterion] += 1
        names[indicator.code] = f"{numbers[indicator.criterion]}. {indicator.text}"
    return names
