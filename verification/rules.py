"""Who may act for a verification team."""

from award.enums import Capacity
from award.models import Application
from award.rules import is_region_secretariat
from directory.actors import Actor
from verification.enums import TeamFunction
from verification.queries.conflicts import in_conflict
from verification.queries.team import membership

CAPACITIES = {
    TeamFunction.LEADER: Capacity.TEAM_LEADER,
    TeamFunction.SECRETARY: Capacity.TEAM_SECRETARY,
    TeamFunction.MEMBER: Capacity.TEAM_MEMBER,
}


def is_member_in_force(actor: Actor, application: Application) -> Capacity | None:
    """The capacity the decree in force gives the person: leader, secretary or member."""
    if actor.person is None:
        return None
    member = membership(actor.person, application)
    return CAPACITIES[TeamFunction(member.function)] if member else None


def is_leader_in_force(actor: Actor, application: Application) -> Capacity | None:
    """The leader of the team whose decree is in force."""
    capacity = is_member_in_force(actor, application)
    return capacity if capacity == Capacity.TEAM_LEADER else None


def has_conflict(actor: Actor, application: Application) -> bool:
    """Whether the person serves in the assessed unit or did so lately."""
    person = actor.person
    return person is not None and in_conflict(application, [person]).exists()


def acts_as(actor: Actor, application: Application) -> Capacity | None:
    """As what the person may write for the team: a member in force, without conflict."""
    capacity = is_member_in_force(actor, application)
    return None if capacity and has_conflict(actor, application) else capacity


def may_verify(actor: Actor, application: Application) -> bool:
    """Whether the person may write for the team."""
    return acts_as(actor, application) is not None


def divides(actor: Actor, application: Application) -> bool:
    """Whether the person divides the indicators among the team: its leader, without conflict."""
    return acts_as(actor, application) == Capacity.TEAM_LEADER


def plans_visits(actor: Actor, application: Application) -> bool:
    """Whether the person plans visits: the Kanwil's secretariat, or the team's leader."""
    keeps = is_region_secretariat(actor, application) is not None
    return keeps or divides(actor, application)
