"""Who may act on an application: small predicates, composed in the table of edges.

Each answers the capacity in which the person may act, or None.
"""

from award.enums import Capacity, DateKind
from award.errors import NotAllowed
from award.models import Application, Proposal
from award.queries.calendar import is_past
from award.queries.questions import read_by
from directory.actors import Actor
from directory.enums import RoleKind
from directory.models import Person
from directory.queries.roles import holds


def someone(actor: Actor) -> Person:
    """The person who acts; the clock may not. Raises NotAllowed."""
    if actor.person is None:
        raise NotAllowed
    return actor.person


def _at_unit(kind: RoleKind, actor: Actor, application: Application) -> bool:
    return actor.person is not None and holds(actor.person, kind, unit=application.unit)


def _in_region(kind: RoleKind, actor: Actor, application: Application) -> bool:
    return actor.person is not None and holds(actor.person, kind, region=application.region)


def reads_questions(actor: Actor, application: Application) -> bool:
    """Whether the person reads what the unit asks its Kanwil (see queries.questions.read_by)."""
    person = actor.person
    return person is not None and read_by(person).filter(pk=application.pk).exists()


def is_clock(actor: Actor, application: Application) -> Capacity | None:
    """Nobody acts: a deadline passed."""
    return Capacity.CLOCK if actor.person is None else None


def is_unit_head(actor: Actor, application: Application) -> Capacity | None:
    """The unit's head, appointed or acting."""
    return Capacity.UNIT_HEAD if _at_unit(RoleKind.UNIT_HEAD, actor, application) else None


def is_unit_operator(actor: Actor, application: Application) -> Capacity | None:
    """The unit's operator."""
    return Capacity.UNIT_OPERATOR if _at_unit(RoleKind.UNIT_OPERATOR, actor, application) else None


def works_for_unit(actor: Actor, application: Application) -> Capacity | None:
    """Head or operator: both may write answers and upload, only the head sends."""
    return is_unit_head(actor, application) or is_unit_operator(actor, application)


def is_region_head(actor: Actor, application: Application) -> Capacity | None:
    """The head of the Kanwil it belongs to."""
    return Capacity.REGION_HEAD if _in_region(RoleKind.REGION_HEAD, actor, application) else None


def is_region_secretariat(actor: Actor, application: Application) -> Capacity | None:
    """The secretariat of the Kanwil it belongs to."""
    held = _in_region(RoleKind.REGION_SECRETARIAT, actor, application)
    return Capacity.REGION_SECRETARIAT if held else None


class AtCentre:
    """A capacity by a role at the centre: the same for every application, so asked once of many."""

    def __init__(self, kind: RoleKind, capacity: Capacity) -> None:
        self._kind, self._capacity = kind, capacity

    def __call__(self, actor: Actor, application: Application) -> Capacity | None:
        return self.of(actor)

    def of(self, actor: Actor) -> Capacity | None:
        held = actor.person is not None and holds(actor.person, self._kind)
        return self._capacity if held else None


is_centre_admin = AtCentre(RoleKind.CENTRE_ADMIN, Capacity.CENTRE_ADMIN)
is_centre_verifier = AtCentre(RoleKind.CENTRE_VERIFIER, Capacity.CENTRE_VERIFIER)
is_jury_chair = AtCentre(RoleKind.JURY_CHAIR, Capacity.JURY_CHAIR)
is_jury_secretary = AtCentre(RoleKind.JURY_SECRETARY, Capacity.JURY_SECRETARY)


def is_centre_after_team_due(actor: Actor, application: Application) -> Capacity | None:
    """The centre appoints where the Kanwil let its date pass."""
    late = is_past(application, DateKind.TEAM_DUE)
    return is_centre_admin(actor, application) if late else None


def is_centre_after_forwarding_due(actor: Actor, application: Application) -> Capacity | None:
    """The centre takes over a verified application that the Kanwil did not forward in time."""
    late = is_past(application, DateKind.FORWARDING_DUE)
    return is_centre_admin(actor, application) if late else None


def is_other_of_chair_and_secretary(first: Proposal, actor: Actor) -> Capacity | None:
    """Chair or secretary, whichever did not propose."""
    return _other(first, is_jury_chair.of(actor), is_jury_secretary.of(actor))


def is_other_of_admin_and_chair(first: Proposal, actor: Actor) -> Capacity | None:
    """The centre's admin or the chair, whichever did not propose."""
    return _other(first, is_centre_admin.of(actor), is_jury_chair.of(actor))


def _other(first: Proposal, *held: Capacity | None) -> Capacity | None:
    """A capacity of the second person which the first did not act in."""
    return next((c for c in held if c is not None and c != first.capacity), None)
