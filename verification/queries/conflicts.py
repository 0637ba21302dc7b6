"""Whose judgement of a unit could be doubted."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import F, Q, QuerySet

from award.models import Application
from award.queries.instruments import instrument_of
from directory.enums import UNIT_KINDS
from directory.models import Person, Role
from directory.queries.roles import today


def years_before(years: int, on: date | None = None) -> date:
    """The day so many years before that day (today if None)."""
    return (on or today()) - timedelta(days=round(365.25 * years))


def served_since(day: date) -> Q:
    """Condition on `Role`: at a unit, and not ended before that day."""
    held = Q(ends=None) | Q(ends__gt=day) & Q(ends__gt=F("starts"))
    return Q(held, kind__in=sorted(UNIT_KINDS))


def in_conflict(application: Application, people: Collection[Person]) -> QuerySet[Person]:
    """Those of the people who serve, are about to serve or lately served in the assessed unit.

    How long ago is long enough is the instrument's `conflict_years`.
    """
    since = years_before(instrument_of(application.season).process.conflict_years)
    served = Role.objects.filter(served_since(since), unit=application.unit_id)
    return Person.objects.filter(
        pk__in=[person.pk for person in people], roles__in=served
    ).distinct()
