"""Results of closed scoring as rows, each number with its arithmetic."""

from collections.abc import Collection
from typing import Any

from award.enums import State
from award.models import Application, Season
from award.queries.instruments import instrument_of
from jury.figures import brief, read
from jury.models import Result
from jury.pages.arithmetic import grade_title, opened
from jury.queries.results import current_results


def result_rows(season: Season, applications: Collection[Application]) -> list[dict[str, Any]]:
    """The results of those applications whose scoring is closed; an opened one has none."""
    closed = [a for a in applications if a.state != State.IN_SCORING]
    found = current_results().filter(application__in=closed)
    by_application = {result.application_id: result for result in found}
    return [
        result_row(season, application, by_application[application.pk])
        for application in sorted(closed, key=lambda a: a.unit.name)
        if application.pk in by_application
    ]


def result_row(season: Season, application: Application, result: Result) -> dict[str, Any]:
    """One result in the reader's words."""
    instrument = instrument_of(season)
    return {
        "application": application,
        "n": result.n,
        "total": read(result.total),
        "mean": brief(result.mean),
        "median": brief(result.median),
        "spread": brief(result.spread),
        "grade": grade_title(instrument, result.grade),
        "minimums_met": result.minimums_met,
        "opened": opened(result, instrument),
        "provisional": instrument.provisional,
    }
