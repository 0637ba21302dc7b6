"""Panels with what is in them, and what is in none."""

from collections import Counter
from collections.abc import Collection
from uuid import UUID

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from award.enums import State
from award.models import Application, Season
from award.queries.instruments import instrument_of
from directory.models import Person
from jury.enums import SheetState
from jury.models import (
    Conflict,
    Declaration,
    Panel,
    PanelApplication,
    ScoreSheet,
    Seat,
    SeatAssignment,
)
from jury.queries.conflicts import conflicted_applications
from jury.queries.known import known_between, known_to_bar
from jury.queries.sheets import assignments_not_ended, seats_in_force, seats_not_ended
from verification.enums import Severity, Verdict
from verification.queries.findings import open_questions

Pair = tuple[UUID, UUID]
WORD = ("seat", "application", "conflict")


def panels_listed() -> QuerySet[Panel]:
    """All panels, the youngest season first, each with `applications`, `open` and `jurors`."""
    inside = Q(entries__until=None)
    return (
        Panel.objects.select_related("season")
        .annotate(
            applications=Count("entries", filter=inside, distinct=True),
            open=Count(
                "entries",
                filter=inside & Q(entries__application__state=State.IN_SCORING),
                distinct=True,
            ),
            jurors=Count("seats", filter=Q(seats__ends=None), distinct=True),
        )
        .order_by("-season__year", "name")
    )


def awaiting_panel() -> QuerySet[Application]:
    """The forwarded applications that no panel scores yet."""
    taken = PanelApplication.objects.filter(until=None).values("application")
    rows = Application.objects.filter(state=State.IN_SCORING).exclude(pk__in=taken)
    return rows.select_related("unit", "region").order_by("unit__name", "pk")


def seats_of(person: Person) -> QuerySet[Seat]:
    """The person's own seats in force."""
    return seats_in_force().filter(person=person).select_related("panel__season__instrument")


def sealed_pairs(applications: Collection[Application]) -> set[Pair]:
    """(seat, application) of every sealed sheet of the current round."""
    sheets = ScoreSheet.objects.filter(
        application__in=applications,
        scoring_round=F("application__scoring_round"),
        state=SheetState.SEALED,
    )
    return set(sheets.values_list("seat", "application"))


def conflict_pairs(people: Collection[UUID], applications: Collection[Application]) -> set[Pair]:
    """(person, unit) of every conflict between these, declared or known."""
    units = [application.unit_id for application in applications]
    rows = Conflict.objects.filter(person__in=people, unit__in=units, lifted_at=None)
    found = set(rows.values_list("person", "unit"))
    for person in people:
        found |= {(person, row.unit_id) for row, _why in known_between(person, applications)}
    return found


def assigned_pairs(applications: Collection[Application]) -> set[Pair]:
    """(seat, application) of who scores which of these now."""
    rows = assignments_not_ended().filter(application__in=applications)
    return set(rows.values_list("seat", "application"))


def declared_pairs(seats: Collection[Seat]) -> set[Pair]:
    """(seat, application) wherever the last word was that there is no conflict.

    After a conflict was declared and taken back the juror has still to say so.
    """
    words = Declaration.objects.filter(seat__in=seats).order_by("pk")
    last = {(seat, row): conflict for seat, row, conflict in words.values_list(*WORD)}
    return {pair for pair, conflict in last.items() if not conflict}


def panels_running(*, apart_from: Person) -> list[Panel]:
    """The panels with something to score, but those the person sits on, each with its season."""
    sits = seats_not_ended().filter(person=apart_from)
    rows = Panel.objects.filter(pk__in=_being_scored().values("panel"))
    return list(rows.exclude(pk__in=sits.values("panel")).select_related("season__instrument"))


def panels_ready(panels: Collection[Panel], *, apart_from: Person) -> set[UUID]:
    """Those of running panels whose scoring this person may propose to close.

    No sheet is missing, none of the units is in conflict with the person, and no high finding
    is open. Sheets of jurors with a conflict are not waited for; whether enough remain is told
    by `short_of_jurors`.
    """
    sealed = ScoreSheet.objects.filter(
        seat=OuterRef("seat"),
        application=OuterRef("application"),
        scoring_round=OuterRef("application__scoring_round"),
        state=SheetState.SEALED,
    )
    owing = _free_assignments(_seasons_of(panels)).filter(~Exists(sealed))
    grave = open_questions().filter(Q(severity=Severity.HIGH) | Q(verdict=Verdict.SUSPECTED_FALSE))
    in_the_way = _being_scored().filter(
        Q(Exists(owing))
        | Q(application__in=conflicted_applications(apart_from, _seasons_of(panels)).values("pk"))
        | Q(application__in=grave.values("version__item__application"))
    )
    seated = Seat.objects.filter(ends=None, panel__in=panels)
    rows = Panel.objects.filter(pk__in=seated.values("panel"))
    return set(rows.exclude(pk__in=in_the_way.values("panel")).values_list("pk", flat=True))


def short_of_jurors(panels: Collection[Panel]) -> Counter[UUID]:
    """How many applications of each panel cannot reach their sheets: a conflict, a seat that ended.

    Counted are those that are being scored; the quorum is the instrument's `sheets_min`.
    """
    found: Counter[UUID] = Counter()
    entries = _being_scored().filter(panel__in=panels)
    for season in _seasons_of(panels):
        needed = instrument_of(season).process.sheets_min
        mine = entries.filter(panel__season=season).annotate(free=_free_count([season]))
        found.update(mine.filter(free__lt=needed).values_list("panel", flat=True))
    return found


def _seasons_of(panels: Collection[Panel]) -> Collection[Season]:
    return {panel.season_id: panel.season for panel in panels}.values()


def _being_scored() -> QuerySet[PanelApplication]:
    return PanelApplication.objects.filter(until=None, application__state=State.IN_SCORING)


def _free_assignments(seasons: Collection[Season]) -> QuerySet[SeatAssignment]:
    """Who scores it and has no conflict; for use below a PanelApplication."""
    barred = Conflict.objects.filter(
        person=OuterRef("seat__person"), unit=OuterRef("application__unit"), lifted_at=None
    )
    rows = SeatAssignment.objects.filter(~Exists(barred), until=None, seat__ends=None)
    rows = rows.exclude(known_to_bar("seat__person", "application", seasons))
    return rows.filter(seat__panel=OuterRef("panel"), application=OuterRef("application"))


def _free_count(seasons: Collection[Season]) -> Coalesce:
    rows = _free_assignments(seasons).order_by().values("application").annotate(count=Count("pk"))
    return Coalesce(Subquery(rows.values("count"), output_field=IntegerField()), 0)
