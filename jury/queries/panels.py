"""Panels with what is in them, and what is in none."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from award.enums import State
from award.models import Application
from directory.models import Person
from jury.enums import SheetState
from jury.models import Conflict, Declaration, Panel, PanelApplication, ScoreSheet, Seat
from jury.queries.sheets import seats_in_force

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
    return rows.select_related("unit", "region", "season").order_by("unit__name", "pk")


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
    """(person, unit) of every open conflict between these."""
    units = [application.unit_id for application in applications]
    rows = Conflict.objects.filter(person__in=people, unit__in=units, lifted_at=None)
    return set(rows.values_list("person", "unit"))


def declared_pairs(seats: Collection[Seat]) -> set[Pair]:
    """(seat, application) wherever the last word was that there is no conflict.

    After a conflict was declared and taken back the juror has still to say so.
    """
    words = Declaration.objects.filter(seat__in=seats).order_by("pk")
    last = {(seat, row): conflict for seat, row, conflict in words.values_list(*WORD)}
    return {pair for pair, conflict in last.items() if not conflict}


def panels_ready(*, apart_from: Person) -> QuerySet[Panel]:
    """Running panels in which no sheet is missing, but those on which this person sits.

    Sheets of jurors with a conflict are not waited for; the guard of the closing counts whether
    enough remain.
    """
    barred = Conflict.objects.filter(
        person=OuterRef("person"), unit=OuterRef(OuterRef("application__unit")), lifted_at=None
    )
    sealed = ScoreSheet.objects.filter(
        seat=OuterRef("pk"),
        application=OuterRef(OuterRef("application")),
        scoring_round=OuterRef(OuterRef("application__scoring_round")),
        state=SheetState.SEALED,
    )
    owing = Seat.objects.filter(
        ~Exists(barred), ~Exists(sealed), panel=OuterRef("panel"), ends=None
    )
    missing = PanelApplication.objects.filter(
        Exists(owing), until=None, application__state=State.IN_SCORING
    )
    running = Panel.objects.filter(
        entries__until=None, entries__application__state=State.IN_SCORING
    )
    mine = seats_in_force().filter(person=apart_from)
    seated = Seat.objects.filter(ends=None)
    return (
        running.filter(pk__in=seated.values("panel"))
        .exclude(pk__in=missing.values("panel"))
        .exclude(pk__in=mine.values("panel"))
        .distinct()
    )
