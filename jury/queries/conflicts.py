"""Whose judgement of a unit could be doubted, asked at every request."""

from collections.abc import Collection, Iterable, Iterator
from uuid import UUID

from django.db.models import F, Q, QuerySet

from award.enums import State
from award.models import Application, Season
from award.queries.embargo import UNPUBLISHED
from directory.models import Person
from jury.models import Conflict, PanelApplication, Seat
from jury.queries.known import known_to_bar, reasons_known
from jury.queries.told import PUBLIC

UNDECIDED = (State.WITHDRAWN, State.LAPSED)
SERVED = ("served_in_unit", "verification_team")


def open_conflicts(person: Person) -> QuerySet[Conflict]:
    """The person's conflicts that were not lifted."""
    return Conflict.objects.filter(person=person, lifted_at=None)


def bars_from_acting(person: Person, seasons: Collection[Season] | None = None) -> Q:
    """Condition on `Application`: who is no juror of it neither acts on it nor reads its scoring.

    An open conflict with its unit, or known to have served in it or its team; a role in its
    Kanwil or a part in a hearing bars jurors alone. For applications of those seasons alone,
    where they are given.
    """
    found = Q(unit__in=open_conflicts(person).values("unit"))
    known = reasons_known(person.pk, "", seasons)
    for why in SERVED:
        found |= known[why]
    return found


def conflicted_applications(
    person: Person, seasons: Collection[Season] | None = None
) -> QuerySet[Application]:
    """The applications on which the person may not act, and whose scoring they may not read."""
    return Application.objects.filter(bars_from_acting(person, seasons))


def told_of_conflicts(person: UUID) -> Iterator[tuple[str, ...]]:
    """The units the person has an open conflict with; see `record.standing`."""
    rows = Conflict.objects.filter(person=person, lifted_at=None)
    for unit in rows.values_list("unit", flat=True):
        yield (str(unit),)


def kept_from(person: Person, seasons: Collection[Season] | None = None) -> QuerySet[Application]:
    """The applications of whose scoring and decision the person is told nothing yet.

    Those with which they have a conflict of interest, until what they came to is published. What
    ended without a decision has nothing of its own to publish: it is told with its season.
    """
    kept = conflicted_applications(person, seasons).filter(UNPUBLISHED).order_by()
    return kept.exclude(state__in=UNDECIDED, season__state__in=PUBLIC)


def kept_in_the_ledger(person: Person) -> Iterator[str]:
    """The ids of those applications; see `record.ledger_readers.veil`."""
    for pk in kept_from(person).values_list("pk", flat=True):
        yield str(pk)


def apart_from_conflicts(
    applications: QuerySet[Application], person: Person
) -> QuerySet[Application]:
    """Those of the applications with whose unit the person has no open conflict."""
    return applications.exclude(unit__in=open_conflicts(person).values("unit"))


def conflicted_among(person: Person, applications: Collection[Application]) -> set[UUID]:
    """Those on which the person may not act, and whose scoring they may not read; one query."""
    if not applications:
        return set()
    one_of_each = {application.season_id: application for application in applications}
    seasons = [application.season for application in one_of_each.values()]
    found = conflicted_applications(person, seasons).order_by()
    among = found.filter(pk__in=[application.pk for application in applications])
    return set(among.values_list("pk", flat=True))


def free_among(person: Person, applications: Iterable[Application]) -> list[Application]:
    """Those of the applications on which the person may act; one query, none where there are none."""
    rows = list(applications)
    barred = conflicted_among(person, rows)
    return [application for application in rows if application.pk not in barred]


def barred_applications(person: Person, seasons: Collection[Season] | None = None) -> Q:
    """Condition on `Application`: the person has a conflict with its unit, declared or known.

    For applications of those seasons alone, where they are given.
    """
    declared = Q(unit__in=open_conflicts(person).values("unit"))
    return declared | known_to_bar(person.pk, "", seasons)


def conflicts_between(people: Iterable[UUID], units: Iterable[UUID]) -> QuerySet[Conflict]:
    """All conflicts between these, lifted ones last, each with the people it names."""
    rows = Conflict.objects.filter(person__in=list(people), unit__in=list(units))
    ended = F("lifted_at").asc(nulls_first=True)
    return rows.select_related("person", "unit", "lifted_by", "proposal__by").order_by(
        ended, "declared_at", "pk"
    )


def being_scored_with(conflict: Conflict) -> QuerySet[Application]:
    """The unit's applications now being scored in a panel on which the person sits."""
    seats = Seat.objects.filter(person=conflict.person, ends=None)
    entries = PanelApplication.objects.filter(panel__in=seats.values("panel"), until=None)
    rows = Application.objects.filter(unit=conflict.unit, state=State.IN_SCORING)
    return rows.filter(pk__in=entries.values("application")).order_by("pk")
