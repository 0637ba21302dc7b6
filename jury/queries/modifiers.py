"""Which modifiers count, and for how much."""

import hashlib
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
    rows = _counting(applications)
    found: defaultdict[UUID, list[Points]] = defaultdict(list)
    for entry in rows.select_related("application__season__instrument"):
        found[entry.application_id].append(points_of(entry))
    return found


def modifiers_digest(applications: Iterable[Application]) -> str:
    """SHA-256 over the ids of the modifiers that count, sorted, one a line.

    What an entry is worth hangs on nothing that changes: its code, its direction, the instrument.
    """
    ids = map(str, _counting(applications).values_list("pk", flat=True))
    return hashlib.sha256("\n".join(sorted(ids)).encode()).hexdigest()


def _counting(applications: Iterable[Application]) -> QuerySet[ModifierEntry]:
    return ModifierEntry.objects.filter(
        application__in=list(applications), state=ModifierState.APPLIED
    )
