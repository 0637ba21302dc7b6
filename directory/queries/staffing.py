"""Who works at a unit, and as what."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.enums import RoleKind
from directory.models import Person, Role, Unit
from directory.queries.roles import in_force, not_over


def headed_units(person: Person) -> QuerySet[Unit]:
    """The units the person is head of today, also as an acting one."""
    held = Role.objects.filter(in_force(), person=person, kind=RoleKind.UNIT_HEAD)
    return Unit.objects.select_related("region").filter(pk__in=held.values("unit"))


def operators_of(unit: Unit) -> QuerySet[Role]:
    """The operators' roles at the unit that are not over yet."""
    roles = Role.objects.filter(not_over(), unit=unit, kind=RoleKind.UNIT_OPERATOR)
    return roles.select_related("person")


class HeadTitles:
    """How the heads of one unit are written: "Kepala UPT", or "Plt. Kepala UPT" while acting."""

    def __init__(self, roles: Collection[Role]) -> None:
        self._roles = roles

    def on(self, person_id: UUID | None, day: date) -> str:
        """The title of that person on that day; the plain one for who is known as no head then."""
        held = [r for r in self._roles if r.person_id == person_id and r.in_force(day)]
        # Who is the head as well as acting signs as the head.
        role = min(held, key=lambda r: r.acting, default=None)
        title = str(RoleKind.UNIT_HEAD.label)
        if role is None or not role.acting:
            return title
        return _("%(acting)s %(title)s") % {"acting": role.acting_mark, "title": title}

    def at(self, person_id: UUID | None, moment: datetime) -> str:
        """The title of that person at that moment, by the centre's calendar as roles are."""
        return self.on(person_id, timezone.localdate(moment, timezone.get_default_timezone()))


def head_titles(unit_id: UUID) -> HeadTitles:
    """The titles of everybody who ever was head of the unit, in one query."""
    return HeadTitles(list(Role.objects.filter(unit=unit_id, kind=RoleKind.UNIT_HEAD)))
