"""What the directory holds, for a list to be compared with."""

from collections import defaultdict

from django.db.models import F

from directory.enums import RoleKind, UnitClass, UnitType
from directory.models import Person, Region, Role, Unit
from directory.queries.roles import today
from directory.roster.known import Known, KnownPerson, KnownRole, region_words
from directory.roster.plan import PersonLine, UnitLine


def known() -> Known:
    """The whole directory as it is now, in four queries."""
    people = {person.email: _person(person) for person in Person.objects.order_by()}
    return Known(
        today=today(),
        regions={
            word: region.pk
            for region in Region.objects.all()
            for word in region_words(region.pk, region.name)
        },
        units={unit.work_unit_code: _unit(unit) for unit in Unit.objects.order_by()},
        people=people,
        nips={each.line.nip: email for email, each in people.items() if each.line.nip},
        roles=_roles(),
    )


def _unit(unit: Unit) -> UnitLine:
    return UnitLine(
        code=unit.work_unit_code,
        name=unit.name,
        unit_type=UnitType(unit.unit_type),
        unit_class=UnitClass(unit.unit_class),
        region=unit.region_id,
        latitude=unit.latitude,
        longitude=unit.longitude,
        closed_on=unit.closed_on,
    )


def _person(person: Person) -> KnownPerson:
    line = PersonLine(
        email=person.email,
        name=person.name,
        nip=person.nip or "",
        rank=person.rank,
        position=person.position,
    )
    return KnownPerson(line=line, active=person.is_active)


def _roles() -> dict[str, list[KnownRole]]:
    found: defaultdict[str, list[KnownRole]] = defaultdict(list)
    # A role that was called off before it began has no days at all.
    rows = Role.objects.exclude(ends=F("starts")).select_related("person", "unit")
    for role in rows.order_by("starts", "pk"):
        found[role.person.email].append(
            KnownRole(
                pk=str(role.pk),
                email=role.person.email,
                kind=RoleKind(role.kind),
                unit=role.unit.work_unit_code if role.unit else "",
                region=role.region_id or "",
                acting=role.acting,
                starts=role.starts,
                ends=role.ends,
            )
        )
    return dict(found)
