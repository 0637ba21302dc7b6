"""What the directory and earlier work know of a person and a unit: conditions of a query.

They are asked at every request, so that a role or a decree that came after a juror was seated
counts at once. What two people have lifted is not known again.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Case, Exists, F, Model, OuterRef, Q, QuerySet, Value, When

from award.models import Application, Season, Step
from award.queries.instruments import instrument_of
from directory.enums import REGION_KINDS, UNIT_KINDS
from directory.models import Role
from jury.enums import HearingAbout
from jury.models import Conflict, Hearing
from verification.models import DecreeMember, Visit
from verification.queries.conflicts import years_before

# In the order in which they are told: the first that holds stands in the row.
REASONS = ("served_in_unit", "served_in_region", "verification_team", "hearing")


@dataclass(frozen=True)
class Source:
    """Rows that name a person and what the person had to do with.

    `person` and `about` are paths from these rows; `same` is the application's path to the same
    thing: its unit, its region or itself.
    """

    rows: QuerySet[Model]
    person: str
    about: str
    same: str

    def bars(self, person: str | UUID, application: str) -> Q:
        """Condition on rows with a person and an application; see `known_to_bar`.

        For one person the rows are read once, not once for each row of the list: with 300
        applications that is the difference between milliseconds and minutes.
        """
        path = f"{application}__{self.same}" if application else self.same
        if isinstance(person, str):
            ties = {self.person: OuterRef(person), self.about: OuterRef(path)}
            return Q(Exists(self.rows.filter(**ties)))
        theirs = self.rows.filter(**{self.person: person, f"{self.about}__isnull": False})
        return Q(**{f"{path}__in": theirs.values(self.about)})


def known_to_bar(
    person: str | UUID, application: str, seasons: Collection[Season] | None = None
) -> Q:
    """Condition on rows with a person and an application: something known stands between them.

    `person` is the path to the person from the row, or one person's id; `application` the path to
    the application, "" where the row is one. Who asks of applications of some `seasons` alone says
    so, and only those' instruments are read.
    """
    found = Q()
    for condition in reasons_known(person, application, seasons).values():
        found |= condition
    return found


def reasons_known(
    person: str | UUID, application: str, seasons: Collection[Season] | None = None
) -> dict[str, Q]:
    """The same, a condition for each of REASONS.

    Served in the unit or its Kanwil, named in a decree of its verification team, took part in a
    hearing of it or recorded a visit there: within the years of the season's instrument.
    """
    prefix = f"{application}__" if application else ""
    found = {why: Q(pk__in=[]) for why in REASONS}
    for since, of_day in _days(seasons).items():
        here = Q(**{f"{prefix}season__in": of_day})
        for why, sources in _sources(since).items():
            held = Q()
            for source in sources:
                held |= source.bars(person, application)
            found[why] |= here & held & ~_lifted(why).bars(person, application)
    return found


def _days(seasons: Collection[Season] | None) -> dict[date, list[int]]:
    """From which day on something counts, with the seasons whose instrument says so; None: all."""
    days: defaultdict[date, list[int]] = defaultdict(list)
    for season in Season.objects.select_related("instrument") if seasons is None else seasons:
        days[years_before(instrument_of(season).process.conflict_years)].append(season.pk)
    return days


def _sources(since: date) -> dict[str, list[Source]]:
    """What makes each of REASONS hold."""
    held = Role.objects.filter(Q(ends=None) | Q(ends__gt=since) & Q(ends__gt=F("starts")))
    named = DecreeMember.objects.all()
    heard = Hearing.objects.filter(opened_at__date__gt=since)
    ended = Step.objects.filter(edge__in=HearingAbout.values, at__date__gt=since)
    visits = Visit.objects.filter(date__gt=since)
    assigned = "decree__assignments__application"
    return {
        "served_in_unit": [
            Source(held.filter(kind__in=sorted(UNIT_KINDS)), "person", "unit", "unit")
        ],
        "served_in_region": [
            Source(held.filter(kind__in=sorted(REGION_KINDS)), "person", "region", "region")
        ],
        "verification_team": [
            Source(named, "person", assigned, "pk"),
            Source(named.filter(decree__last_day__gt=since), "person", f"{assigned}__unit", "unit"),
            Source(visits, "by", "application__unit", "unit"),
        ],
        "hearing": [
            Source(heard, "opened_by", "application__unit", "unit"),
            Source(heard, "answered_by", "application__unit", "unit"),
            Source(ended, "by", "application__unit", "unit"),
            Source(ended, "second", "application__unit", "unit"),
        ],
    }


def _lifted(why: str) -> Source:
    lifted = Conflict.objects.exclude(lifted_at=None).exclude(proposal=None)
    return Source(lifted.filter(note=why), "person", "unit", "unit")


def known_between(
    person: UUID, applications: Collection[Application]
) -> Iterator[tuple[Application, str]]:
    """Those of the applications with whose unit the person has a known conflict, and why."""
    among = {application.pk: application for application in applications}
    one_of_each = {application.season_id: application for application in among.values()}
    seasons = [application.season for application in one_of_each.values()]
    reasons = reasons_known(person, "", seasons).items()
    why = Case(*(When(held, then=Value(why)) for why, held in reasons), default=Value(""))
    rows = Application.objects.filter(pk__in=among).annotate(why=why).order_by("pk")
    for pk, told in rows.values_list("pk", "why"):
        if told:
            yield among[pk], told
