"""What the jury and the centre keep: who scored and how, who may not, what was decided, why."""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from award.enums import Capacity, State
from award.models import Application, Step
from directory.actors import Actor
from directory.enums import RoleKind
from directory.queries.roles import today
from jury.domain.conflicts import declare
from jury.domain.looks import look
from jury.domain.modifiers import register_modifier
from jury.domain.panels import seat_juror
from jury.domain.scoring import open_sheet, seal
from jury.enums import ConflictKind, Direction, Outcome
from jury.models import Decision, Hearing, Objection, Panel, PanelApplication, Result
from record.domain.work import recorded
from tests.access.jury_world import NUMBER
from tests.access.world import World
from tests.directory.factories import make_holder
from tests.jury.crowds import _closing
from tests.jury.worlds import BEST, WORST, type_scores
from tests.verification import situations as made

SECRET = "Rahasia 999"
SEATS = {"juror": "seat", "undeclared_juror": "undeclared_juror.seat"}


class Scored:
    """Whether a juror has declared, scored and sealed."""

    def __init__(self, juror: str) -> None:
        self.juror = juror

    def __call__(self, world: World, side: int) -> None:
        if side:
            score(world, self.juror, best=True)


class ScoredHow:
    """How a juror has scored, and in which words."""

    def __init__(self, juror: str) -> None:
        self.juror = juror

    def __call__(self, world: World, side: int) -> None:
        score(world, self.juror, best=not side)


def score(world: World, juror: str, *, best: bool) -> None:
    """The juror's sheet of the application being scored, sealed."""
    row, by = world.applications["scoring"], world.actor(juror)
    declare(seat_id=world.names[SEATS[juror]], application_id=row.pk, conflict=None, by=by)
    sheet = open_sheet(application_id=row.pk, by=by)
    type_scores(sheet, BEST if best else WORST, comment=SECRET if best else "Tidak cukup.")
    look(sheet_id=sheet.pk, version_id=UUID(world.names["scoring.version"]), by=by)
    seal(sheet_id=sheet.pk, by=by)


def one_more_juror(world: World, side: int) -> None:
    """Whether somebody else sits on the panel too, and is a relative of the unit's head."""
    if not side:
        return
    row = world.applications["scoring"]
    person = make_holder(RoleKind.JUROR)
    panel = Panel.objects.get(pk=world.names["panel"])
    seat = seat_juror(panel=panel, person=person, by=world.actor("jury_secretary"))
    declare(
        seat_id=seat.pk,
        application_id=row.pk,
        conflict=ConflictKind.FAMILY,
        note=SECRET,
        by=Actor(person),
    )
    world.add("secret.seat", seat.pk)


def outcomes(world: World, side: int) -> None:
    """Whether one unit is being scored or has its award, and what others got; nothing published."""
    if side:
        _end(world, world.applications["scored"], State.AWARDED)
    else:
        made.put(world.applications["scored"], State.IN_SCORING)
    _end(world, world.applications["waiting"], State.AWARDED if side else State.NOT_AWARDED)
    _end(world, world.applications["far.scoring"], State.NOT_AWARDED if side else State.AWARDED)


def _end(world: World, row: Application, state: State) -> None:
    """The decision with its place, reasons and step, as `decide` leaves them."""
    source = State(made.reload(row).state)
    total = Decimal(91) if state == State.AWARDED else Decimal(37)
    result = _result(world, row, total)
    edge = "decide_award" if state == State.AWARDED else "decide_no_award"
    version, now = row.version + 1, timezone.now()
    made.put(row, state, version=version, state_since=now)
    Step.objects.create(
        application=row,
        edge=edge,
        source=source,
        target=state,
        version=version,
        by=world.people["admin"],
        capacity=Capacity.CENTRE_ADMIN,
        reason=SECRET,
        at=now,
    )
    _decision(world, row, state, result=result)
    with recorded(actor="system") as work:
        work.event("decided", subject=f"application:{row.pk}", facts={"outcome": state.value})


def _decision(
    world: World, row: Application, state: State, *, number: int = 1, result: Result | None = None
) -> None:
    Decision.objects.create(
        application=row,
        version=number,
        outcome=Outcome(state.value),
        number=f"{NUMBER} {SECRET}",
        date=today(),
        rank=1 if state == State.AWARDED else 2,
        reasons=SECRET,
        result=result,
        by=world.people["admin"],
        at=timezone.now(),
    )


def _result(world: World, row: Application, total: Decimal) -> Result:
    """What closed sheets came to."""
    people = world.people
    panel = Panel.objects.get(pk=world.names["panel"])
    entry = PanelApplication.objects.filter(application=row, until=None)
    heads: Any = SimpleNamespace(
        panel=entry.get().panel if entry else panel,
        chair=people["chair"],
        secretary=people["jury_secretary"],
    )
    return Result.objects.create(
        application=row,
        closing=_closing(cast(Any, heads)),
        scoring_round=row.scoring_round,
        n=3,
        total=total,
        mean=total,
        median=total,
        spread=Decimal(4),
        minimums_met=total > 50,
        arithmetic=[],
    )


def a_modifier(world: World, side: int) -> None:
    """Whether something was registered against a unit far away."""
    if side:
        register_modifier(
            application_id=world.applications["far"].pk,
            code="ombudsman",
            direction=Direction.DEDUCTION,
            source=SECRET,
            number=SECRET,
            on=today(),
            facts=SECRET,
            by=world.actor("admin"),
        )


def amendment(world: World, side: int) -> None:
    """What an upheld objection led to, before that is published."""
    row = world.applications["amended"]
    if side:
        _decision(world, row, State.NOT_AWARDED, number=3)
        made.put(row, State.NOT_AWARDED, version=F("version") + 1)


def what_others_were_told(world: World, side: int) -> None:
    """Why another unit got its award, what it says against it, and what it is charged with."""
    row = world.applications["far.awarded"]
    said = SECRET if side else "Lain."
    Hearing.objects.filter(application=row).update(charge=said, answer=said)
    objections = Objection.objects.filter(application=row)
    objections.update(text=said)
    if side:
        objections.update(
            state="rejected",
            answer=said,
            answered_by=world.people["admin"],
            answered_at=timezone.now(),
        )
