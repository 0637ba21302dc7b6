"""A small demo world for pages to be looked at: its seasons, one application for each sight."""

from dataclasses import dataclass

import pytest
from django.core.management import call_command

from directory.enums import RoleKind
from directory.models import Person
from tests.directory.factories import make_region
from workers.demo import seeding
from workers.demo.cast import Cast, gather
from workers.demo.plans import Plan, Stop

S = Stop
# As little evidence as will do.
UNDECIDED = {16: Plan(S.SCORED, met=0)}
LAST_YEAR = {
    1: Plan(S.AWARDED, met=4, others=True),
    2: Plan(S.NOT_PASSED, met=0),
    7: Plan(S.NOT_AWARDED, met=0),
}
THIS_YEAR = {
    0: Plan(S.IN_SCORING, met=2),
    1: Plan(S.IN_SCORING, met=1),
    2: Plan(S.MINUTES_READY, met=0),
    3: Plan(S.ANSWERED, met=0),
    7: Plan(S.UNDER_VERIFICATION, met=2, forged=True),
    10: Plan(S.EVIDENCE_OPEN, met=1),
    11: Plan(S.IN_REPAIR, met=2),
    14: Plan(S.SELF_ASSESSED, met=0),
    18: Plan(S.SCORED, met=0),
}
REGION = "jawa-timur"


@dataclass
class World:
    """Who plays. A place is one in `workers.demo.cast.UNITS`."""

    cast: Cast

    def person(self, kind: RoleKind, scope: str = "", number: int = 0) -> Person:
        return self.cast.people[kind, scope][number]

    def of_unit(self, kind: RoleKind, place: int) -> Person:
        return self.person(kind, self.cast.units[place].work_unit_code)


@pytest.fixture
def world(transactional_db: None) -> World:
    """The seasons, played by the demo's own steps with the plans above."""
    make_region()  # and with it all the others
    call_command("load_instruments", verbosity=0)
    made: list[Cast] = []

    def gathered(password: str) -> Cast:
        made.append(gather(password))
        return made[0]

    with pytest.MonkeyPatch.context() as small:
        small.setattr(seeding, "UNDECIDED", UNDECIDED)
        small.setattr(seeding, "LAST_YEAR", LAST_YEAR)
        small.setattr(seeding, "THIS_YEAR", THIS_YEAR)
        small.setattr(seeding, "gather", gathered)
        seeding.fill()
    return World(cast=made[0])
