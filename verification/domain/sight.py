"""Who may read what of the evidence, beyond seeing the application at all."""

from dataclasses import dataclass

from django.db.models import Exists, Q, QuerySet

from award.enums import Capacity
from award.models import Application
from award.queries.visible import (
    UNIT_KINDS,
    grants_in_force,
    visible_beyond_scoring,
    visible_by_role,
    visible_to,
)
from award.rules import works_for_unit
from directory.actors import Actor
from directory.enums import RoleKind
from directory.models import Person
from directory.queries.roles import holds_any, roles_now, roles_of
from verification.domain.deciders import WITH_THE_TEAM
from verification.enums import Purpose

TEAM = (Capacity.TEAM_LEADER, Capacity.TEAM_SECRETARY, Capacity.TEAM_MEMBER)
JURY = (Capacity.JUROR, Capacity.JURY_CHAIR, Capacity.JURY_SECRETARY)
CENTRE = frozenset({RoleKind.CENTRE_ADMIN, RoleKind.CENTRE_VERIFIER, RoleKind.AUDITOR})
HEADS_OF_JURY = frozenset({RoleKind.JURY_CHAIR, RoleKind.JURY_SECRETARY})
REGION = frozenset({RoleKind.REGION_HEAD, RoleKind.REGION_SECRETARIAT})
UNIT = frozenset(UNIT_KINDS)
JUDGES = CENTRE | HEADS_OF_JURY | REGION


@dataclass(frozen=True)
class Sight:
    """What a person is to an application, asked once for a page.

    `for_unit`: one of the assessed unit's people, its head if `is_head`. `judges`: reads
    findings as those who decide about them do. Neither: sees the files and no findings.
    `beside`: also what backs an objection.
    """

    for_unit: bool
    is_head: bool
    judges: bool
    beside: bool = True


# Of those who decide: for a page that nobody else is let into.
JUDGING = Sight(for_unit=False, is_head=False, judges=True)


def sight_of(actor: Actor, application: Application) -> Sight:
    """What the person is to the application now."""
    held = _roles_about(actor, application)
    if held & UNIT:
        return Sight(for_unit=True, is_head=RoleKind.UNIT_HEAD in held, judges=False)
    if held & JUDGES:
        return JUDGING
    judges = _granted(actor, application, TEAM)
    beside = judges and application.state in WITH_THE_TEAM
    return Sight(for_unit=False, is_head=False, judges=judges, beside=beside)


def readable_files(person: Person, item: str = "") -> Q:
    """Condition on rows with an `EvidenceItem` (`item` is the path to it): the person may open it.

    What backs an objection is read by those whose business the result is; by the team only once
    the objection was upheld and the questions about it are theirs to decide; by jurors never.
    """
    prefix = f"{item}__" if item else ""

    def of(applications: QuerySet[Application]) -> Q:
        return Q(**{f"{prefix}application__in": applications.order_by().values("pk")})

    again = visible_beyond_scoring(person).filter(state__in=WITH_THE_TEAM)
    evidence = Q(**{f"{prefix}purpose": Purpose.ASSESSMENT})
    return of(visible_to(person)) & (evidence | of(visible_by_role(person)) | of(again))


def reads_findings(actor: Actor, application: Application) -> bool:
    """Whether the person reads findings as those who judge them do, other units' files included.

    The team in force, the Kanwil's head and secretariat, the centre, the heads of the jury;
    never the unit, which is told what it is asked.
    """
    return sight_of(actor, application).judges


def judged_by(person: Person) -> QuerySet[Application]:
    """The applications whose findings the person reads as those who judge them do.

    What `sight_of` says of one, of all at once: never those of a unit the person works for.
    """
    roles = roles_of(person).select_related(None).order_by()
    own = roles.filter(kind__in=UNIT_KINDS).values("unit")
    teams = grants_in_force().filter(person=person, capacity__in=TEAM)
    return Application.objects.exclude(unit__in=own).filter(
        Q(Exists(roles.filter(kind__in=CENTRE | HEADS_OF_JURY)))
        | Q(region__in=roles.filter(kind__in=REGION).values("region"))
        | Q(pk__in=teams.values("application"))
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


def _roles_about(actor: Actor, application: Application) -> set[str]:
    """What the person is today at the unit, at its Kanwil and at the centre."""
    if actor.person is None:
        return set()
    about = {(application.unit_id, None), (None, application.region_id), (None, None)}
    held = roles_now(actor.person)
    return {role.kind for role in held if (role.unit_id, role.region_id) in about}


def _granted(actor: Actor, application: Application, capacities: tuple[Capacity, ...]) -> bool:
    grants = grants_in_force().filter(application=application, capacity__in=capacities)
    return grants.filter(person=actor.person).exists()
