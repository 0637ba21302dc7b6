"""What a publication made public, in the words its digest is made of."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from award.models import Application, Season
from jury.models import Decision


def published_list(season: Season, *, until: datetime | None = None) -> list[Mapping[str, Any]]:
    """The list as published: unit, outcome, grade, rank and total of each decision.

    With `until` as it was then.
    """
    rows: list[Mapping[str, Any]] = []
    for application in season.applications.select_related("unit").order_by("unit__work_unit_code"):
        made = application.decisions.order_by("-version")
        decision = (made.filter(at__lte=until) if until else made).first()
        rows.append(
            {
                "unit": application.unit.work_unit_code,
                "outcome": decision.outcome if decision else application.state,
                "grade": decision.grade if decision else "",
                "rank": decision.rank if decision else None,
                "total": str(decision.result.total) if decision and decision.result else None,
            }
        )
    return rows


def amended(application: Application, decision: Decision, *, number: str) -> Mapping[str, Any]:
    """What an amending publication says of its one application."""
    return {
        "unit": application.unit.work_unit_code,
        "version": decision.version,
        "outcome": decision.outcome,
        "number": number,
    }
