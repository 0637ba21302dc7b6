"""What a list would do, and what is wrong with it. Values only: nothing here touches a row."""

import hashlib
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal

from directory.enums import RoleKind, UnitClass, UnitType
from record.canonical import canonical, plain


@dataclass(frozen=True, kw_only=True)
class Wrong:
    """One thing that is wrong: where it stands, what stands there, and why it cannot stay so."""

    sheet: str
    cell: str
    row: int = 0
    column: str = ""
    value: str = ""
    reason: str


@dataclass(frozen=True, kw_only=True)
class UnitLine:
    """A unit as a list or the directory tells it; `region` is a code."""

    code: str
    name: str
    unit_type: UnitType
    unit_class: UnitClass
    region: str
    latitude: Decimal | None
    longitude: Decimal | None
    closed_on: date | None


@dataclass(frozen=True, kw_only=True)
class PersonLine:
    """A person as a list or the directory tells them."""

    email: str
    name: str
    nip: str
    rank: str
    position: str


@dataclass(frozen=True, kw_only=True)
class RoleLine:
    """A role that is given: `unit` is a work-unit code, `region` a code, both empty at the centre."""

    email: str
    kind: RoleKind
    unit: str
    region: str
    acting: bool
    starts: date
    ends: date | None


@dataclass(frozen=True, kw_only=True)
class RoleEnd:
    """A role held already for which the list names a last day. `role` is its primary key."""

    email: str
    role: str
    kind: RoleKind
    ends: date


@dataclass(frozen=True, kw_only=True)
class UnitChange:
    before: UnitLine
    after: UnitLine


@dataclass(frozen=True, kw_only=True)
class PersonChange:
    before: PersonLine
    after: PersonLine


@dataclass(kw_only=True)
class Plan:
    """All that one list would do; nothing of it is done while anything is wrong."""

    wrong: list[Wrong] = field(default_factory=list)
    new_units: list[UnitLine] = field(default_factory=list)
    changed_units: list[UnitChange] = field(default_factory=list)
    new_people: list[PersonLine] = field(default_factory=list)
    changed_people: list[PersonChange] = field(default_factory=list)
    new_roles: list[RoleLine] = field(default_factory=list)
    ended_roles: list[RoleEnd] = field(default_factory=list)
    unchanged: int = 0

    @property
    def changes(self) -> int:
        """How many rows of the directory it would write."""
        return sum(
            len(each)
            for each in (
                self.new_units,
                self.changed_units,
                self.new_people,
                self.changed_people,
                self.new_roles,
                self.ended_roles,
            )
        )

    def digest(self, sha256: str) -> str:
        """SHA-256 over the file's own digest and all the plan says, from what to what."""
        told = {name: value for name, value in asdict(self).items() if name != "wrong"}
        body = canonical({"file": sha256, "plan": plain(told)})
        return hashlib.sha256(body.encode()).hexdigest()
