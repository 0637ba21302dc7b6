"""Who may look into the directory, and who may change it."""

from directory.actors import Actor
from directory.enums import RoleKind
from directory.errors import NotAllowed
from directory.models import Person, Unit
from directory.queries.roles import holds, holds_any

READERS = frozenset({RoleKind.CENTRE_ADMIN, RoleKind.AUDITOR, RoleKind.REGION_SECRETARIAT})


def manages_directory(person: Person) -> bool:
    """Whether the person may invite people, give roles and keep the list of units."""
    return holds_any(person, {RoleKind.CENTRE_ADMIN})


def reads_directory(person: Person) -> bool:
    """Whether the person may see lists of people and units; which ones is in queries.visible."""
    return holds_any(person, READERS)


def reads_ledger(person: Person) -> bool:
    """Whether the person may read the ledger's page."""
    return holds_any(person, {RoleKind.CENTRE_ADMIN, RoleKind.AUDITOR})


def heads(person: Person, unit: Unit) -> bool:
    """Whether the person is head of that unit today, also an acting one."""
    return holds(person, RoleKind.UNIT_HEAD, unit=unit)


def names_acting_head(person: Person, unit: Unit) -> bool:
    """Whether the person may name who stands in for the unit's head."""
    kinds = {RoleKind.CENTRE_ADMIN, RoleKind.REGION_SECRETARIAT}
    return holds_any(person, kinds, unit=unit)


def require_manager(actor: Actor) -> None:
    """Raise NotAllowed unless the actor manages the directory, or is the machine itself."""
    if actor.person is not None and not manages_directory(actor.person):
        raise NotAllowed
