"""Who is told of a walked edge."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from award.edges import Edge
from award.enums import Capacity
from award.models import Application
from award.queries.visible import grants_in_force
from directory.enums import UNIT_KINDS, RoleKind
from directory.models import Person, Role
from directory.queries.roles import holders, in_force

TEAM = (Capacity.TEAM_LEADER, Capacity.TEAM_SECRETARY, Capacity.TEAM_MEMBER)


def people_to_tell(edge: Edge, application: Application) -> list[Person]:
    """The people of each audience the edge names, each once."""
    people: dict[object, Person] = {}
    for audience in edge.tell:
        people |= {person.pk: person for person in _audience(audience, application)}
    return list(people.values())


def _audience(audience: str, application: Application) -> list[Person]:
    match audience:
        case "unit":
            return unit_people(application)
        case "team":
            return team_people(application)
        case "secretariat":
            return list(holders(RoleKind.REGION_SECRETARIAT, region=application.region))
        case "region_head":
            return list(holders(RoleKind.REGION_HEAD, region=application.region))
        case "centre":
            return list(holders(RoleKind.CENTRE_VERIFIER))
        case _:
            raise ValueError(audience)


def unit_people(application: Application) -> list[Person]:
    """The unit's head and operators in force."""
    heads = holders(RoleKind.UNIT_HEAD, unit=application.unit)
    operators = holders(RoleKind.UNIT_OPERATOR, unit=application.unit)
    return list(heads.order_by().union(operators.order_by()))


def people_of_units(applications: Iterable[Application]) -> dict[UUID, list[Person]]:
    """What unit_people() says, for many in one query: by unit, each person once."""
    units = {application.unit_id for application in applications}
    held = Role.objects.filter(in_force(), kind__in=UNIT_KINDS, unit__in=units)
    found: defaultdict[UUID, dict[UUID, Person]] = defaultdict(dict)
    for role in held.select_related("person").order_by("person__name", "person__email"):
        if role.unit_id is not None:
            found[role.unit_id][role.person_id] = role.person
    return {unit: list(people.values()) for unit, people in found.items()}


def team_people(application: Application) -> list[Person]:
    """The team members whose grant is in force."""
    grants = grants_in_force().filter(application=application, capacity__in=TEAM)
    return list(Person.objects.filter(Q(pk__in=grants.values("person"))))
