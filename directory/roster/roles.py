"""The roles of a list: read, fitted to their scope, and compared with those already held."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from directory.enums import RoleKind, Scope
from directory.roster.known import Known, KnownRole
from directory.roster.plan import Plan, RoleEnd, RoleLine, UnitLine
from directory.roster.values import Reader
from directory.roster.words import names, role_kinds


@dataclass(frozen=True, kw_only=True)
class Wish:
    """A role as a row tells it. Without `starts`: as it is held already, else from today on.

    `unit` is a work-unit code, `region` a code that is set for a region's role alone.
    """

    kind: RoleKind
    unit: str
    region: str
    acting: bool
    starts: date | None
    ends: date | None


class Roles:
    """Puts the roles of a list into its plan. `listed` are the units' codes that it names itself."""

    def __init__(self, known: Known, plan: Plan, listed: set[str]) -> None:
        self._known = known
        self._plan = plan
        self._listed = listed
        self._units: dict[str, UnitLine] = dict(known.units)
        self._units |= {line.code: line for line in plan.new_units}
        self._units |= {change.after.code: change.after for change in plan.changed_units}
        self._given: defaultdict[str, list[RoleLine]] = defaultdict(list)

    def read(self, reader: Reader) -> Wish | None:
        """The role of a row, or None where something about the row is wrong."""
        words = _("Peran: %(names)s.") % {"names": names(RoleKind)}
        kind = reader.choice("role", role_kinds(), words, needed=True)
        unit = reader.code("unit")
        unknown = _("Kanwil ini tidak dikenal.")
        region = reader.choice("region", self._known.regions, unknown, needed=False) or ""
        acting, starts, ends = reader.flag("acting"), reader.day("starts"), reader.day("ends")
        if starts and ends and ends <= starts:
            reader.refuse("ends", _("Tanggal berakhir harus sesudah tanggal mulai."))
        if kind is None:
            return None
        if unit is not None:
            self._refuse_scope(reader, kind, unit, region)
        if kind.scope == Scope.UNIT and unit:
            self._refuse_unit(
                reader, unit, region, max(starts or self._known.today, self._known.today)
            )
        if not reader.sound:
            return None
        own = region if kind.scope == Scope.REGION else ""
        return Wish(
            kind=kind, unit=unit or "", region=own, acting=bool(acting), starts=starts, ends=ends
        )

    def add(self, reader: Reader, email: str, wish: Wish) -> None:
        """Give the role, end the one that is held, or find that all is as told."""
        held = [each for each in self._known.roles.get(email, []) if _same_place(each, wish)]
        if any(self._agrees(each, wish) for each in held):
            self._plan.unchanged += 1
            return
        endless = next((each for each in held if _may_end(each, wish)), None)
        if endless is not None and wish.ends is not None:
            self._end(reader, endless, wish.ends)
        else:
            self._give(reader, email, wish, held)

    def _refuse_scope(self, reader: Reader, kind: RoleKind, unit: str, region: str) -> None:
        if kind.scope == Scope.UNIT and not unit and not reader.has("unit"):
            reader.refuse("unit", _("Peran ini memerlukan kode satker UPT-nya."))
        if kind.scope == Scope.REGION and not region and not reader.has("region"):
            reader.refuse("region", _("Peran ini memerlukan Kanwil-nya."))
        if kind.scope == Scope.CENTRE and region:
            reader.refuse("region", _("Peran di pusat tidak memakai Kanwil. Kosongkan."))
        if kind.scope != Scope.UNIT and unit:
            reader.refuse("unit", _("Peran ini tidak memakai UPT. Kosongkan."))

    def _refuse_unit(self, reader: Reader, code: str, region: str, first: date) -> None:
        unit = self._units.get(code)
        if unit is None:
            # A row of its own that is wrong is told once, there.
            if code not in self._listed:
                reader.refuse("unit", _("Tidak ada UPT dengan kode ini."))
        elif unit.closed_on is not None and unit.closed_on <= first:
            reader.refuse("unit", _("UPT ini sudah ditutup."))
        elif region and region != unit.region:
            reader.refuse("region", _("UPT ini berada di Kanwil lain."))

    def _agrees(self, held: KnownRole, wish: Wish) -> bool:
        """Whether the role is held as told; a day that is not told agrees with any."""
        if wish.starts is None and wish.ends is None and held.is_over(self._known.today):
            return False
        return (
            held.acting == wish.acting
            and wish.starts in {None, held.starts}
            and wish.ends in {None, held.ends}
        )

    def _end(self, reader: Reader, held: KnownRole, ends: date) -> None:
        if ends < self._known.today:
            reader.refuse("ends", _("Peran tidak dapat diakhiri pada tanggal yang sudah lewat."))
        elif any(each.role == held.pk for each in self._plan.ended_roles):
            reader.refuse("role", _("Peran yang sama sudah ada di baris lain."))
        else:
            end = RoleEnd(email=held.email, role=held.pk, kind=held.kind, ends=ends)
            self._plan.ended_roles.append(end)

    def _give(self, reader: Reader, email: str, wish: Wish, held: list[KnownRole]) -> None:
        line = RoleLine(
            email=email,
            kind=wish.kind,
            unit=wish.unit,
            region=wish.region,
            acting=wish.acting,
            starts=wish.starts or self._known.today,
            ends=wish.ends,
        )
        given = [each for each in self._given[email] if _same_place(each, wish)]
        if line.ends is not None and line.ends <= line.starts:
            reader.refuse("ends", _("Tanggal berakhir harus sesudah tanggal mulai."))
        elif any(_overlap(line, each) for each in held):
            reader.refuse("role", _("Orang ini sudah memegang peran yang sama pada masa itu."))
        elif any(_overlap(line, each) for each in given):
            reader.refuse("role", _("Peran yang sama sudah ada di baris lain."))
        else:
            self._given[email].append(line)
            self._plan.new_roles.append(line)


def _same_place(one: KnownRole | RoleLine, wish: Wish) -> bool:
    return (one.kind, one.unit, one.region) == (wish.kind, wish.unit, wish.region)


def _may_end(held: KnownRole, wish: Wish) -> bool:
    """Whether it is the role that is told of, but for the day it ends on."""
    same_start = wish.starts in {None, held.starts}
    return held.ends is None and held.acting == wish.acting and same_start


def _overlap(line: RoleLine, other: RoleLine | KnownRole) -> bool:
    return (line.ends is None or other.starts < line.ends) and (
        other.ends is None or line.starts < other.ends
    )
