"""A season in bulk: rows as the domain would have left them, past the domain.

Written so because a thousand units played act by act take long. Their acts have no entries in the
ledger, so a bundle of them is complete in length and does not verify.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import connection
from django.db.models import F
from django.utils import timezone

from award.enums import Capacity, DateKind, SeasonState, State
from award.models import Application, Claim, Proposal, Season, SeasonDate
from award.queries.instruments import indicators_of, instrument_of
from criteria.models import Instrument
from directory.enums import RoleKind, UnitType
from directory.models import Person, Region, Role, Unit
from jury.domain.closing import root_of
from jury.enums import SheetState
from jury.models import (
    Closing,
    Panel,
    PanelApplication,
    ScoreSheet,
    ScoreVersion,
    Seat,
    SeatAssignment,
)
from record.canonical import canonical
from record.models import Blob
from tests.support.past_the_net import past_the_net
from verification.models import EvidenceItem, EvidenceVersion

CODE = "permenkumham-27-2018"
FILES = 60
BATCH = 5000
LONG_AGO = date(2018, 1, 1)
DAYS = {kind: day for day, kind in enumerate(DateKind, start=-200)}


@dataclass(frozen=True)
class World:
    """A season with all its units being judged, and who judges them."""

    season: Season
    applications: Sequence[Application]
    panel: Panel
    chair: Person
    secretary: Person


def fill(year: int, *, units: int, jurors: int, files: int = FILES) -> World:
    """A season whose units all wait for the closing of one panel, every sheet sealed."""
    draw = Random(year)
    season = _season(year)
    chair = _people(f"chair{year}", 1, RoleKind.JURY_CHAIR)[0]
    secretary = _people(f"secretary{year}", 1, RoleKind.JURY_SECRETARY)[0]
    applications = _applications(season, _units(units))
    _claims(season, applications, chair)
    _evidence(applications, chair, files)
    panel = Panel.objects.create(season=season, name="Panel 1", created_by=secretary)
    PanelApplication.objects.bulk_create(
        PanelApplication(panel=panel, application=row, since=timezone.now()) for row in applications
    )
    seats = Seat.objects.bulk_create(
        Seat(panel=panel, person=person, order_seed=number, starts=timezone.now())
        for number, person in enumerate(_people(f"juror{year}", jurors, RoleKind.JUROR))
    )
    SeatAssignment.objects.bulk_create(
        SeatAssignment(seat=seat, application=row, since=timezone.now())
        for seat in seats
        for row in applications
    )
    _sheets(applications, seats, draw)
    settle()
    return World(season, applications, panel, chair, secretary)


def settle() -> None:
    """Let PostgreSQL tidy up and count what was written in bulk.

    It would by itself within minutes, beside what is measured.
    """
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
        cursor.execute("CHECKPOINT")


def close(world: World) -> Closing:
    """Close the panel over all its sheets, as two people would have."""
    versions = ScoreVersion.objects.filter(sheet__seat__panel=world.panel)
    now = timezone.now()
    root = root_of(versions)
    proposal = Proposal.objects.create(
        act="close_scoring",
        subject=f"panel:{world.panel.pk}",
        params={"applications": {}, "root": root},
        digest="0" * 64,
        by=world.chair,
        capacity=Capacity.JURY_CHAIR,
        at=now,
        expires_at=now,
        confirmed_by=world.secretary,
        confirmed_at=now,
    )
    world.season.applications.update(state=State.SCORED, version=F("version") + 1)
    return Closing.objects.create(
        panel=world.panel, proposal=proposal, root=root, sheets=versions.count(), at=now
    )


def archive(world: World) -> None:
    """Let the season be over: published, and nothing in it under embargo or anybody's to do."""
    with past_the_net():
        world.season.applications.update(
            state=State.NOT_AWARDED, version=F("version") + 1, published_version=F("version") + 1
        )
    Season.objects.filter(pk=world.season.pk).update(
        state=SeasonState.ARCHIVED,
        decision_number=f"BENCH-{world.season.year}",
        decision_date=timezone.localdate(),
        published_at=timezone.now(),
    )


def _season(year: int) -> Season:
    instrument = Instrument.objects.filter(code=CODE).latest("version")
    season = Season.objects.create(
        year=year,
        name="Penghargaan P2HAM",
        instrument=instrument,
        state=SeasonState.SCORING,
        frozen_toml=instrument.toml,
    )
    SeasonDate.objects.bulk_create(
        SeasonDate(season=season, kind=kind, at=timezone.now() + timedelta(days=day))
        for kind, day in DAYS.items()
    )
    return season


def _units(number: int) -> list[Unit]:
    """So many units over all regions; those of an earlier season are taken again."""
    types = sorted(instrument_types())
    regions = list(Region.objects.order_by("pk"))
    known = list(Unit.objects.filter(work_unit_code__gte="500000").order_by("work_unit_code"))
    new = Unit.objects.bulk_create(
        Unit(
            work_unit_code=f"{500_000 + n}",
            name=f"{UnitType(types[n % len(types)]).label} {n:04}",
            unit_type=types[n % len(types)],
            region=regions[n % len(regions)],
            latitude=-6,
            longitude=106,
        )
        for n in range(len(known), number)
    )
    return [*known, *new][:number]


def instrument_types() -> frozenset[str]:
    """The unit types that the instrument judges."""
    season = Season.objects.latest("year")
    return frozenset(instrument_of(season).unit_types)


def _people(name: str, number: int, kind: RoleKind) -> list[Person]:
    people = Person.objects.bulk_create(
        Person(
            email=f"{name}-{n}@contoh.go.id", name=f"{name} {n}", password=UNUSABLE_PASSWORD_PREFIX
        )
        for n in range(number)
    )
    Role.objects.bulk_create(Role(person=one, kind=kind, starts=LONG_AGO) for one in people)
    return people


def _applications(season: Season, units: Sequence[Unit]) -> list[Application]:
    return Application.objects.bulk_create(
        Application(
            season=season,
            unit=unit,
            region_id=unit.region_id,
            unit_type=unit.unit_type,
            state=State.IN_SCORING,
            state_since=timezone.now(),
        )
        for unit in units
    )


def _claims(season: Season, applications: Sequence[Application], by: Person) -> None:
    now = timezone.now()
    Claim.objects.bulk_create(
        (
            Claim(
                application=row,
                indicator=indicator.code,
                version=1,
                value=indicator.scale.answers[0].code,
                by=by,
                at=now,
            )
            for row in applications
            for indicator in indicators_of(row)
        ),
        batch_size=BATCH,
    )


def _evidence(applications: Sequence[Application], by: Person, files: int) -> None:
    now = timezone.now()
    items = EvidenceItem.objects.bulk_create(
        (
            EvidenceItem(application=row, indicator=indicator, number=number)
            for row in applications
            for indicator, number in _slots(row, files)
        ),
        batch_size=BATCH,
    )
    digests = [hashlib.sha256(str(item.pk).encode()).hexdigest() for item in items]
    Blob.objects.bulk_create((Blob(sha256=each, size=1) for each in digests), batch_size=BATCH)
    EvidenceVersion.objects.bulk_create(
        (
            EvidenceVersion(
                item=item,
                version=1,
                blob_id=digest,
                size=1,
                kind="jpeg",
                original_name="IMG_0001.jpg",
                uploaded_by=by,
                begun_at=now,
                received_at=now,
            )
            for item, digest in zip(items, digests, strict=True)
        ),
        batch_size=BATCH,
    )


def _slots(application: Application, files: int) -> Iterator[tuple[str, int]]:
    codes = [indicator.code for indicator in indicators_of(application)]
    for number in range(files):
        yield codes[number % len(codes)], number // len(codes) + 1


def _sheets(applications: Sequence[Application], seats: Sequence[Seat], draw: Random) -> None:
    now = timezone.now()
    sheets = ScoreSheet.objects.bulk_create(
        (
            ScoreSheet(
                seat=seat,
                application=row,
                scoring_round=1,
                state=SheetState.SEALED,
                opened_at=now,
            )
            for row in applications
            for seat in seats
        ),
        batch_size=BATCH,
    )
    ScoreVersion.objects.bulk_create((_sealed(sheet, draw) for sheet in sheets), batch_size=BATCH)


def _sealed(sheet: ScoreSheet, draw: Random) -> ScoreVersion:
    instrument = instrument_of(sheet.application.season)
    scores = {
        indicator.code: {
            "value": draw.choice(instrument.juror_scale_of(indicator.code).answers).code
        }
        for indicator in indicators_of(sheet.application)
    }
    content = canonical(
        {
            "application": str(sheet.application_id),
            "sheet": str(sheet.pk),
            "round": 1,
            "scores": scores,
            "comments": {},
        }
    )
    return ScoreVersion(
        sheet=sheet,
        version=1,
        content=content,
        digest=hashlib.sha256(content.encode()).hexdigest(),
        by_id=sheet.seat.person_id,
        at=timezone.now(),
    )
