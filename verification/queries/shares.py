"""Whose turn each indicator is: what the leaders gave, as far as those people may still act."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Exists, F, OuterRef

from award.models import Application
from award.queries.instruments import instrument_of
from directory.enums import RoleKind
from directory.models import Person, Role
from directory.queries.roles import in_force
from verification.enums import TeamFunction
from verification.models import DecreeMember, IndicatorShare
from verification.queries.basis import digest
from verification.queries.conflicts import served_since, years_before
from verification.queries.team import decrees_in_force


@dataclass(frozen=True, kw_only=True)
class Division:
    """How an application's indicators are divided. `members` may act now; `given` are the rows."""

    members: Mapping[UUID, DecreeMember] = field(default_factory=dict)
    given: Mapping[str, Person] = field(default_factory=dict)

    @property
    def held(self) -> dict[str, Person]:
        """Who has which indicator, of those who may act."""
        return {code: person for code, person in self.given.items() if person.pk in self.members}

    @property
    def lost(self) -> dict[str, Person]:
        """Whom an indicator was given to who may act no longer."""
        return {code: p for code, p in self.given.items() if p.pk not in self.members}

    @property
    def divided(self) -> bool:
        """Whether it was ever divided; without that everything is everybody's."""
        return bool(self.given)

    @property
    def seen(self) -> str:
        """What a page shows of it, as a digest."""
        return digest({code: str(person.pk) for code, person in self.given.items()})

    def of(self, person: Person, codes: Iterable[str]) -> list[str]:
        """Those of the indicators that are the person's."""
        return [c for c in codes if c in self.given and self.given[c].pk == person.pk]

    def free(self, codes: Iterable[str]) -> list[str]:
        """Those of the indicators that are nobody's."""
        held = self.held
        return [code for code in codes if code not in held]

    def is_turn_of(self, person: Person, code: str) -> bool:
        """Whether the indicator is no colleague's: theirs, or nobody's."""
        holder = self.given.get(code)
        return holder is None or holder.pk == person.pk or holder.pk not in self.members

    def is_led_by(self, person: Person) -> bool:
        member = self.members.get(person.pk)
        return member is not None and member.function == TeamFunction.LEADER


def division_of(application: Application) -> Division:
    """How the indicators of one application are divided now."""
    return divisions_of([application])[application.pk]


def divisions_of(applications: Iterable[Application]) -> dict[UUID, Division]:
    """The same for many, in three queries; in one where nothing is divided yet."""
    applications = list(applications)
    given: defaultdict[UUID, dict[str, Person]] = defaultdict(dict)
    rows = IndicatorShare.objects.filter(application__in=applications, person__isnull=False)
    for share in rows.select_related("person"):
        if share.person is not None:
            given[share.application_id][share.indicator] = share.person
    members = acting_members([a for a in applications if a.pk in given]) if given else {}
    return {
        a.pk: Division(members=members.get(a.pk, {}), given=given.get(a.pk, {}))
        for a in applications
    }


def acting_members(
    applications: Collection[Application],
) -> dict[UUID, dict[UUID, DecreeMember]]:
    """The members of each team who may act now: in force, still verifiers, without conflict."""
    verifiers = Role.objects.filter(
        in_force(),
        kind=RoleKind.REGION_VERIFIER,
        region=OuterRef("decree__region"),
        person=OuterRef("person"),
    )
    rows = DecreeMember.objects.filter(
        Exists(verifiers),
        person__is_active=True,
        decree__in=decrees_in_force(),
        decree__assignments__application__in=applications,
        decree__assignments__ends=None,
    ).annotate(works_on=F("decree__assignments__application"))
    found: defaultdict[UUID, dict[UUID, DecreeMember]] = defaultdict(dict)
    for member in rows.select_related("person").order_by("pk"):
        found[member.works_on][member.person_id] = member
    for application, person in _conflicts(applications, found):
        found[application].pop(person, None)
    return found


def _conflicts(
    applications: Collection[Application], found: Mapping[UUID, Mapping[UUID, DecreeMember]]
) -> Iterator[tuple[UUID, UUID]]:
    """Who of the members serves in the unit or did so lately, as `in_conflict` says of one."""
    since = {a.pk: _since(a) for a in applications}
    people = {person for members in found.values() for person in members}
    served: defaultdict[UUID | None, list[tuple[UUID, date | None]]] = defaultdict(list)
    if people:
        roles = Role.objects.filter(
            served_since(min(since.values())),
            person__in=people,
            unit__in={a.unit_id for a in applications},
        )
        for unit, person, ends in roles.values_list("unit", "person", "ends"):
            served[unit].append((person, ends))
    for a in applications:
        for person, ends in served[a.unit_id]:
            if ends is None or ends > since[a.pk]:
                yield a.pk, person


def _since(application: Application) -> date:
    return years_before(instrument_of(application.season).process.conflict_years)
