"""The Kanwil: where they are, how many units they have, and how many of them are handed on."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Avg

from directory.models import Region, Unit
from jury.queries.dashboard.scope import Scope
from jury.queries.dashboard.stages import Standing


@dataclass(frozen=True)
class Located:
    """A Kanwil with the mean of its units' coordinates in degrees, None where none has any."""

    region: Region
    latitude: Decimal | None
    longitude: Decimal | None


@dataclass(frozen=True)
class Handed:
    """The units of a Kanwil in a season, and those with which it has nothing left to do."""

    units: int = 0
    done: int = 0

    @property
    def share(self) -> int | None:
        """Per cent, rounded down; None where the Kanwil has no unit in the season."""
        return self.done * 100 // self.units if self.units else None


def located(regions: Collection[str] | None) -> list[Located]:
    """The Kanwil of those keys, or all where it is None, in their order, in one query.

    The directory has coordinates of units alone: a Kanwil stands where its units are on average.
    """
    rows = Region.objects.order_by("number")
    if regions is not None:
        rows = rows.filter(pk__in=regions)
    return [
        Located(row, row.mean_latitude, row.mean_longitude)
        for row in rows.annotate(
            mean_latitude=Avg("units__latitude"), mean_longitude=Avg("units__longitude")
        )
    ]


def handed(found: Collection[Standing]) -> dict[str, Handed]:
    """Each Kanwil that has a unit among them, by its key."""
    units = Counter(one.region for one in found)
    done = Counter(one.region for one in found if one.handed_on)
    return {region: Handed(number, done[region]) for region, number in units.items()}


def units_of(scope: Scope) -> list[Unit]:
    """The units that take part in its seasons, by name, in one query."""
    taking_part = scope.applications().values("unit")
    return list(Unit.objects.filter(pk__in=taking_part).order_by("name", "pk"))
