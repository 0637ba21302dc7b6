"""Everybody who carries the application: one unit of the smallest type, its Kanwil, the centre."""

from directory.enums import RoleKind, UnitType
from directory.models import Person, Unit
from tests.directory.factories import make_person, make_region, make_role, make_unit

K = RoleKind
UNIT_NAME = "Bapas Kelas I Contoh Surabaya"
CENTRE = {
    "Ratna Dewi": K.CENTRE_ADMIN,
    "Maria Ulfa": K.JURY_SECRETARY,
    "Yusuf Hadi": K.JURY_CHAIR,
    "Andi Arief": K.JUROR,
    "Sri Rahayu": K.JUROR,
    "Markus Rumbiak": K.JUROR,
}
REGION = {
    "Bambang Kanwil": K.REGION_HEAD,
    "Wati Sekretariat": K.REGION_SECRETARIAT,
    "Ketut Ketua": K.REGION_VERIFIER,
    "Lina Sekretaris": K.REGION_VERIFIER,
    "Made Anggota": K.REGION_VERIFIER,
}
UNIT = {"Hasan Kepala": K.UNIT_HEAD, "Olga Operator": K.UNIT_OPERATOR}


def everybody() -> dict[str, Person]:
    """All of them by name, with the roles above."""
    region = make_region()
    unit: Unit = make_unit(region=region, unit_type=UnitType.PROBATION_OFFICE, name=UNIT_NAME)
    people: dict[str, Person] = {}
    for group, scope in ((CENTRE, {}), (REGION, {"region": region}), (UNIT, {"unit": unit})):
        for name, kind in group.items():
            people[name] = make_person(name=name)
            make_role(kind, person=people[name], **scope)
    return people
