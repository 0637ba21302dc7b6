"""Which modifiers count, and for how much."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from award.models import Application
from award.queries.instruments import instrument_of
from criteria.domain.modifying import Points, points_for
from jury.enums import ModifierState
from jury.models import ModifierEntry


def entries_of(application: Application) -> QuerySet[ModifierEntry]:
    """The application's modifiers, whatever became of them."""
    return ModifierEntry.objects.filter(application=application)


def points_of(entry: ModifierEntry) -> Points:
    """What the entry means by its season's instrument, whether it counts or not."""
    instrument = instrument_of(entry.application.season)
    return points_for(instrument, code=entry.code, direction=entry.direction)


def points_counted(applications: Iterable[Application]) -> defaultdict[UUID, list[Points]]:
    """The points of the modifiers that were decided to count, by application, in one query."""
    rows = ModifierEntry.objects.filter(
        application__in=list(applications), state=ModifierState.APPLIED
    )
    found: defaultdict[UUID, list[Points]] = defaultdict(list)
    for entry in rows.select_related("application__season__instrument"):
        found[entry.application_id].append(points_of(entry))
    return found
