"""Somebody of each role in the small world, and the pages that are theirs."""

from dataclasses import dataclass

from directory.enums import RoleKind as K
from directory.models import Person
from tests.e2e.world import REGION, World


@dataclass(frozen=True)
class Role:
    """`scope` is a region or a unit's place in the cast; `main` the routes of the main pages."""

    name: str
    kind: K | None
    main: frozenset[str]
    scope: str | int = ""
    number: int = 0

    def person(self, world: World) -> Person | None:
        """Who that is; nobody for a visitor who does not sign in."""
        if self.kind is None:
            return None
        if isinstance(self.scope, int):
            return world.of_unit(self.kind, self.scope)
        return world.person(self.kind, self.scope, self.number)


def _main(routes: str) -> frozenset[str]:
    return frozenset(routes.split())


ROLES = [
    Role(
        "anybody",
        None,
        _main(
            "home help jury:results jury:results_season jury:check_certificate directory:sign_in "
            "criteria:instruments criteria:instrument"
        ),
    ),
    Role(
        "unit-drafting",
        K.UNIT_OPERATOR,
        _main("award:work award:self_assessment award:criterion"),
        scope=3,
    ),
    Role(
        "unit-evidence",
        K.UNIT_HEAD,
        _main(
            "award:work verification:evidence verification:indicator verification:evidence_item "
            "verification:receipt award:amend"
        ),
        scope=11,
    ),
    Role(
        "unit-result",
        K.UNIT_HEAD,
        _main("award:applications award:application jury:result jury:objection"),
        scope=2,
    ),
    Role(
        "secretariat",
        K.REGION_SECRETARIAT,
        _main("award:work verification:decrees verification:decree verification:teams"),
        scope="papua",
    ),
    Role(
        "team",
        K.REGION_VERIFIER,
        _main(
            "award:work verification:desk verification:verify verification:findings "
            "verification:finding verification:visits verification:repair verification:closing"
        ),
        scope=REGION,
    ),
    Role(
        "region-head",
        K.REGION_HEAD,
        _main("award:applications award:application verification:head verification:desk"),
        scope=REGION,
    ),
    Role(
        "centre-admin",
        K.CENTRE_ADMIN,
        _main("award:work award:seasons award:season directory:people directory:units"),
    ),
    Role("centre-verifier", K.CENTRE_VERIFIER, _main("award:work verification:board")),
    Role("jury-secretary", K.JURY_SECRETARY, _main("award:work jury:panels jury:panel")),
    Role("jury-chair", K.JURY_CHAIR, _main("award:work jury:panels jury:panel jury:ranking")),
    Role(
        "juror",
        K.JUROR,
        _main("award:work jury:seat jury:declare jury:sheet jury:sheet_criterion jury:seal"),
    ),
    Role("auditor", K.AUDITOR, _main("award:work record:ledger")),
]
# Others of the same roles, for whom other things are to be seen.
MORE = [
    Role("unit-awarded", K.UNIT_HEAD, frozenset(), scope=1),
    Role("unit-verified", K.UNIT_OPERATOR, frozenset(), scope=7),
    Role("secretariat-busy", K.REGION_SECRETARIAT, frozenset(), scope=REGION),
]
