"""The scores of closed seasons by criterion and type of unit, for those who may know them.

While anything of a season is still being scored nobody sees a mean of it: a juror could be told by
one. Who does not know decisions sees what was published, and of an amended one the earlier.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from award.edges import BEFORE_SCORED
from award.enums import SeasonState, State
from award.models import Application, Season
from criteria.domain.arithmetic import quotient, total
from jury.enums import Unseen
from jury.queries.dashboard.scope import Scope
from jury.queries.results import current_results
from jury.queries.told import PUBLIC, public_decisions

TOTAL = ""  # the key of the whole among the criteria
CLOSED = (State.SCORED, State.AWARDED, State.NOT_AWARDED, State.REVOKED)
DECIDED = (SeasonState.DECIDED, *PUBLIC)
STILL_MOVING = [state for state in BEFORE_SCORED if state != State.SCORED]
Key = tuple[str, str]  # type of unit, criterion


@dataclass(frozen=True)
class Scores:
    """What units of one type have in one criterion, 0 to 100."""

    units: int
    mean: Decimal
    lowest: Decimal
    highest: Decimal

    @classmethod
    def of(cls, values: Collection[Decimal]) -> "Scores":
        """Of at least one value; the mean is unrounded."""
        number = len(values)
        return cls(number, quotient(total(values), Decimal(number)), min(values), max(values))


def unseen(season: Season, *, knows: bool) -> Unseen | None:
    """Why this reader sees no scores of the season; None if they do.

    One query, and none but for who knows decisions in a season that is being scored.
    """
    if season.state in PUBLIC or (knows and season.state in DECIDED):
        return None
    if not knows:
        return Unseen.UNPUBLISHED
    moving = Application.objects.filter(season=season, state__in=STILL_MOVING)
    if season.state != SeasonState.SCORING or moving.exists():
        return Unseen.BEING_SCORED
    return None


def scores(scope: Scope) -> dict[int, dict[Key, Scores]]:
    """By season, then by type and criterion, in one query. Ask `unseen` of each season before."""
    if not scope.seasons:
        return {}
    found: defaultdict[int, defaultdict[Key, list[Decimal]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for season, unit_type, whole, steps in _results(scope):
        for criterion, score in _settled(whole, steps).items():
            found[season][unit_type, criterion].append(score)
    return {
        season: {key: Scores.of(values) for key, values in by_key.items()}
        for season, by_key in found.items()
    }


def _results(scope: Scope) -> Iterable[tuple[int, str, Decimal, list[Mapping[str, str]]]]:
    columns = ("application__season", "application__unit_type")
    if scope.knows:
        rows: Any = current_results().filter(application__state__in=CLOSED)
        rows = rows.exclude(application__in=scope.kept)
        names = (*columns, "total", "arithmetic")
    else:
        rows = public_decisions().filter(result__isnull=False).select_related(None)
        names = (*columns, "result__total", "result__arithmetic")
    return scope.of(rows, "application__").order_by().values_list(*names)


def _settled(whole: Decimal, steps: Iterable[Mapping[str, str]]) -> dict[str, Decimal]:
    """A result's total and its criteria, as rounded for its report card."""
    rounded = {
        step["subject"]: Decimal(step["result"])
        for step in steps
        if step["what"] == "rounded" and step["subject"]
    }
    return {**rounded, TOTAL: whole}
