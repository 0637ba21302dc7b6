"""Who works at a unit: handing over the operator's work, and a head who is stood in for.

Drafts, files and questions belong to the application, so none of this moves anything.
"""

from collections.abc import Callable
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from directory.actors import Actor
from directory.domain.accounts import Details, fill, invite, open_account, twins
from directory.domain.roles import lock_place, write_end, write_role
from directory.domain.unique import only_one
from directory.enums import UNIT_KINDS, ActingKind, RoleKind
from directory.errors import NotAllowed, Refused
from directory.models import Person, Role, Unit
from directory.models.person import normal_email
from directory.queries.roles import holders, not_over, today
from directory.rules import heads, names_acting_head
from record.domain.work import Work, recorded

DAY = timedelta(days=1)


def hand_over(
    *, actor: Actor, unit: Unit, to: Details, starts: date, replaces: Role | None = None
) -> Role:
    """Make `to` an operator of the unit from `starts` on; the role `replaces` ends on that day.

    An address that nobody has gets an account and an invitation. Raises NotAllowed for who is not
    head of the unit today, or Refused for a day in the past, for somebody with a role elsewhere,
    for a role that is no operator's of this unit, and for whatever give_role refuses.
    """
    _require(actor, unit, heads)
    _refuse_past(starts)
    wanted = _wanted(unit, to)
    with only_one(twins(wanted), _not_here()), recorded(actor=actor.ledger) as work:
        person = _account(work, wanted)
        _refuse_elsewhere(person, Role.objects.exclude(unit=unit))
        role = Role(person=person, kind=RoleKind.UNIT_OPERATOR, unit=unit, starts=starts)
        write_role(work, role)
        if replaces is not None:
            _relieve(work, replaces, role)
        _tell(work, "operator_named", role, [person])
    return role


def name_acting_head(
    *, actor: Actor, unit: Unit, who: Details, acting_as: ActingKind, first: date, last: date,
    letter: str,
) -> Role:  # fmt: skip
    """Let `who` stand in for the unit's head from `first` to `last`, both days included.

    `letter` is the number of the letter that says so. Raises NotAllowed for who is neither the
    secretariat of the unit's Kanwil nor a centre admin, or Refused for days in the past or out of
    order, for no letter, for somebody with a role beyond the units of this Kanwil, for a second
    acting head on one of these days, and for whatever give_role refuses.
    """
    _require(actor, unit, names_acting_head)
    _refuse_past(first)
    if last < first:
        raise Refused([_("Hari terakhir tidak boleh sebelum hari pertama.")])
    if not letter.strip():
        raise Refused([_("Tulis nomor surat perintahnya.")])
    wanted = _wanted(unit, who)
    with only_one(twins(wanted), _not_here()), recorded(actor=actor.ledger) as work:
        lock_place(unit)  # before the person, as everybody does
        person = _account(work, wanted)
        inside = Role.objects.filter(kind__in=sorted(UNIT_KINDS), unit__region=unit.region_id)
        _refuse_elsewhere(person, Role.objects.exclude(pk__in=inside.values("pk")))
        role = Role(
            person=person,
            kind=RoleKind.UNIT_HEAD,
            unit=unit,
            starts=first,
            ends=last + DAY,
            acting=True,
            acting_as=ActingKind(acting_as),
            letter=letter.strip(),
        )
        write_role(work, role)
        _tell(work, "acting_head_named", role, [person, *holders(RoleKind.UNIT_HEAD, unit=unit)])
    return role


def end_acting_head(*, actor: Actor, role: Role) -> Role:
    """Let an acting head stand in no longer from today on: the head is back earlier.

    Raises NotAllowed for who may not name one, or for another role; Refused if it is over.
    """
    unit = role.unit
    if unit is None or not role.acting or role.kind != RoleKind.UNIT_HEAD:
        raise NotAllowed
    _require(actor, unit, names_acting_head)
    with recorded(actor=actor.ledger) as work:
        return write_end(work, role, today())


def _require(actor: Actor, unit: Unit, may: Callable[[Person, Unit], bool]) -> None:
    if actor.person is None or not may(actor.person, unit):
        raise NotAllowed


def _refuse_past(day: date) -> None:
    if day < today():
        raise Refused([_("Tanggal mulai tidak boleh sudah lewat.")])


def _not_here() -> str:
    # One answer for every reason: it must not tell who is a juror, or who has an account.
    return _(
        "Orang dengan surel atau NIP ini tidak dapat ditunjuk di sini. "
        "Periksa keduanya; bila sudah benar, mintalah bantuan admin pusat."
    )


def _wanted(unit: Unit, details: Details) -> Person:
    """Who has that address, or a new row for it, not saved yet; a name typed anew changes none."""
    try:
        validate_email(details.email)
    except ValidationError as error:
        raise Refused([_("Tulis alamat surel yang dapat menerima undangan.")]) from error
    known = Person.objects.filter(email=normal_email(details.email)).first()
    if known is None:
        new = Person(time_zone=unit.region.zone)
        fill(new, details)
        return new
    if details.nip and known.nip != details.nip:
        raise Refused([_not_here()])
    return known


def _account(work: Work, wanted: Person) -> Person:
    """The person's account, locked, and a link to those who have no password yet."""
    person = Person.objects.select_for_update(no_key=True).filter(pk=wanted.pk).first()
    if person is None:
        open_account(work, wanted, mailed=True)
        return wanted
    if not person.is_active:
        raise Refused([_not_here()])
    if not person.has_usable_password():
        invite(work, person)
        work.event("person_invited_again", subject=f"person:{person.pk}")
    return person


def _refuse_elsewhere(person: Person, elsewhere: QuerySet[Role]) -> None:
    """Nobody with a role at a Kanwil, the centre or a jury: a head could make their conflict."""
    if elsewhere.filter(not_over(), person=person).exists():
        raise Refused([_not_here()])


def _relieve(work: Work, replaces: Role, role: Role) -> None:
    old = Role.objects.filter(pk=replaces.pk, unit=role.unit, kind=RoleKind.UNIT_OPERATOR).first()
    if old is None:
        raise Refused([_("Orang ini bukan operator UPT ini.")])
    if old.ends is None or old.ends > role.starts:
        write_end(work, old, role.starts)
    _tell(work, "operator_relieved", role, [old.person])


def _tell(work: Work, kind: str, role: Role, people: list[Person]) -> None:
    work.notice(
        kind,
        to=[person.pk for person in people],
        event_key=f"{kind}:{role.pk}",
        params={"unit": str(role.unit and role.unit.name), "acting": role.acting_mark},
        link=reverse("directory:account"),
    )
