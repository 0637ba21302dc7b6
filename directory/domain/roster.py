"""A list of units and people: taken in, planned, and done as a whole or not at all."""

import hashlib
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from directory.actors import Actor
from directory.domain import people, units
from directory.domain.accounts import Details
from directory.domain.admins import lock_admins
from directory.domain.roles import end_role, give_role
from directory.enums import Scope, UnitClass, Zone
from directory.errors import NotAllowed, Refused
from directory.models import Person, Region, Role, RosterFile, Unit
from directory.queries.roster import known
from directory.roster.compare import compare
from directory.roster.plan import PersonLine, Plan, RoleLine, UnitChange, UnitLine
from directory.roster.unreadable import reason
from directory.rules import require_manager
from directory.sheets.tables import Unreadable
from directory.sheets.wire import from_json, to_json
from record.canonical import Fact
from record.domain.work import recorded

# A dotted path, as in `award.edges`: the child that reads hostile bytes is an app's above this one.
READS_A_TABLE = "verification.domain.sheets.read_apart"
KEPT = timedelta(days=1)


class Changed(Exception):
    """The directory is not what it was when the list was looked at."""


def take_in(*, actor: Actor, name: str, data: bytes, encoding: str) -> RosterFile:
    """Keep a list as it was sent, until it is imported; `encoding` is that of a CSV.

    The lists that the same person sent before go. Raises NotAllowed.
    """
    require_manager(actor)
    if actor.person is None:
        raise NotAllowed
    RosterFile.objects.filter(by=actor.person, applied_at=None).delete()
    return RosterFile.objects.create(
        by=actor.person,
        name=_one_line(name),
        sha256=hashlib.sha256(data).hexdigest(),
        encoding=encoding,
        data=data,
        at=timezone.now(),
    )


def forget_old() -> int:
    """Delete the lists that nobody imported within a day: they are full of names and addresses."""
    old = RosterFile.objects.filter(at__lt=timezone.now() - KEPT, applied_at=None)
    return old.delete()[0]


def read_in(roster: RosterFile) -> None:
    """Read what was sent; a second time does nothing. Raises Refused with why it cannot be read.

    A list that cannot be read is of no use to anybody and goes at once.
    """
    row = RosterFile.objects.filter(pk=roster.pk)
    try:
        tables = import_string(READS_A_TABLE)(bytes(roster.data), roster.encoding)
    except Unreadable as found:
        row.filter(read_at=None).delete()
        raise Refused([reason(found)]) from found
    read = [to_json(table) for table in tables]
    row.filter(read_at=None).update(tables=read, data=b"", read_at=timezone.now())


def plan_of(roster: RosterFile) -> Plan:
    """What the list would do now, or all that is wrong with it."""
    return compare([from_json(table) for table in roster.tables], known())


def import_roster(*, actor: Actor, roster: RosterFile, digest: str, mailed: bool) -> Plan:
    """Do all that the list says, if it still does what `digest` was made of (Plan.digest).

    New people get the mail with their link if `mailed`. Raises NotAllowed, Changed, or Refused for
    a list with anything wrong and for one that was imported before; then nothing was written.
    """
    require_manager(actor)
    with recorded(actor=actor.ledger) as work:
        lock_admins()
        row = RosterFile.objects.select_for_update(no_key=True).get(pk=roster.pk)
        if row.applied_at is not None or row.read_at is None:
            raise Refused([_("Daftar ini sudah diimpor atau belum dibaca.")])
        _lock_named(plan_of(row))
        # Only now nobody can change what the plan is made of.
        plan = plan_of(row)
        if plan.digest(row.sha256) != digest:
            raise Changed
        if plan.wrong or not plan.changes:
            raise Refused(
                [_("Daftar ini tidak dapat diimpor: tidak ada yang diubah atau ada yang salah.")]
            )
        _carry_out(actor, plan, mailed=mailed)
        row.tables, row.changes, row.applied_at = [], plan.changes, timezone.now()
        row.save(update_fields=["tables", "changes", "applied_at"])
        facts: dict[str, Fact] = {"sha256": row.sha256, "changes": plan.changes, "mailed": mailed}
        work.event("roster_imported", subject=f"roster:{row.pk}", facts=facts)
    return plan


def _lock_named(plan: Plan) -> None:
    """Lock the places and people that the plan is about, in the order that lock_place names."""
    acting = [role for role in plan.new_roles if role.acting]
    codes = {change.after.code for change in plan.changed_units} | {role.unit for role in acting}
    emails = {change.after.email for change in plan.changed_people}
    emails |= {role.email for role in plan.new_roles} | {end.email for end in plan.ended_roles}
    units_named = Unit.objects.filter(work_unit_code__in=sorted(codes))
    regions_named = Region.objects.filter(pk__in=sorted(role.region for role in acting))
    people_named = Person.objects.filter(email__in=sorted(emails))
    for rows in (units_named, regions_named, people_named):
        list(rows.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))


def _carry_out(actor: Actor, plan: Plan, *, mailed: bool) -> None:
    regions = {region.pk: region for region in Region.objects.all()}
    for line in plan.new_units:
        _create(actor, line, regions[line.region])
    for change in plan.changed_units:
        _change(actor, change, regions)
    _carry_out_people(actor, plan, regions, mailed=mailed)


def _create(actor: Actor, line: UnitLine, region: Region) -> None:
    units.create_unit(
        actor=actor,
        work_unit_code=line.code,
        name=line.name,
        unit_type=line.unit_type,
        unit_class=line.unit_class,
        region=region,
        latitude=line.latitude,
        longitude=line.longitude,
    )


def _change(actor: Actor, change: UnitChange, regions: dict[str, Region]) -> None:
    before, after = change.before, change.after
    unit = Unit.objects.get(work_unit_code=after.code)
    if _details(before) != _details(after):
        name, unit_class, latitude, longitude = _details(after)
        units.amend_unit(
            actor=actor,
            unit=unit,
            name=name,
            unit_class=unit_class,
            latitude=latitude,
            longitude=longitude,
        )
    if before.region != after.region:
        units.move_unit(actor=actor, unit=unit, region=regions[after.region])
    if before.closed_on != after.closed_on and after.closed_on is not None:
        units.close_unit(actor=actor, unit=unit, on=after.closed_on)


def _carry_out_people(
    actor: Actor, plan: Plan, regions: dict[str, Region], *, mailed: bool
) -> None:
    codes = {role.unit for role in plan.new_roles if role.unit}
    at = {unit.work_unit_code: unit for unit in Unit.objects.filter(work_unit_code__in=codes)}
    zones = {role.email: _zone(role, at, regions) for role in reversed(plan.new_roles)}
    for line in plan.new_people:
        people.invite_person(
            actor=actor,
            details=_person(line),
            time_zone=zones.get(line.email, Zone.WIB),
            mailed=mailed,
        )
    emails = {change.after.email for change in plan.changed_people}
    emails |= {role.email for role in plan.new_roles}
    who = {person.email: person for person in Person.objects.filter(email__in=sorted(emails))}
    for change in plan.changed_people:
        person = who[change.after.email]
        people.amend_person(actor=actor, person=person, details=_person(change.after))
    for end in plan.ended_roles:
        end_role(actor=actor, role=Role.objects.get(pk=UUID(end.role)), ends=end.ends)
    for role in plan.new_roles:
        give_role(
            actor=actor,
            person=who[role.email],
            kind=role.kind,
            unit=at.get(role.unit),
            region=regions.get(role.region),
            starts=role.starts,
            ends=role.ends,
            acting=role.acting,
        )


def _zone(role: RoleLine, at: dict[str, Unit], regions: dict[str, Region]) -> Zone:
    """A new person reads times as they are where they work; at the centre that is Jakarta."""
    if role.kind.scope == Scope.CENTRE:
        return Zone.WIB
    code = at[role.unit].region_id if role.unit else role.region
    return regions[code].zone


def _person(line: PersonLine) -> Details:
    return Details(
        name=line.name,
        email=line.email,
        nip=line.nip or None,
        rank=line.rank,
        position=line.position,
    )


def _details(line: UnitLine) -> tuple[str, UnitClass, Decimal | None, Decimal | None]:
    return line.name, line.unit_class, line.latitude, line.longitude


def _one_line(name: str) -> str:
    return "".join(sign for sign in name if sign.isprintable())[:200] or "-"
