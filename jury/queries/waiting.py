"""What waits for the centre in each season, in one query."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery

from award.enums import State
from award.models import Application, Season
from jury.enums import ObjectionState
from jury.models import Objection


def waiting_by_season() -> Iterator[tuple[Season, int, int]]:
    """Each season with its scored applications without a decision and its unanswered objections."""
    scored = Application.objects.filter(season=OuterRef("pk"), state=State.SCORED)
    filed = Objection.objects.filter(application__season=OuterRef("pk"), state=ObjectionState.FILED)
    rows = Season.objects.defer("frozen_toml", "frozen_overrides").annotate(
        scored=_number(scored, "season"), filed=_number(filed, "application__season")
    )
    for season in rows:
        yield season, season.scored or 0, season.filed or 0


def _number(rows: QuerySet[Any], by: str) -> Subquery:
    return Subquery(rows.order_by().values(by).annotate(number=Count("pk")).values("number"))
