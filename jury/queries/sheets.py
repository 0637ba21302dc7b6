"""Which sheets count, and whose a person may see."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db.models import (
    Case,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from award.enums import State
from award.models import Application
from criteria.domain.sheets import NOT_ASSESSABLE
from directory.enums import RoleKind
from directory.models import Person, Role
from directory.queries.roles import in_force
from jury.enums import SheetState
from jury.models import (
    Closing,
    Conflict,
    Result,
    ScoreSheet,
    ScoreVersion,
    Seat,
    SeatAssignment,
    Unassessed,
)
from jury.queries.known import known_to_bar


def seats_not_ended() -> QuerySet[Seat]:
    """The seats that nobody ended, whether their person is still a juror or not.

    For what must not be undone by a role that ends: their sheets count on, and who has one
    still learns nothing of the others.
    """
    return Seat.objects.filter(Q(ends=None) | Q(ends__gt=timezone.now()))


def is_juror() -> Exists:
    """Condition on seats: who sits there is a juror today."""
    return Exists(Role.objects.filter(in_force(), kind=RoleKind.JUROR, person=OuterRef("person")))


def seats_in_force() -> QuerySet[Seat]:
    """The seats that let somebody act and see now: not ended, and of a juror of today."""
    return seats_not_ended().filter(is_juror())


def assigned_now() -> QuerySet[SeatAssignment]:
    """Who scores what now: the assignments that did not end, of seats in force."""
    return SeatAssignment.objects.filter(until=None, seat__in=seats_in_force())


def assignments_not_ended() -> QuerySet[SeatAssignment]:
    """The same of all seats that nobody ended, whether their person is still a juror or not."""
    return SeatAssignment.objects.filter(until=None, seat__in=seats_not_ended())


def own_sheets(person: Person) -> QuerySet[ScoreSheet]:
    """The person's own sheets, never of a unit they have a conflict with, declared or known."""
    mine = assigned_now().filter(seat=OuterRef("seat"), application=OuterRef("application"))
    return (
        ScoreSheet.objects.filter(Exists(mine), seat__person=person)
        .filter(scoring_round=F("application__scoring_round"))
        .filter(~_conflict(OuterRef("seat__person"), OuterRef("application__unit")))
        .exclude(known_to_bar(person.pk, "application"))
        .select_related("application__unit", "application__season__instrument", "seat")
    )


def valid_sheets() -> QuerySet[ScoreSheet]:
    """Sealed sheets of the application's current round, of jurors without a conflict.

    While it is scored, a conflict declared late or known since, or a seat or an assignment that
    ended takes its sheet out of every total; the sheet and its versions stay. What was closed
    stays as it was at the closing, whoever leaves the panel afterwards.
    """
    sealed = ScoreSheet.objects.filter(
        state=SheetState.SEALED, scoring_round=F("application__scoring_round")
    )
    return _counting(sealed.annotate(counted_at=_counted_at())).exclude(
        Q(application__state=State.IN_SCORING) & known_to_bar("seat__person", "application")
    )


def standing_sheets(applications: Iterable[Application]) -> QuerySet[ScoreSheet]:
    """The sheets of the current round, sealed or not, of whom the rows let score them now."""
    sheets = ScoreSheet.objects.filter(
        application__in=list(applications),
        scoring_round=F("application__scoring_round"),
    )
    now = Value(timezone.now(), output_field=DateTimeField())
    return _counting(sheets.annotate(counted_at=now))


def counted_in(closing: Closing) -> QuerySet[ScoreVersion]:
    """What a closing counted, as it was then, whatever happened to the sheets since."""
    at = Value(closing.at, output_field=DateTimeField())
    told = {
        "closing": closing,
        "application": OuterRef("application"),
        "scoring_round": OuterRef("scoring_round"),
    }
    sheets = ScoreSheet.objects.filter(
        Q(Exists(Result.objects.filter(**told))) | Q(Exists(Unassessed.objects.filter(**told)))
    )
    newest = ScoreVersion.objects.filter(sheet=OuterRef("sheet"), at__lte=closing.at)
    return (
        ScoreVersion.objects.filter(
            sheet__in=_counting(sheets.annotate(counted_at=at)),
            pk=Subquery(newest.order_by("-version").values("pk")[:1]),
        )
        .select_related("sheet")
        .order_by("digest")
    )


def _counting(sheets: QuerySet[ScoreSheet]) -> QuerySet[ScoreSheet]:
    """Those of a juror who was to score them and without a conflict at `counted_at`."""
    assigned = SeatAssignment.objects.filter(
        Q(until=None) | Q(until__gt=OuterRef("counted_at")),
        seat=OuterRef("seat"),
        application=OuterRef("application"),
    )
    conflict = Conflict.objects.filter(
        Q(lifted_at=None) | Q(lifted_at__gt=OuterRef("counted_at")),
        person=OuterRef("seat__person"),
        unit=OuterRef("application__unit"),
        declared_at__lte=OuterRef("counted_at"),
    )
    return sheets.filter(
        Q(seat__ends=None) | Q(seat__ends__gt=F("counted_at")), Exists(assigned), ~Exists(conflict)
    )


def _counted_at() -> Case:
    """The instant at which it is asked which sheets count: now, or when it was closed."""
    now = Value(timezone.now(), output_field=DateTimeField())
    closings = Result.objects.filter(
        application=OuterRef("application"), scoring_round=OuterRef("application__scoring_round")
    ).order_by("-pk")
    closed = Coalesce(Subquery(closings.values("closing__at")[:1]), now)
    return Case(When(application__state=State.IN_SCORING, then=now), default=closed)


def sealed_contents_of(
    applications: Iterable[Application],
) -> defaultdict[UUID, list[ScoreVersion]]:
    """The last sealed version of each valid sheet by application, in a stable order; one query."""
    found: defaultdict[UUID, list[ScoreVersion]] = defaultdict(list)
    for version in _newest_valid(applications).select_related("sheet").order_by("digest"):
        found[version.sheet.application_id].append(version)
    return found


def sealed_answers_of(
    applications: Iterable[Application],
) -> Iterator[tuple[UUID, UUID, dict[str, str]]]:
    """Application, seat and answers of the same sheets in the same order, without their rows.

    For arithmetic over a whole season. Contents are not held against their digests here: the
    database refuses to change a sealed row, and `verify_season.py` recomputes every digest.
    """
    columns = ("digest", "sheet__application_id", "sheet__seat_id", "content")
    for _digest, application, seat, content in sorted(
        _newest_valid(applications).values_list(*columns)
    ):
        yield application, seat, _answers(content)


def nothing_assessed(applications: Iterable[Application]) -> set[UUID]:
    """Those with sheets that count, on none of which a single indicator could be assessed."""
    assessed: defaultdict[UUID, bool] = defaultdict(bool)
    for application, _seat, answers in sealed_answers_of(applications):
        assessed[application] |= any(each != NOT_ASSESSABLE for each in answers.values())
    return {application for application, any_of_it in assessed.items() if not any_of_it}


def answers_in(version: ScoreVersion) -> dict[str, str]:
    """The values of a sealed sheet by indicator."""
    return _answers(version.content)


def _newest_valid(applications: Iterable[Application]) -> QuerySet[ScoreVersion]:
    newest = ScoreVersion.objects.filter(sheet=OuterRef("sheet")).order_by("-version")
    return ScoreVersion.objects.filter(
        sheet__in=valid_sheets().filter(application__in=list(applications)),
        pk=Subquery(newest.values("pk")[:1]),
    ).order_by()


def _answers(content: str) -> dict[str, str]:
    scores: dict[str, Any] = json.loads(content)["scores"]
    return {code: row["value"] for code, row in scores.items()}


def _conflict(person: OuterRef, unit: OuterRef) -> Exists:
    return Exists(Conflict.objects.filter(person=person, unit=unit, lifted_at=None))
