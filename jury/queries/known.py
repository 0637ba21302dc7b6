"""What the directory and earlier work know of a person and a unit: conditions of a query.

They are asked at every request, so that a role or a decree that came after a juror was seated
counts at once. What two people have lifted is not known again.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date
from uuid import UUID

from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet

from award.models import Application, Season, Step
from award.queries.instruments import instrument_of
from directory.enums import REGION_KINDS, UNIT_KINDS
from directory.models import Role
from jury.enums import HearingAbout
from jury.models import Conflict, Hearing
from verification.models import DecreeMember, Visit
from verification.queries.conflicts import years_before

Known = Q
# In the order in which they are told: the first that holds stands in the row.
REASONS = ("served_in_unit", "served_in_region", "verification_team", "hearing")


def known_to_bar(person: str | UUID, application: str) -> Q:
    """Condition on rows with a person and an application: something known stands between them.

    `person` is the path to the person from the row, or one person's id; `application` the path to
    the application, "" where the row is one.
    """
    found = Q()
    for condition in reasons_known(person, application).values():
        found |= condition
    return found


def reasons_known(person: str | UUID, application: str) -> dict[str, Q]:
    """The same, a condition for each of REASONS.

    Served in the unit or its Kanwil, named in a decree of its verification team, took part in a
    hearing of it or recorded a visit there: within the years of the season's instrument.
    """
    who = OuterRef(person) if isinstance(person, str) else person
    prefix = f"{application}__" if application else ""
    found = {why: Q(pk__in=[]) for why in REASONS}
    for since, seasons in _days().items():
        here = Q(**{f"{prefix}season__in": seasons})
        for why, rows in _rows(who, prefix, application or "pk", since).items():
            held = Q()
            for each in rows:
                held |= Q(Exists(each))
            found[why] |= here & held & ~Q(Exists(_lifted(who, prefix, why)))
    return found


def _days() -> dict[date, list[int]]:
    """From which day on something counts, with the seasons whose instrument says so."""
    days: defaultdict[date, list[int]] = defaultdict(list)
    for season in Season.objects.select_related("instrument").prefetch_related("set_values"):
        days[years_before(instrument_of(season).process.conflict_years)].append(season.pk)
    return days


def _rows(
    who: OuterRef | UUID, prefix: str, application: str, since: date
) -> dict[str, list[QuerySet[Model]]]:
    """What makes each of REASONS hold, as rows that exist or not."""
    unit, region = OuterRef(f"{prefix}unit"), OuterRef(f"{prefix}region")
    held = Role.objects.filter(Q(ends=None) | Q(ends__gt=since) & Q(ends__gt=F("starts")))
    held = held.filter(person=who)
    named = DecreeMember.objects.filter(person=who)
    earlier = Q(decree__assignments__application__unit=unit, decree__last_day__gt=since)
    heard = Hearing.objects.filter(application__unit=unit, opened_at__date__gt=since)
    ended = Step.objects.filter(edge__in=HearingAbout.values, application__unit=unit)
    return {
        "served_in_unit": [held.filter(kind__in=sorted(UNIT_KINDS), unit=unit)],
        "served_in_region": [held.filter(kind__in=sorted(REGION_KINDS), region=region)],
        "verification_team": [
            named.filter(Q(decree__assignments__application=OuterRef(application)) | earlier),
            Visit.objects.filter(by=who, application__unit=unit, date__gt=since),
        ],
        "hearing": [
            heard.filter(Q(opened_by=who) | Q(answered_by=who)),
            ended.filter(Q(by=who) | Q(second=who), at__date__gt=since),
        ],
    }


def _lifted(who: OuterRef | UUID, prefix: str, why: str) -> QuerySet[Conflict]:
    lifted = Conflict.objects.exclude(lifted_at=None).exclude(proposal=None)
    return lifted.filter(person=who, unit=OuterRef(f"{prefix}unit"), note=why)


def known_between(
    person: UUID, applications: Collection[Application]
) -> Iterator[tuple[Application, str]]:
    """Those of the applications with whose unit the person has a known conflict, and why."""
    among = {application.pk: application for application in applications}
    told: set[UUID] = set()
    for why, condition in reasons_known(person, "").items():
        for pk in Application.objects.filter(condition, pk__in=among).values_list("pk", flat=True):
            if pk not in told:
                told.add(pk)
                yield among[pk], why
