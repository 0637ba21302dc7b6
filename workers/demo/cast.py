"""Who plays in the demo: units of every type in several Kanwil, and the people of each role."""

from dataclasses import dataclass, field
from datetime import date
from itertools import count

from django.contrib.auth.hashers import make_password

from directory.actors import Actor
from directory.domain.roles import role_facts
from directory.enums import RoleKind, UnitClass, UnitType
from directory.models import Person, Region, Role, Unit
from record.domain.work import Work, recorded

T, C = UnitType, UnitClass
JOINED = date(2020, 1, 1)

# Kanwil, type, class, name, latitude and longitude of its town.
UnitRow = tuple[str, UnitType, UnitClass, str, float, float]
UNITS: list[UnitRow] = [
    (
        "jawa-timur",
        T.IMMIGRATION_OFFICE,
        C.I,
        "Kantor Imigrasi Kelas I Contoh Malang",
        -7.98,
        112.63,
    ),
    ("jawa-timur", T.PROBATION_OFFICE, C.I, "Bapas Kelas I Contoh Surabaya", -7.26, 112.75),
    (
        "jawa-timur",
        T.ESTATE_OFFICE,
        C.NONE,
        "Balai Harta Peninggalan Contoh Surabaya",
        -7.25,
        112.74,
    ),
    ("jawa-timur", T.DETENTION_CENTRE, C.IIB, "Rutan Kelas IIB Contoh Gresik", -7.16, 112.65),
    ("jawa-timur", T.PRISON, C.I, "Lapas Kelas I Contoh Madiun", -7.63, 111.52),
    (
        "jawa-timur",
        T.WOMENS_PRISON,
        C.IIA,
        "Lapas Perempuan Kelas IIA Contoh Malang",
        -7.95,
        112.61,
    ),
    ("jawa-timur", T.CONFISCATED_GOODS_HOUSE, C.I, "Rupbasan Kelas I Contoh Surabaya", -7.3, 112.7),
    ("jawa-timur", T.PROBATION_OFFICE, C.II, "Bapas Kelas II Contoh Jember", -8.17, 113.7),
    (
        "nusa-tenggara-timur",
        T.IMMIGRATION_OFFICE,
        C.I,
        "Kantor Imigrasi Kelas I Contoh Kupang",
        -10.17,
        123.6,
    ),
    (
        "nusa-tenggara-timur",
        T.DETENTION_CENTRE,
        C.IIB,
        "Rutan Kelas IIB Contoh Kupang",
        -10.16,
        123.62,
    ),
    (
        "nusa-tenggara-timur",
        T.PROBATION_OFFICE,
        C.II,
        "Bapas Kelas II Contoh Waikabubak",
        -9.63,
        119.41,
    ),
    (
        "nusa-tenggara-timur",
        T.PROBATION_OFFICE,
        C.II,
        "Bapas Kelas II Contoh Kupang",
        -10.18,
        123.59,
    ),
    (
        "nusa-tenggara-timur",
        T.IMMIGRATION_DETENTION,
        C.NONE,
        "Rudenim Contoh Kupang",
        -10.15,
        123.65,
    ),
    ("papua", T.NARCOTICS_PRISON, C.IIA, "Lapas Narkotika Kelas IIA Contoh Jayapura", -2.6, 140.6),
    ("papua", T.PROBATION_OFFICE, C.II, "Bapas Kelas II Contoh Jayapura", -2.55, 140.7),
    ("papua", T.IMMIGRATION_OFFICE, C.II, "Kantor Imigrasi Kelas II Contoh Merauke", -8.49, 140.4),
    (
        "sumatera-utara",
        T.ESTATE_OFFICE,
        C.NONE,
        "Balai Harta Peninggalan Contoh Medan",
        3.59,
        98.67,
    ),
    ("sumatera-utara", T.PRISON, C.IIB, "Lapas Kelas IIB Contoh Padangsidimpuan", 1.38, 99.27),
    ("sumatera-utara", T.PROBATION_OFFICE, C.I, "Bapas Kelas I Contoh Medan", 3.58, 98.66),
    ("sumatera-utara", T.JUVENILE_INSTITUTION, C.I, "LPKA Kelas I Contoh Medan", 3.6, 98.65),
]

CENTRE: list[tuple[RoleKind, str]] = [
    (RoleKind.CENTRE_ADMIN, "Ratna Contoh"),
    (RoleKind.CENTRE_ADMIN, "Bagus Contoh"),
    (RoleKind.CENTRE_VERIFIER, "Dewi Contoh"),
    (RoleKind.JURY_CHAIR, "Yusuf Contoh"),
    (RoleKind.JURY_SECRETARY, "Maria Contoh"),
    (RoleKind.JUROR, "Andi Contoh"),
    (RoleKind.JUROR, "Sri Contoh"),
    (RoleKind.JUROR, "Markus Contoh"),
    (RoleKind.AUDITOR, "Lestari Contoh"),
]
IN_REGION: list[tuple[RoleKind, str]] = [
    (RoleKind.REGION_HEAD, "Kepala Kanwil"),
    (RoleKind.REGION_SECRETARIAT, "Sekretariat"),
    (RoleKind.REGION_VERIFIER, "Ketua Tim"),
    (RoleKind.REGION_VERIFIER, "Sekretaris Tim"),
    (RoleKind.REGION_VERIFIER, "Anggota Tim"),
]


@dataclass
class Cast:
    """Everybody, by role; `password` is the one all demo accounts share."""

    password: str
    units: list[Unit] = field(default_factory=list)
    people: dict[tuple[RoleKind, str], list[Person]] = field(default_factory=dict)

    def actor(self, kind: RoleKind, scope: str = "", number: int = 0) -> Actor:
        """Somebody who is that: `scope` is a work-unit code, a region's code, or empty."""
        return Actor(self.people[kind, scope][number])


def gather(password: str) -> Cast:
    """Make the units and people. One password is hashed once: hashing is slow on purpose."""
    cast = Cast(password)
    hashed = make_password(password)
    with recorded(actor="system") as work:
        _fill(cast, work, hashed)
    return cast


def _fill(cast: Cast, work: Work, hashed: str) -> None:
    numbers = count(1)
    for kind, name in CENTRE:
        join(cast, work, kind, name, f"{kind.replace('_', '-')}{next(numbers)}", hashed=hashed)
    for number, row in enumerate(UNITS, start=1):
        unit = settle(row, f"69{2000 + number:04}")
        cast.units.append(unit)
        town = unit.name.rsplit(" Contoh ", 1)[-1]
        slug = f"{unit.work_unit_code}"
        join(
            cast,
            work,
            RoleKind.UNIT_HEAD,
            f"Kepala {town}",
            f"kepala-{slug}",
            hashed=hashed,
            unit=unit,
        )
        join(
            cast,
            work,
            RoleKind.UNIT_OPERATOR,
            f"Operator {town}",
            f"operator-{slug}",
            hashed=hashed,
            unit=unit,
        )
    for code in dict.fromkeys(row[0] for row in UNITS):
        region = Region.objects.get(code=code)
        for kind, name in IN_REGION:
            slug = f"{name.lower().replace(' ', '-')}-{code}"
            join(
                cast,
                work,
                kind,
                f"{name} {code.replace('-', ' ').title()}",
                slug,
                hashed=hashed,
                region=region,
            )


def settle(row: UnitRow, code: str) -> Unit:
    """Make a unit of the directory, under its six-digit work-unit code."""
    region, unit_type, unit_class, name, latitude, longitude = row
    return Unit.objects.create(
        work_unit_code=code,
        name=name,
        unit_type=unit_type,
        unit_class=unit_class,
        region=Region.objects.get(code=region),
        latitude=str(latitude),
        longitude=str(longitude),
    )


def join(
    cast: Cast,
    work: Work,
    kind: RoleKind,
    name: str,
    slug: str,
    *,
    hashed: str,
    unit: Unit | None = None,
    region: Region | None = None,
) -> None:
    """Make a person with one role, of a unit, a region, or else the centre; `hashed` is the password."""
    zone = region or (unit.region if unit else None) or None
    person = Person.objects.create(
        email=f"{slug}@contoh.example",
        name=name,
        nip=f"19800101{Person.objects.count() + 1:010}",
        position=str(kind.label),
        password=hashed,
        time_zone=zone.time_zone if zone else "Asia/Jakarta",
    )
    role = Role.objects.create(person=person, kind=kind, unit=unit, region=region, starts=JOINED)
    work.event("role_given", subject=f"person:{person.pk}", facts=role_facts(role))
    scope = unit.work_unit_code if unit else region.code if region else ""
    cast.people.setdefault((kind, scope), []).append(person)
