"""Playing an order through its stages, and the figures that come of it."""

import json
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.utils import translation

from award.domain.seasons import create_season, set_calendar
from award.models import Season
from criteria.domain.loader import load
from criteria.domain.publishing import publish, register
from criteria.instrument import Instrument
from criteria.models import Instrument as InstrumentRow
from directory.enums import RoleKind, Zone
from directory.models import Person, Region
from record.models import Job
from record.rules import SYSTEM
from record.store import get_store
from verification.domain.evidence import CHECK_JOB
from workers.demo.cast import Cast
from workers.rehearsal import clock
from workers.rehearsal.company import gather
from workers.rehearsal.outcome import invariants
from workers.rehearsal.outcome.figures import figures_of
from workers.rehearsal.planning.course import CALENDAR, YEAR, Course
from workers.rehearsal.planning.order import FIGURES, ORDER, Order
from workers.rehearsal.planning.plan import Kanwil, make_plan
from workers.rehearsal.scene import Scene
from workers.rehearsal.stages import HAND_IN, stages
from workers.rehearsal.waiting import until_done

Tell = Callable[[str], None]


class NotOurs(Exception):
    """The database or the store is not one that was made for this rehearsal."""


def play(folder: Path, tell: Tell) -> None:
    """Play the folder's order and write its figures beside it. Raises NotOurs, and what breaks."""
    order = Order.read(folder / ORDER)
    translation.activate("id")
    _require_ours(folder)
    began = time.monotonic()
    scene = _prepare(order)
    seconds = {"prepare": time.monotonic() - began}
    checks = 0
    for stage in stages(Course(scene.instrument.process)):
        begun = time.monotonic()
        clock.move_to(stage.at)
        tell(f"{stage.at:%Y-%m-%d} {stage.name}")
        for act in stage.acts:
            act(scene)
        until_done(tell)
        seconds[stage.name] = time.monotonic() - begun
        if stage.name == HAND_IN:
            checks = Job.objects.filter(kind=CHECK_JOB).count()
    begun = time.monotonic()
    tell("the invariants")
    faults = invariants.all_of(scene, folder / "bundle")
    seconds["invariants"] = time.monotonic() - begun
    figures = figures_of(scene, faults, checks_per_second=checks / seconds[HAND_IN])
    figures["seconds"] = {name: round(value, 1) for name, value in seconds.items()}
    (folder / FIGURES).write_text(json.dumps(figures), encoding="utf-8")


def _require_ours(folder: Path) -> None:
    """Raise NotOurs unless everything lies in this folder's hands and is empty."""
    if settings.VAR.resolve() != folder.resolve() or not (folder / clock.NAME).exists():
        raise NotOurs(f"{settings.VAR} is not the folder of this rehearsal")
    if Season.objects.exists() or Person.objects.exists():
        raise NotOurs("the database has seasons or people in it; a rehearsal takes an empty one")
    if next(iter(get_store().digests()), None) is not None:
        raise NotOurs("the store has files in it; a rehearsal takes an empty one")


def _prepare(order: Order) -> Scene:
    instrument, row = _instrument(order)
    regions = Region.objects.order_by("number").values_list("code", "time_zone")
    plan = make_plan(order, instrument, [Kanwil(code, Zone(zone)) for code, zone in regions])
    cast = gather(order, plan, instrument)
    return Scene(
        order=order,
        plan=plan,
        cast=cast,
        season=_season(cast, row),
        instrument=instrument,
    )


def _instrument(order: Order) -> tuple[Instrument, InstrumentRow]:
    """The instrument, in the register and published."""
    row = register(actor=SYSTEM, toml_text=order.instrument, name=order.instrument_name)
    instrument = load(order.instrument, name=order.instrument_name)
    return instrument, publish(actor=SYSTEM, instrument=row)


def _season(cast: Cast, instrument: InstrumentRow) -> Season:
    admin = cast.actor(RoleKind.CENTRE_ADMIN)
    season = create_season(
        year=YEAR,
        name=f"Gladi {YEAR}",
        instrument=instrument,
        time_zone=Zone.WIB,
        upload_grace_minutes=30,
        by=admin,
    )
    set_calendar(season_id=season.pk, dates=CALENDAR, expected_version=season.version, by=admin)
    return season
