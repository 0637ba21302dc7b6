"""Whose judgement of a unit could be doubted."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from directory.enums import UNIT_KINDS
from directory.models import Person, Role, Unit
from directory.queries.roles import today

# Provisional: no public text of the regulation says how long somebody who served in a unit
# must not judge it. The pages that use it say so; the ministry sets it.
CONFLICT_YEARS = 2


def served_since(on: date | None = None) -> Q:
    """Condition on `Role`: at a unit, not ended longer than CONFLICT_YEARS before that day."""
    since = (on or today()) - timedelta(days=round(365.25 * CONFLICT_YEARS))
    held = Q(ends=None) | Q(ends__gt=since) & Q(ends__gt=F("starts"))
    return Q(held, kind__in=sorted(UNIT_KINDS))


def in_conflict(units: Collection[Unit], people: Collection[Person]) -> QuerySet[Person]:
    """Those of the people who serve, are about to serve or lately served in one of the units."""
    served = Role.objects.filter(served_since(), unit__in=units, person=OuterRef("pk"))
    return Person.objects.filter(Exists(served), pk__in=[person.pk for person in people])
