"""A juror's own units in the juror's own order, and what is left to do. Nothing of others."""

import random
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from award.enums import DateKind, State
from award.models import Application
from award.queries.instruments import instrument_of
from jury.domain.panels import applications_of
from jury.enums import SheetState
from jury.models import Declaration, ScoreSheet, Seat
from jury.queries.panels import assigned_pairs, conflict_pairs
from verification.queries.standing import dues


@dataclass(frozen=True, kw_only=True)
class Left:
    """How many applications wait for the juror's declaration or sheet, and until when."""

    declare: int
    score: int
    due: datetime | None


@dataclass(frozen=True, kw_only=True)
class Own:
    """One application of the juror's panel, as far as it is this juror's.

    It is declared on whether it is assigned to the juror or not, and scored only if it is.
    """

    application: Application
    assigned: bool
    declared: bool
    conflict: bool
    sheet: ScoreSheet | None

    @property
    def seen(self) -> bool:
        """Whether the juror ever opened the sheet of this round."""
        return self.sheet is not None

    @property
    def open(self) -> bool:
        """Whether it can be scored now."""
        return bool(self.application.state == State.IN_SCORING)

    @property
    def to_declare(self) -> bool:
        return self.open and not self.declared and not self.conflict

    @property
    def to_score(self) -> bool:
        sealed = self.sheet is not None and self.sheet.state == SheetState.SEALED
        ready = self.open and self.assigned and self.declared and not self.conflict
        return ready and not sealed


def own_applications(seat: Seat) -> list[Own]:
    """The panel's applications in the order that is this juror's alone."""
    applications = applications_of(seat.panel)
    random.Random(seat.order_seed).shuffle(applications)  # noqa: S311 - an order, not a secret
    declared = _last_words(seat)
    barred = {unit for _person, unit in conflict_pairs([seat.person_id], applications)}
    sheets = {sheet.application_id: sheet for sheet in _sheets(seat)}
    assigned = {application for own, application in assigned_pairs(applications) if own == seat.pk}
    return [
        Own(
            application=application,
            assigned=application.pk in assigned,
            # A conflict that was taken back leaves the juror's word still to be given.
            declared=declared.get(application.pk) is False,
            conflict=application.unit_id in barred,
            sheet=sheets.get(application.pk),
        )
        for application in applications
    ]


def left_to_do(seat: Seat) -> Left:
    """What the juror has still to do on this seat."""
    rows = own_applications(seat)
    todo = [row.application for row in rows if row.to_declare or row.to_score]
    return Left(
        declare=sum(row.to_declare for row in rows),
        score=sum(row.to_score for row in rows),
        # An upheld objection has a date of its own, after the season's is long over.
        due=min(dues(todo, DateKind.SCORING_DUE).values(), default=None) if todo else None,
    )


def seat_cards(seat: Seat) -> list[dict[str, Any]]:
    """The units this juror scores, with the state of the own sheet."""
    instrument = instrument_of(seat.panel.season)
    return [
        {
            "own": row,
            "of": len(instrument.indicators_for(row.application.unit_type)),
            "words": _words(row),
            "tone": _tone(row),
            "sheet_url": _sheet_url(row),
        }
        for row in own_applications(seat)
        if row.assigned
    ]


def _words(row: Own) -> str:
    if row.conflict:
        return _("Benturan kepentingan")
    if not row.declared:
        return _("Belum dinyatakan")
    if row.sheet is None:
        return _("Belum dibuka")
    return _("Tersegel") if row.sheet.state == SheetState.SEALED else _("Draf")


def _tone(row: Own) -> str:
    if row.conflict:
        return "calm"
    sealed = row.sheet is not None and row.sheet.state == SheetState.SEALED
    return "good" if sealed else "busy"


def _sheet_url(row: Own) -> str:
    if row.sheet is None or row.conflict:
        return ""
    return reverse("jury:sheet", args=[row.sheet.pk])


def _last_words(seat: Seat) -> dict[UUID, bool]:
    """The juror's last word on each application: whether there is a conflict."""
    words = Declaration.objects.filter(seat=seat).order_by("pk")
    return dict(words.values_list("application", "conflict"))


def _sheets(seat: Seat) -> list[ScoreSheet]:
    scored = Count("drafts", filter=~Q(drafts__value=""))
    rows = ScoreSheet.objects.filter(seat=seat, scoring_round=F("application__scoring_round"))
    return list(rows.annotate(scored=scored))
