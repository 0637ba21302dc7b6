"""Hundreds of rows at once, past the domain: enough of each to make a list long."""

from datetime import timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from award.enums import Capacity, State
from award.models import Application, Claim, Grant
from award.queries.instruments import indicators_of
from directory.enums import RoleKind, UnitType
from directory.models import Person, Role, Unit
from directory.queries.roles import today
from jury.models import Decision, Publication
from record.models import LedgerEntry, Notice
from tests.directory.factories import LONG_AGO, make_holder
from tests.verification.situations import Scene
from verification.models import Assignment, Decree, IndicatorVerification

_numbers = count(1)


def units(scene: Scene, number: int) -> list[Unit]:
    return Unit.objects.bulk_create(
        Unit(
            work_unit_code=f"{800000 + next(_numbers)}",
            name=f"Bapas {next(_numbers):06}",
            unit_type=UnitType.PROBATION_OFFICE,
            region=scene.place.region,
        )
        for _ in range(number)
    )


def people(scene: Scene, number: int) -> None:
    made = Person.objects.bulk_create(
        Person(email=f"banyak{next(_numbers)}@contoh.go.id", name="Orang Banyak", password="!")
        for _ in range(number)
    )
    Role.objects.bulk_create(
        Role(
            person=person,
            kind=RoleKind.REGION_VERIFIER,
            region=scene.place.region,
            starts=LONG_AGO,
        )
        for person in made
    )


def applications(scene: Scene, number: int, state: State, **fields: Any) -> list[Application]:
    now = timezone.now()
    return Application.objects.bulk_create(
        Application(
            season=scene.season,
            unit=unit,
            region=scene.place.region,
            unit_type=unit.unit_type,
            state=state,
            state_since=now,
            **fields,
        )
        for unit in units(scene, number)
    )


def with_team(scene: Scene, number: int, state: State) -> list[Application]:
    """Applications that the scene's team works on, one indicator of each verified."""
    rows, now = applications(scene, number, state), timezone.now()
    Assignment.objects.bulk_create(
        Assignment(application=row, decree=scene.decree, starts=now, by=scene.place.secretariat)
        for row in rows
    )
    Grant.objects.bulk_create(
        Grant(
            application=row,
            person=scene.leader,
            capacity=Capacity.TEAM_LEADER,
            starts=now,
            source=f"decree:{scene.decree.pk}",
        )
        for row in rows
    )
    indicator = indicators_of(scene.application)[0].code
    given: dict[str, Any] = {"indicator": indicator, "version": 1, "value": "ada", "at": now}
    Claim.objects.bulk_create(Claim(application=row, by=scene.leader, **given) for row in rows)
    IndicatorVerification.objects.bulk_create(
        IndicatorVerification(
            application=row, decree=scene.decree, by=scene.leader, basis="0" * 64, **given
        )
        for row in rows
    )
    return rows


def decrees(scene: Scene, number: int) -> None:
    old = scene.decree
    Decree.objects.bulk_create(
        Decree(
            season=old.season,
            region=old.region,
            issuer=old.issuer,
            number=f"W.15-{next(_numbers)}",
            date=old.date,
            starts=old.starts,
            last_day=old.last_day,
            valid_from=old.valid_from,
            valid_until=old.valid_until,
            file=old.file,
            registered_by=old.registered_by,
            registered_at=old.registered_at,
        )
        for _ in range(number)
    )


def notices(person: Person, number: int) -> None:
    Notice.objects.bulk_create(
        Notice(
            recipient=person,
            kind="assign_team",
            event_key=str(next(_numbers)),
            params={"unit": "Bapas", "season": "P2HAM"},
        )
        for _ in range(number)
    )


def ledger(number: int) -> None:
    """Entries that hang on nothing: enough for a page, no chain to verify."""
    now, last = timezone.now(), LedgerEntry.objects.order_by("-seq").first()
    start = last.seq + 1 if last else 1
    LedgerEntry.objects.bulk_create(
        LedgerEntry(
            seq=seq,
            prev_hash=f"{seq:064x}",
            hash=f"{seq + 1:064x}",
            body="{}",
            at=now,
            actor="system",
            kind="season_moved",
            subject="season:2026",
        )
        for seq in range(start, start + number)
    )


def laureates(scene: Scene, number: int) -> None:
    rows = applications(scene, number, State.AWARDED, published_version=1)
    admin, now = make_holder(RoleKind.CENTRE_ADMIN), timezone.now()
    Decision.objects.bulk_create(
        Decision(
            application=row,
            version=1,
            outcome="awarded",
            number="M.HH-01",
            date=today(),
            reasons="Baik.",
            by=admin,
            at=now,
        )
        for row in rows
    )
    Publication.objects.get_or_create(
        season=scene.season,
        defaults={
            "number": "M.HH-01",
            "date": today(),
            "digest": "0" * 64,
            "by": admin,
            "at": now + timedelta(hours=1),
        },
    )
