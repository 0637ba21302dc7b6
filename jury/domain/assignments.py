"""Who scores what, as rows; and the sight that comes and goes with them."""

from collections.abc import Collection, Iterable
from datetime import datetime
from itertools import product
from uuid import UUID

from award.models import Application
from directory.models import Person
from jury.domain.grants import end_grants, give_grant
from jury.models import Seat, SeatAssignment
from jury.queries.panels import conflict_pairs, declared_pairs

Pair = tuple[Seat, Application]


def assign_all(
    seats: Collection[Seat], applications: Collection[Application], *, at: datetime, by: Person
) -> None:
    """Every one of the seats scores every one of the applications, as in a panel without size."""
    assign(product(seats, applications), at=at, by=by)


def assign(pairs: Iterable[Pair], *, at: datetime, by: Person, reason: str = "") -> None:
    """Let seats score applications. Who declared before that there is no conflict sees it now."""
    given = list(pairs)
    SeatAssignment.objects.bulk_create(
        SeatAssignment(seat=seat, application=application, since=at, by=by, reason=reason.strip())
        for seat, application in given
    )
    seats = {seat.pk: seat for seat, _application in given}
    applications = {application.pk: application for _seat, application in given}
    declared = declared_pairs(list(seats.values()))
    if not any((seat.pk, application.pk) in declared for seat, application in given):
        return
    people = [seat.person_id for seat in seats.values()]
    barred = conflict_pairs(people, list(applications.values()))
    for seat, application in given:
        free = (seat.person_id, application.unit_id) not in barred
        if free and (seat.pk, application.pk) in declared:
            give_grant(seat=seat, application=application, at=at)


def unassign(
    rows: Collection[SeatAssignment], *, at: datetime, by: Person, reason: str = ""
) -> None:
    """End assignments, and with each the sight it gave."""
    for row in rows:
        row.until, row.ended_by, row.ended_reason = at, by, reason.strip()
        end_grants(source=f"seat:{row.seat_id}", at=at, application=row.application)
    SeatAssignment.objects.bulk_update(rows, ["until", "ended_by", "ended_reason"], batch_size=500)


def is_assigned(seat: Seat, application_id: UUID) -> bool:
    """Whether the seat scores the application now."""
    rows = SeatAssignment.objects.filter(seat=seat, application=application_id, until=None)
    return rows.exists()
