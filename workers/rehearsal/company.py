"""Everybody who plays: the units of the plan, their people, those of each Kanwil and the centre."""

import secrets

from django.contrib.auth.hashers import make_password

from criteria.instrument import Instrument
from directory.enums import RoleKind, UnitClass, UnitType
from directory.models import Region
from record.domain.work import Work, recorded
from workers.demo.cast import Cast, join, settle
from workers.rehearsal.planning.order import Order
from workers.rehearsal.planning.plan import Plan, PlannedUnit

LEAST_OF_A_TEAM = 3
CENTRE = {
    RoleKind.CENTRE_ADMIN: 2,  # who judges an objection did not decide before
    RoleKind.CENTRE_VERIFIER: 1,
    RoleKind.JURY_CHAIR: 1,
    RoleKind.JURY_SECRETARY: 1,
    RoleKind.AUDITOR: 1,
}


def gather(order: Order, plan: Plan, instrument: Instrument) -> Cast:
    """Make all units and people of the plan. Nobody can sign in: nobody knows the password."""
    cast = Cast(secrets.token_urlsafe())
    hashed = make_password(cast.password)
    team = max(LEAST_OF_A_TEAM, instrument.process.team_size_min)
    with recorded(actor="system") as work:
        for kind, count in {**CENTRE, RoleKind.JUROR: order.jurors}.items():
            _several(cast, work, kind, count, hashed=hashed)
        for code in plan.regions:
            region = Region.objects.get(code=code)
            _several(cast, work, RoleKind.REGION_HEAD, 1, hashed=hashed, region=region)
            _several(cast, work, RoleKind.REGION_SECRETARIAT, 1, hashed=hashed, region=region)
            _several(cast, work, RoleKind.REGION_VERIFIER, team, hashed=hashed, region=region)
        for unit in plan.units:
            _unit(cast, work, unit, hashed)
    return cast


def _several(
    cast: Cast,
    work: Work,
    kind: RoleKind,
    count: int,
    *,
    hashed: str,
    region: Region | None = None,
) -> None:
    where = f"-{region.code}" if region else ""
    for number in range(1, count + 1):
        slug = f"{kind.replace('_', '-')}{where}-{number}"
        name = f"{kind.label} {region.name if region else ''} {number}"
        join(cast, work, kind, " ".join(name.split()), slug, hashed=hashed, region=region)


def _unit(cast: Cast, work: Work, planned: PlannedUnit, hashed: str) -> None:
    kind = UnitType(planned.unit_type)
    name = f"{kind.label} Gladi {planned.number + 1}"
    unit = settle((planned.region, kind, UnitClass.NONE, name, *planned.place), planned.code)
    cast.units.append(unit)
    for role, title in ((RoleKind.UNIT_HEAD, "Kepala"), (RoleKind.UNIT_OPERATOR, "Operator")):
        slug = f"{title.lower()}-{planned.code}"
        join(cast, work, role, f"{title} {unit.name}", slug, hashed=hashed, unit=unit)
