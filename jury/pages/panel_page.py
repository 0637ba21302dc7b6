"""One panel's page, drawn anew with a form that was refused."""

from collections import Counter
from collections.abc import Collection
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from award.enums import State
from award.models import Application
from award.pages.requests import actor
from directory.enums import RoleKind
from directory.models import Person
from directory.pages.access import PersonRequest
from directory.queries.roles import holders, holds_any
from jury.domain.panels import applications_of
from jury.models import Panel, Seat
from jury.pages.access import HEADS, SECRETARY
from jury.pages.closing_block import closing_block
from jury.pages.conflicts_block import conflicts_block
from jury.pages.forms.panels import FillForm, ReasonForm, SeatForm
from jury.pages.result_rows import result_rows
from jury.queries.conflicts import apart_from_conflicts, conflicted_among
from jury.queries.looks import read_by_sheet
from jury.queries.panels import (
    Pair,
    assigned_pairs,
    awaiting_panel,
    conflict_pairs,
    declared_pairs,
    sealed_pairs,
    short_of_jurors,
)
from jury.queries.sheets import is_juror

PER_PAGE = 50


def panel_page(
    request: PersonRequest, panel: Panel, *, status: int = 200, **forms: Any
) -> HttpResponse:
    """The panel; `forms` replaces a fresh form by one with errors.

    Rows of units with which the reader has a conflict are left out, and whoever sits on the
    panel sees nothing of the other jurors.
    """
    person = request.user
    everything = applications_of(panel)
    barred = conflicted_among(person, everything)
    applications = [a for a in everything if a.pk not in barred]
    page = _page(request, applications)
    shown = list(page)
    seats = list(panel.seats.select_related("person").annotate(of_juror=is_juror()))
    running = [seat for seat in seats if seat.ends is None]
    sits = any(seat.person_id == person.pk for seat in running)
    in_conflict = conflict_pairs([] if sits else [s.person_id for s in running], applications)
    context = {
        "panel": panel,
        "page": page,
        "rows": _rows(shown, running, in_conflict, apart=sits),
        "columns": [] if sits else running,
        "seats": _seat_rows(running, applications, in_conflict, apart=sits),
        "role_over": [seat for seat in running if not seat.of_juror],
        "conflicts": [] if sits else conflicts_block(running, applications, person),
        "ended": [seat for seat in seats if seat.ends is not None],
        "hidden": len(everything) - len(applications),
        "secretary": holds_any(person, SECRETARY),
        "may_share": holds_any(person, SECRETARY) and not sits and bool(running),
        "unshared": 0 if sits else _unshared(panel, everything),
        "short": 0 if sits else short_of_jurors([panel])[panel.pk],
        "meetings": panel.meetings.select_related("by", "closing", "minutes"),
        "closed": any(a.state != State.IN_SCORING for a in applications),
        "results": _results(panel, shown, sits=sits),
        "trail": [(_("Penilaian"), reverse("jury:panels"))],
        **_forms(panel, running, person),
    }
    if holds_any(person, HEADS):
        context |= closing_block(panel, everything, actor(request), sits=sits, barred=barred)
    return render(request, "jury/panel.html", context | forms, status=status)


def _page(request: PersonRequest, applications: Collection[Application]) -> Page[Application]:
    """By name; one panel may score all units of a season."""
    by_name = sorted(applications, key=lambda a: (a.unit.name, a.pk))
    return Paginator(by_name, PER_PAGE).get_page(request.GET.get("page"))


def _forms(panel: Panel, running: Collection[Seat], person: Person) -> dict[str, Any]:
    if not holds_any(person, SECRETARY):
        return {}
    waiting = fillable(panel, person)
    jurors = free_jurors(panel)
    return {
        "fill_form": FillForm(waiting=waiting, auto_id="fill-%s"),
        "seat_form": SeatForm(jurors=jurors, auto_id="seat-%s") if jurors.exists() else None,
        "anything_waiting": waiting.exists(),
        "was_closed": panel.closings.exists(),
        "end_forms": [
            (seat, ReasonForm(auto_id=f"end-{seat.pk}-%s", use_required_attribute=False))
            for seat in running
        ],
    }


def fillable(panel: Panel, person: Person) -> QuerySet[Application]:
    """What this secretary may put into the panel: nothing of units they have a conflict with."""
    waiting = awaiting_panel().filter(season=panel.season_id)
    return apart_from_conflicts(waiting, person)


def free_jurors(panel: Panel) -> Any:
    """The jurors who do not sit on this panel."""
    seated = panel.seats.filter(ends=None).values("person")
    return holders(RoleKind.JUROR).exclude(pk__in=seated).order_by("name")


def _results(
    panel: Panel, applications: Collection[Application], *, sits: bool
) -> list[dict[str, Any]]:
    """The results of what is closed, each with what its jurors opened of the evidence."""
    rows = result_rows(panel.season, applications)
    read = {} if sits or not rows else read_by_sheet([row["application"] for row in rows])
    return [{**row, "read": read.get(row["application"].pk, [])} for row in rows]


def _unshared(panel: Panel, applications: Collection[Application]) -> int:
    """How many open applications have fewer jurors than the panel's size."""
    open_ones = [a for a in applications if a.state == State.IN_SCORING]
    counts = Counter(application for _seat, application in assigned_pairs(open_ones))
    return sum(counts[a.pk] < (panel.size or 0) for a in open_ones)


def _rows(
    applications: Collection[Application],
    seats: Collection[Seat],
    barred: Collection[Pair],
    *,
    apart: bool,
) -> list[dict[str, Any]]:
    sealed = sealed_pairs(applications)
    assigned = assigned_pairs(applications)
    return [
        {
            "application": application,
            "open": application.state == State.IN_SCORING,
            "cells": []
            if apart
            else [
                _cell(
                    assigned=(seat.pk, application.pk) in assigned,
                    barred=(seat.person_id, application.unit_id) in barred,
                    sealed=(seat.pk, application.pk) in sealed,
                )
                for seat in seats
            ],
        }
        for application in applications
    ]


def _cell(*, assigned: bool, barred: bool, sealed: bool) -> dict[str, str]:
    """What stands between a juror and an application; nothing where it is not theirs to score."""
    if not assigned:
        return {}
    if barred:
        return {"label": _("Benturan"), "tone": "calm"}
    if sealed:
        return {"label": _("Tersegel"), "tone": "good"}
    return {"label": _("Belum"), "tone": "wait"}


def _seat_rows(
    seats: Collection[Seat],
    applications: Collection[Application],
    barred: Collection[Pair],
    *,
    apart: bool,
) -> list[dict[str, Any]]:
    if apart:
        return [{"seat": seat, "left": None} for seat in seats]
    declared = declared_pairs(seats)
    open_ones = [a for a in applications if a.state == State.IN_SCORING]
    return [
        {
            "seat": seat,
            "left": sum(
                (seat.pk, a.pk) not in declared and (seat.person_id, a.unit_id) not in barred
                for a in open_ones
            ),
        }
        for seat in seats
    ]
