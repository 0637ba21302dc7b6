"""Giving and ending roles."""

from datetime import date

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from directory.actors import Actor
from directory.domain.admins import lock_admins, require_one_admin_left
from directory.enums import RoleKind, Scope
from directory.errors import Refused
from directory.models import Person, Region, Role, Unit
from directory.queries.roles import not_over, today
from directory.rules import require_manager
from record.canonical import Fact
from record.domain.work import Work, recorded


def give_role(
    *,
    actor: Actor,
    person: Person,
    kind: RoleKind,
    unit: Unit | None = None,
    region: Region | None = None,
    starts: date,
    ends: date | None = None,
    acting: bool = False,
) -> Role:
    """Make the person `kind` for that unit or region (neither, for the centre).

    `starts` is the first day it holds, `ends` the first day it no longer does. Raises NotAllowed,
    or Refused for a scope that does not fit the kind, a closed unit, an inactive person, dates out
    of order, a role the person has already on one of those days, or a second acting holder.
    """
    require_manager(actor)
    role = Role(
        person=person, kind=kind, unit=unit, region=region, starts=starts, ends=ends, acting=acting
    )
    with recorded(actor=actor.ledger) as work:
        write_role(work, role)
    return role


def write_role(work: Work, role: Role) -> None:
    """Save and enter a new role; whether the actor may give it is for the caller to ask.

    Raises Refused for whatever give_role refuses.
    """
    place = role.unit or role.region
    if role.acting and place is not None:
        lock_place(place)
    # The person's row is the lock that keeps two equal roles from being given at once.
    role.person = Person.objects.select_for_update(no_key=True).get(pk=role.person_id)
    _refuse_if(_reasons(role, RoleKind(role.kind)))
    role.save(force_insert=True)
    facts: dict[str, Fact] = dict(role_facts(role))
    if role.letter:
        facts["letter"] = work.commitment(role.letter)
    work.event("role_given", subject=f"person:{role.person_id}", facts=facts)


def lock_place(place: Unit | Region) -> None:
    """Lock the row that keeps two acting heads of one place from being named at once."""
    # The order in which everybody locks in the directory, so that nobody waits in a circle: the
    # centre's admins (lock_admins), units, regions, people, roles; several of a kind by key.
    rows = Unit.objects if isinstance(place, Unit) else Region.objects
    rows.select_for_update(no_key=True).get(pk=place.pk)


def end_role(*, actor: Actor, role: Role, ends: date | None = None) -> Role:
    """Let the role hold no longer from `ends` on (today if None: at once).

    A role that has not begun is over before it begins. Raises NotAllowed, or Refused for a day in
    the past, for a role that ends before that anyway, and for the last centre admin.
    """
    require_manager(actor)
    with recorded(actor=actor.ledger) as work:
        if role.kind == RoleKind.CENTRE_ADMIN:
            lock_admins()
        ended = write_end(work, role, ends or today())
        if ended.kind == RoleKind.CENTRE_ADMIN:
            require_one_admin_left(ended.ends or today())
    return ended


def write_end(work: Work, role: Role, last: date) -> Role:
    """Save and enter the end of a role; whether the actor may end it is for the caller to ask.

    `last` is the first day it no longer holds. Raises Refused for whatever end_role refuses.
    """
    ended = Role.objects.select_for_update(no_key=True).get(pk=role.pk)
    _refuse_if(_end_reasons(ended, last))
    ended.ends = max(last, ended.starts)
    ended.save(update_fields=["ends"])
    work.event("role_ended", subject=f"person:{ended.person_id}", facts=role_facts(ended))
    return ended


def role_facts(role: Role) -> dict[str, str | bool | date | None]:
    """The role in the ledger's words."""
    named = {"acting_as": str(role.acting_as)} if role.acting_as else {}
    return {
        "role": str(role.pk),
        "kind": str(role.kind),
        "unit": str(role.unit_id) if role.unit_id else None,
        "region": role.region_id,
        "acting": role.acting,
        "starts": role.starts,
        "ends": role.ends,
        **named,
    }


def _reasons(role: Role, kind: RoleKind) -> list[str]:
    reasons = []
    if (role.unit is not None, role.region is not None) != (
        kind.scope == Scope.UNIT,
        kind.scope == Scope.REGION,
    ):
        reasons.append(_("Pilih UPT atau Kanwil sesuai dengan perannya."))
    if role.unit is not None and not role.unit.is_open(max(role.starts, today())):
        reasons.append(_("UPT ini sudah ditutup."))
    if role.ends is not None and role.ends <= role.starts:
        reasons.append(_("Tanggal berakhir harus sesudah tanggal mulai."))
    if not role.person.is_active:
        reasons.append(_("Akun orang ini tidak aktif. Undang kembali terlebih dahulu."))
    if not reasons and _has_it_already(role):
        reasons.append(_("Orang ini sudah memegang peran yang sama pada masa itu."))
    elif not reasons and _another_acts(role):
        reasons.append(_("Sudah ada Plt. atau Plh. lain di UPT ini pada masa itu."))
    return reasons


def _has_it_already(role: Role) -> bool:
    return _at_the_same_time(role, Role.objects.filter(person=role.person))


def _another_acts(role: Role) -> bool:
    heads = role.kind in (RoleKind.UNIT_HEAD, RoleKind.REGION_HEAD)
    return role.acting and heads and _at_the_same_time(role, Role.objects.filter(acting=True))


def _at_the_same_time(role: Role, others: QuerySet[Role]) -> bool:
    """Whether one of `others` is the same role, held on a day of this one."""
    same = others.filter(not_over(role.starts), kind=role.kind, unit=role.unit, region=role.region)
    if role.ends is not None:
        same = same.filter(starts__lt=role.ends)
    # A role that was called off before it began has no days at all.
    return same.exclude(ends=F("starts")).exists()


def _end_reasons(role: Role, last: date) -> list[str]:
    if role.ends is not None and role.ends <= max(today(), role.starts):
        return [_("Peran ini sudah berakhir.")]
    if last < today():
        return [_("Peran tidak dapat diakhiri pada tanggal yang sudah lewat.")]
    if role.ends is not None and last >= role.ends:
        return [_("Peran ini sudah akan berakhir pada tanggal itu.")]
    return []


def _refuse_if(reasons: list[str]) -> None:
    if reasons:
        raise Refused(reasons)
