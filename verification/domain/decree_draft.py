"""A decree as somebody is about to register it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from award.models import Season
from directory.models import Person, Region, Unit
from verification.enums import Issuer, TeamFunction

LONGEST_NUMBER = 80


@dataclass(frozen=True, kw_only=True)
class Named:
    """One person a decree names."""

    person: Person
    function: TeamFunction
    tasks: str = ""


@dataclass(frozen=True, kw_only=True)
class DecreeDraft:
    """What stands on a decree. `units` empty: all of the region. Days as printed, both included."""

    season: Season
    region: Region
    issuer: Issuer
    number: str
    dated: date
    starts: date
    last_day: date
    members: tuple[Named, ...]
    units: tuple[Unit, ...] = ()

    @property
    def plain_number(self) -> str:
        """The number with single spaces, as it is compared and stored."""
        return " ".join(self.number.split())

    @property
    def valid_from(self) -> datetime:
        return datetime.combine(self.starts, time.min, tzinfo=self.region.zone.info)

    @property
    def valid_until(self) -> datetime:
        after = self.last_day + timedelta(days=1)
        return datetime.combine(after, time.min, tzinfo=self.region.zone.info)
