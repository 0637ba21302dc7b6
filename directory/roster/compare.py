"""A whole list against the directory. Pure: what is asked of the database is in `known`."""

from collections.abc import Sequence

from directory.roster.columns import Sheet
from directory.roster.heads import sheets
from directory.roster.known import Known
from directory.roster.people import plan_people
from directory.roster.plan import Plan
from directory.roster.units import plan_units
from directory.sheets.tables import Table


def compare(tables: Sequence[Table], known: Known) -> Plan:
    """What the list would do, or everything that is wrong with it. Units come before people."""
    plan = Plan()
    listed: set[str] = set()
    found = list(sheets(tables, plan.wrong))
    for sheet, table, heads in found:
        if sheet == Sheet.UNITS:
            listed |= plan_units(table, heads, known, plan)
    for sheet, table, heads in found:
        if sheet == Sheet.PEOPLE:
            plan_people(table, heads, known, plan, listed)
    return plan
