"""How the numbers are counted: rounding, aggregation, ties, grades."""

from decimal import Decimal

from django.utils.translation import gettext as _

from criteria.domain.reading.kinds import choice, decimal, integer, several
from criteria.domain.reading.standing import standing, stated
from criteria.domain.reading.table import Table
from criteria.domain.reading.unique import Unique
from criteria.parts import Criterion, GradeBand, Scoring

ROUNDINGS = ("ROUND_HALF_UP", "ROUND_HALF_EVEN", "ROUND_HALF_DOWN", "ROUND_DOWN", "ROUND_UP")
TIE_BREAKS = ("exact_total", "median", "spread", "best_answers")


def read_scoring(top: Table, criteria: tuple[Criterion, ...]) -> Scoring | None:
    """Read `[scoring]` with its `[[scoring.grades]]`."""
    table = top.table("scoring")
    if table is None:
        return None
    tie_breaks = (*TIE_BREAKS, *(f"criterion:{c.code}" for c in criteria))
    places = stated(table, "places", integer(0, 6))
    rounding = stated(table, "rounding", choice(*ROUNDINGS))
    aggregation = stated(table, "aggregation", choice("mean", "median"))
    tie_break = stated(table, "tie_break", several(*tie_breaks))
    empty = stated(table, "empty_criterion", choice("rescale", "zero"))
    grades = _read_grades(table)
    table.close()
    provisional = frozenset(table.provisional)
    return Scoring(places, rounding, aggregation, tie_break, empty, grades, provisional)


def _read_grades(scoring: Table) -> tuple[GradeBand, ...]:
    codes = Unique()
    grades = []
    for table in scoring.tables("grades"):
        code = codes.add(table, "code", table.code("code"))
        table.subject = title = table.text("title")
        minimum = stated(table, "minimum", decimal(0, 100))
        laureate = table.flag("laureate")
        sources = standing(table).sources
        provisional = frozenset(table.provisional)
        grades.append(GradeBand(code, title, minimum, laureate, sources, provisional))
    _check_bands(scoring, grades)
    return tuple(grades)


def _check_bands(scoring: Table, grades: list[GradeBand]) -> None:
    """Highest first, none twice, down to 0: so every total from 0 to 100 has one grade."""
    bounds = [grade.minimum for grade in grades]
    if not bounds or any(scoring.faulty(f"grades[{n}].minimum") for n in range(len(bounds))):
        return
    if bounds[-1] != Decimal(0):
        scoring.fault("grades", _("predikat terakhir harus mulai dari 0 agar tidak ada celah"))
    if bounds != sorted(set(bounds), reverse=True):
        message = _("batas predikat harus menurun dan tidak boleh sama (tumpang tindih)")
        scoring.fault("grades", message)
    laureates = [grade.laureate for grade in grades]
    if not any(laureates) or laureates != sorted(laureates, reverse=True):
        message = _("predikat penerima penghargaan harus ada dan berada di atas predikat lain")
        scoring.fault("grades", message)
