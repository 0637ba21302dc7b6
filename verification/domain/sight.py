"""Who may read what of the evidence, beyond seeing the application at all."""

from award.enums import Capacity
from award.models import Application
from award.queries.visible import grants_in_force
from award.rules import works_for_unit
from directory.actors import Actor
from directory.enums import RoleKind
from directory.queries.roles import holds_any

TEAM = (Capacity.TEAM_LEADER, Capacity.TEAM_SECRETARY, Capacity.TEAM_MEMBER)
JURY = (Capacity.JUROR, Capacity.JURY_CHAIR, Capacity.JURY_SECRETARY)
CENTRE = frozenset({RoleKind.CENTRE_ADMIN, RoleKind.CENTRE_VERIFIER, RoleKind.AUDITOR})
HEADS_OF_JURY = frozenset({RoleKind.JURY_CHAIR, RoleKind.JURY_SECRETARY})
REGION = frozenset({RoleKind.REGION_HEAD, RoleKind.REGION_SECRETARIAT})


def reads_findings(actor: Actor, application: Application) -> bool:
    """Whether the person reads findings as those who judge them do, other units' files included.

    The team in force, the Kanwil's head and secretariat, the centre, the heads of the jury;
    never the unit, which is told what it is asked.
    """
    person = actor.person
    if person is None or works_for_unit(actor, application) is not None:
        return False
    return (
        holds_any(person, CENTRE | HEADS_OF_JURY)
        or holds_any(person, REGION, region=application.region)
        or _granted(actor, application, TEAM)
    )


def needs_originals(actor: Actor, application: Application) -> bool:
    """Whether the person's work needs the bytes as they were sent, with all they give away."""
    person = actor.person
    if person is None:
        return False
    return (
        works_for_unit(actor, application) is not None
        or holds_any(person, CENTRE)
        or _granted(actor, application, (*TEAM, *JURY))
    )


def _granted(actor: Actor, application: Application, capacities: tuple[Capacity, ...]) -> bool:
    grants = grants_in_force().filter(application=application, capacity__in=capacities)
    return grants.filter(person=actor.person).exists()
