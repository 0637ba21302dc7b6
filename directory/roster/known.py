"""What the directory holds, as far as a list is compared with it."""

from dataclasses import dataclass
from datetime import date

from directory.enums import RoleKind
from directory.roster.columns import plain
from directory.roster.plan import PersonLine, UnitLine

_OFFICE = ("kanwil kementerian hukum dan ham ", "kanwil ")


@dataclass(frozen=True, kw_only=True)
class KnownPerson:
    line: PersonLine
    active: bool


@dataclass(frozen=True, kw_only=True)
class KnownRole:
    """A role, past ones too. `unit` and `region` as in a RoleLine."""

    pk: str
    email: str
    kind: RoleKind
    unit: str
    region: str
    acting: bool
    starts: date
    ends: date | None

    def is_over(self, today: date) -> bool:
        return self.ends is not None and self.ends <= today


@dataclass(frozen=True, kw_only=True)
class Known:
    """The directory on one day. `nips` tells the address of whom each NIP belongs to."""

    today: date
    regions: dict[str, str]
    units: dict[str, UnitLine]
    people: dict[str, KnownPerson]
    nips: dict[str, str]
    roles: dict[str, list[KnownRole]]


def region_words(code: str, name: str) -> list[str]:
    """Every way a list may write a region: its code, its name, and the name without the office."""
    words = [code, code.replace("-", " "), name]
    words += [plain(name).removeprefix(office) for office in _OFFICE]
    return [plain(each) for each in (*words, f"kanwil {code.replace('-', ' ')}")]
