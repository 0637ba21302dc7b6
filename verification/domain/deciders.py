"""Who decides about findings and checks: the team first, the centre once it is verified."""

from django.utils.translation import gettext as _

from award.enums import Capacity, State
from award.errors import NotAllowed
from award.models import Application
from award.rules import is_centre_verifier
from directory.actors import Actor
from directory.models import Person
from verification.rules import has_conflict, is_member_in_force

WITH_THE_TEAM = frozenset(
    {State.DRAFT, State.SELF_ASSESSED, State.EVIDENCE_OPEN, State.UNDER_VERIFICATION}
)
CONFIRMING = frozenset({Capacity.TEAM_LEADER, Capacity.CENTRE_VERIFIER})


def decides_findings(actor: Actor, application: Application) -> Capacity | None:
    """In what capacity the person decides findings of the application now, if at all."""
    if has_conflict(actor, application):
        return None
    if application.state not in WITH_THE_TEAM:
        return is_centre_verifier(actor, application)
    return is_member_in_force(actor, application)


def waives_checks(actor: Actor, application: Application) -> Capacity | None:
    """In what capacity the person may let a check that could not be done count as done."""
    capacity = decides_findings(actor, application)
    return capacity if capacity in CONFIRMING else None


def require_decider(application: Application, by: Actor) -> tuple[Person, Capacity]:
    """Who decides and in what capacity. Raises NotAllowed for anyone else."""
    capacity = decides_findings(by, application)
    if by.person is None or capacity is None:
        raise NotAllowed(_("Anda tidak (lagi) berwenang memutuskan temuan pengajuan ini."))
    return by.person, capacity
