"""Where a unit stands among those of its own type, without naming any of them."""

from dataclasses import dataclass

from jury.models import Decision
from jury.queries.told import public_decisions


@dataclass(frozen=True, kw_only=True)
class Place:
    """The place among `of` units of one type that have a rank; equals share a place."""

    place: int
    of: int


def place_among_its_type(decision: Decision) -> Place | None:
    """The place by the published ranks; None for a decision without a rank.

    Only what was published is compared, so that a place tells nothing under embargo.
    """
    if decision.rank is None:
        return None
    same = public_decisions().filter(
        application__season=decision.application.season_id,
        application__unit_type=decision.application.unit_type,
        rank__isnull=False,
    )
    others = list(same.exclude(application=decision.application_id).values_list("rank", flat=True))
    better = sum(rank < decision.rank for rank in others if rank is not None)
    return Place(place=1 + better, of=1 + len(others))
