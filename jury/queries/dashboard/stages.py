"""How far the units of a season came, and where they stand now."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, F, IntegerField, Max, Q, Value, When

from award.edges import EDGES
from award.enums import State
from award.queries.embargo import shown_state
from jury.enums import Stage
from jury.queries.dashboard.scope import Scope

STAGES = {
    State.DRAFT: Stage.DRAFT,
    State.SELF_ASSESSED: Stage.SUBMITTED,
    State.EVIDENCE_OPEN: Stage.TEAM,
    State.UNDER_VERIFICATION: Stage.EVIDENCE,
    State.VERIFIED: Stage.VERIFIED,
    State.IN_SCORING: Stage.FORWARDED,
    State.SCORED: Stage.SCORED,
    State.AWARDED: Stage.DECIDED,
    State.NOT_AWARDED: Stage.DECIDED,
    State.REVOKED: Stage.DECIDED,
}
EMBARGOED_EDGES = [edge.name for edge in EDGES if edge.embargo]
PUBLIC_STEP = ~Q(steps__edge__in=EMBARGOED_EDGES) | Q(steps__version__lte=F("published_version"))


@dataclass(frozen=True)
class Standing:
    """One unit in one season: the stage it is at, None where it left the way, and its furthest."""

    season: int
    region: str
    unit: UUID
    now: Stage | None
    reached: Stage

    @property
    def handed_on(self) -> bool:
        """Whether the Kanwil has nothing left to do: it was forwarded, or has left the way."""
        return self.now is None or self.now >= Stage.FORWARDED


@dataclass(frozen=True)
class Reached:
    """`stage` None counts those who left the way; `units` is all of the season."""

    stage: Stage | None
    reached: int
    now: int
    units: int

    @property
    def share(self) -> int | None:
        """Per cent of the units, rounded down; None where there is no unit."""
        return self.reached * 100 // self.units if self.units else None


def standings(scope: Scope) -> list[Standing]:
    """Each unit's place, in one query; what is under embargo reads as being scored."""
    furthest = Max(_stage_of_target(), filter=_told_steps(scope))
    rows = scope.applications().annotate(furthest=furthest)
    fields = ("season_id", "region_id", "unit_id", "state", "version", "published_version")
    found = []
    for row in rows.only(*fields):
        now = STAGES.get(shown_state(row, knows=scope.knows and row.pk not in scope.kept))
        reached = Stage(max(row.furthest or Stage.DRAFT, now or Stage.DRAFT))
        found.append(Standing(row.season_id, row.region_id, row.unit_id, now, reached))
    return found


def _told_steps(scope: Scope) -> Q | None:
    if not scope.knows:
        return PUBLIC_STEP
    return PUBLIC_STEP | ~Q(pk__in=scope.kept) if scope.kept else None


def funnel(found: Collection[Standing]) -> list[Reached]:
    """Each stage with how many came as far or farther; last those who left the way."""
    now, reached = Counter(one.now for one in found), Counter(one.reached for one in found)
    units = len(found)
    rows = [
        Reached(stage, sum(n for s, n in reached.items() if s >= stage), now[stage], units)
        for stage in Stage
    ]
    return [*rows, Reached(None, now[None], now[None], units)]


def _stage_of_target() -> Case:
    whens = [When(steps__target=state, then=Value(int(stage))) for state, stage in STAGES.items()]
    return Case(*whens, output_field=IntegerField())
