"""Who scores what, as rows with their entries; and the sight that comes and goes with them."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from itertools import product
from uuid import UUID

from award.models import Application
from directory.models import Person
from jury.domain.grants import end_grants, give_grant
from jury.models import Seat, SeatAssignment
from jury.queries.panels import conflict_pairs, declared_pairs
from record.canonical import Fact
from record.domain.work import Work

Pair = tuple[Seat, Application]


def assign_all(
    seats: Collection[Seat],
    applications: Collection[Application],
    *,
    at: datetime,
    by: Person,
    work: Work,
) -> None:
    """Every one of the seats scores every one of the applications, as in a panel without size."""
    assign(product(seats, applications), at=at, by=by, work=work)


def assign(
    pairs: Iterable[Pair], *, at: datetime, by: Person, work: Work, reason: str = ""
) -> None:
    """Let seats score applications. Who declared before that there is no conflict sees it now."""
    given = list(pairs)
    SeatAssignment.objects.bulk_create(
        SeatAssignment(seat=seat, application=application, since=at, by=by, reason=reason.strip())
        for seat, application in given
    )
    for seat, chosen in _by_seat((seat, application.pk) for seat, application in given):
        _tell(work, "assignments_made", seat, {"since": at.isoformat()}, chosen)
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
    rows: Collection[SeatAssignment], *, at: datetime, by: Person, work: Work, reason: str = ""
) -> None:
    """End assignments, and with each the sight it gave."""
    for row in rows:
        row.until, row.ended_by, row.ended_reason = at, by, reason.strip()
        end_grants(source=f"seat:{row.seat_id}", at=at, application=row.application)
    SeatAssignment.objects.bulk_update(rows, ["until", "ended_by", "ended_reason"], batch_size=500)
    for seat, chosen in _by_seat((row.seat, row.application_id) for row in rows):
        _tell(work, "assignments_ended", seat, {"until": at.isoformat()}, chosen)


def unassign_all(seat: Seat, *, at: datetime, by: Person, work: Work) -> None:
    """End all that a seat scores, and the sight it gave."""
    rows = SeatAssignment.objects.filter(seat=seat, until=None)
    ended = list(rows.values_list("application", flat=True))
    rows.update(until=at, ended_by=by)
    end_grants(source=f"seat:{seat.pk}", at=at)
    if ended:
        _tell(work, "assignments_ended", seat, {"until": at.isoformat()}, ended)


def _by_seat(pairs: Iterable[tuple[Seat, UUID]]) -> Iterable[tuple[Seat, list[UUID]]]:
    found: dict[Seat, list[UUID]] = defaultdict(list)
    for seat, application in pairs:
        found[seat].append(application)
    return found.items()


def _tell(
    work: Work, kind: str, seat: Seat, when: dict[str, str], applications: Collection[UUID]
) -> None:
    """One entry a seat: from it alone can be told who was to score what, and when."""
    facts: dict[str, Fact] = {
        **when,
        "panel": str(seat.panel_id),
        "juror": str(seat.person_id),
        "applications": sorted(map(str, applications)),
    }
    work.event(kind, subject=f"seat:{seat.pk}", facts=facts)
