"""Hundreds of the jury's rows at once, past the domain, as the domain would have left them."""

import hashlib
from datetime import timedelta
from decimal import Decimal
from itertools import count

from django.utils import timezone

from award.enums import Capacity, State
from award.models import Application, Proposal
from award.queries.instruments import indicators_of
from directory.enums import UnitType
from directory.models import Unit
from directory.queries.roles import today
from jury.enums import SheetState
from jury.models import (
    Closing,
    Decision,
    Objection,
    Panel,
    PanelApplication,
    Publication,
    Result,
    ScoreSheet,
    ScoreVersion,
    SeatAssignment,
)
from record.canonical import canonical
from tests.jury.worlds import NUMBER, Jury

_numbers = count(1)


def panels(world: Jury, number: int) -> None:
    """So many panels more, each with one application."""
    made = Panel.objects.bulk_create(
        Panel(season=world.season, name=f"Panel {next(_numbers)}", created_by=world.secretary)
        for _ in range(number)
    )
    rows = applications(world, number, State.IN_SCORING)
    PanelApplication.objects.bulk_create(
        PanelApplication(panel=panel, application=row, since=timezone.now())
        for panel, row in zip(made, rows, strict=True)
    )


def applications(
    world: Jury, number: int, state: State, *, published: bool = False
) -> list[Application]:
    """So many units' applications in that state."""
    region = world.forwarded().region
    units = Unit.objects.bulk_create(
        Unit(
            work_unit_code=f"{700000 + next(_numbers)}",
            name=f"Bapas {next(_numbers):06}",
            unit_type=UnitType.PROBATION_OFFICE,
            region=region,
        )
        for _ in range(number)
    )
    return Application.objects.bulk_create(
        Application(
            season=world.season,
            unit=unit,
            region=region,
            unit_type=unit.unit_type,
            state=state,
            state_since=timezone.now(),
            published_version=1 if published else None,
        )
        for unit in units
    )


def in_panel(world: Jury, number: int, state: State = State.IN_SCORING) -> list[Application]:
    """So many applications more in the world's panel."""
    rows = applications(world, number, state)
    PanelApplication.objects.bulk_create(
        PanelApplication(panel=world.panel, application=row, since=timezone.now()) for row in rows
    )
    SeatAssignment.objects.bulk_create(
        SeatAssignment(seat=seat, application=row, since=timezone.now())
        for seat in world.panel.seats.all()
        for row in rows
    )
    return rows


def scored(world: Jury, number: int) -> None:
    """So many applications of the panel with the three sealed sheets they were closed with."""
    rows = in_panel(world, number, State.SCORED)
    seats = [world.seat(number) for number in range(3)]
    sheets = ScoreSheet.objects.bulk_create(
        ScoreSheet(
            seat=seat,
            application=row,
            scoring_round=1,
            state=SheetState.SEALED,
            opened_at=timezone.now(),
        )
        for row in rows
        for seat in seats
    )
    scores = {
        indicator.code: {"value": indicator.scale.answers[0].code, "comment": ""}
        for indicator in indicators_of(rows[0])
    }
    ScoreVersion.objects.bulk_create(_version(sheet, scores) for sheet in sheets)
    closing, full = _closing(world), Decimal(100)
    Result.objects.bulk_create(
        Result(
            application=row,
            closing=closing,
            scoring_round=1,
            n=3,
            total=full,
            mean=full,
            median=full,
            spread=Decimal(0),
            minimums_met=True,
            arithmetic=[],
        )
        for row in rows
    )


def _closing(world: Jury) -> Closing:
    now = timezone.now()
    proposal = Proposal.objects.create(
        act="close_scoring",
        subject=f"panel:{world.panel.pk}",
        params={"applications": {}},
        digest="0" * 64,
        by=world.chair,
        capacity=Capacity.JURY_CHAIR,
        at=now,
        expires_at=now,
        confirmed_by=world.secretary,
        confirmed_at=now,
    )
    return Closing.objects.create(
        panel=world.panel, proposal=proposal, root="0" * 64, sheets=3, at=now
    )


def _version(sheet: ScoreSheet, scores: dict[str, dict[str, str]]) -> ScoreVersion:
    content = canonical({"scores": scores, "sheet": str(sheet.pk)})
    return ScoreVersion(
        sheet=sheet,
        version=1,
        content=content,
        digest=hashlib.sha256(content.encode()).hexdigest(),
        by=sheet.seat.person,
        at=timezone.now(),
    )


def laureates(world: Jury, number: int) -> None:
    """So many awards, each with an objection against it; all published."""
    rows = applications(world, number, State.AWARDED, published=True)
    now = timezone.now()
    Decision.objects.bulk_create(
        Decision(
            application=row,
            version=1,
            outcome="awarded",
            number=NUMBER,
            date=today(),
            reasons="Baik.",
            by=world.admin,
            at=now,
        )
        for row in rows
    )
    Objection.objects.bulk_create(
        Objection(
            application=row,
            against=State.AWARDED,
            text="Kami keberatan.",
            filed_by=world.admin,
            filed_at=now,
        )
        for row in rows
    )
    Publication.objects.get_or_create(
        season=world.season,
        defaults={
            "number": NUMBER,
            "date": today(),
            "digest": "0" * 64,
            "by": world.admin,
            "at": now + timedelta(hours=1),
        },
    )


def amended(world: Jury, number: int) -> None:
    """So many units whose amending decision still waits for its publication."""
    laureates(world, number)
    late = timezone.now() + timedelta(hours=2)
    rows = Application.objects.filter(
        season=world.season, state=State.AWARDED, decisions__version=1
    )
    Decision.objects.bulk_create(
        Decision(
            application=row,
            version=2,
            outcome="awarded",
            number=NUMBER,
            date=today(),
            reasons="Lebih baik.",
            by=world.admin,
            at=late,
        )
        for row in rows.exclude(decisions__version=2)
    )
