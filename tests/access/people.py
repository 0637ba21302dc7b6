"""One person for each way of standing to the same unit, by the names of personas.yaml."""

from typing import Any

from directory.enums import RoleKind
from directory.models import Person, Unit
from directory.queries.roles import today
from tests.directory.factories import make_holder, make_person, make_region, make_role, make_unit
from tests.verification.situations import Region3

HERE, FAR = "jawa-timur", "papua"
K = RoleKind
AT_CENTRE = {
    "admin": K.CENTRE_ADMIN,
    "centre_verifier": K.CENTRE_VERIFIER,
    "auditor": K.AUDITOR,
    "chair": K.JURY_CHAIR,
    "jury_secretary": K.JURY_SECRETARY,
    "juror": K.JUROR,
    "undeclared_juror": K.JUROR,
    "conflicted_juror": K.JUROR,
    "former_juror": K.JUROR,
    "other_juror": K.JUROR,
}


class People:
    """Everybody by name; those of "our" unit get a role at each unit that is made ours."""

    def __init__(self) -> None:
        self.here, self.far = Region3(make_region(HERE)), Region3(make_region(FAR))
        self.by_name = {
            **dict(zip(("leader", "secretary", "member"), self.here.verifiers, strict=True)),
            "region_head": self.here.head,
            "secretariat": self.here.secretariat,
            "far_secretariat": self.far.secretariat,
            "far_verifier": self.far.verifiers[0],
            **{f"{when}_verifier": self.here.verifier() for when in ("expired", "coming", "idle")},
            **{name: make_holder(kind) for name, kind in AT_CENTRE.items()},
            **{name: make_person() for name in ("head", "operator", "acting_head", "former_head")},
            "deactivated": make_person(is_active=False),
        }

    def __getitem__(self, name: str) -> Person:
        return self.by_name[name]

    def our_unit(self, **fields: Any) -> Unit:
        """A unit here, where our head, operator and the others have their roles."""
        unit = make_unit(region=self.here.region, **fields)
        for name in ("head", "deactivated"):
            make_role(K.UNIT_HEAD, person=self[name], unit=unit)
        make_role(K.UNIT_OPERATOR, person=self["operator"], unit=unit)
        make_role(K.UNIT_HEAD, person=self["acting_head"], unit=unit, acting=True)
        # The last day was yesterday.
        make_role(K.UNIT_HEAD, person=self["former_head"], unit=unit, ends=today())
        return unit

    def other_unit(self, head: str, place: Region3, **fields: Any) -> Unit:
        """A unit of somebody else, whose head is known by that name."""
        unit = make_unit(region=place.region, **fields)
        self.by_name[head] = make_holder(K.UNIT_HEAD, unit=unit)
        return unit
