"""Giving and ending roles."""

from datetime import date

from django.db.models import F
from django.utils.translation import gettext as _

from directory.actors import Actor
from directory.domain.admins import lock_admins, require_one_admin_left
from directory.enums import RoleKind, Scope
from directory.errors import Refused
from directory.models import Person, Region, Role, Unit
from directory.queries.roles import not_over, today
from directory.rules import require_manager
from record.domain.work import recorded


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
    of order, or a role the person has already on one of those days.
    """
    require_manager(actor)
    kind = RoleKind(kind)
    role = Role(
        person=person, kind=kind, unit=unit, region=region, starts=starts, ends=ends, acting=acting
    )
    with recorded(actor=actor.ledger) as work:
        # The person's row is the lock that keeps two equal roles from being given at once.
        role.person = Person.objects.select_for_update().get(pk=person.pk)
        _refuse_if(_reasons(role, kind))
        role.save(force_insert=True)
        work.event("role_given", subject=f"person:{person.pk}", facts=role_facts(role))
    return role


def end_role(*, actor: Actor, role: Role, ends: date | None = None) -> Role:
    """Let the role hold no longer from `ends` on (today if None: at once).

    A role that has not begun is over before it begins. Raises NotAllowed, or Refused for a day in
    the past, for a role that ends before that anyway, and for the last centre admin.
    """
    require_manager(actor)
    with recorded(actor=actor.ledger) as work:
        if role.kind == RoleKind.CENTRE_ADMIN:
            lock_admins()
        ended = Role.objects.select_for_update().get(pk=role.pk)
        last = ends or today()
        _refuse_if(_end_reasons(ended, last))
        ended.ends = max(last, ended.starts)
        ended.save(update_fields=["ends"])
        if ended.kind == RoleKind.CENTRE_ADMIN:
            require_one_admin_left(ended.ends)
        work.event("role_ended", subject=f"person:{ended.person_id}", facts=role_facts(ended))
    return ended


def role_facts(role: Role) -> dict[str, str | bool | date | None]:
    """The role in the ledger's words."""
    return {
        "role": str(role.pk),
        "kind": str(role.kind),
        "unit": str(role.unit_id) if role.unit_id else None,
        "region": role.region_id,
        "acting": role.acting,
        "starts": role.starts,
        "ends": role.ends,
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
    return reasons


def _has_it_already(role: Role) -> bool:
    same = Role.objects.filter(
        not_over(role.starts),
        person=role.person,
        kind=role.kind,
        unit=role.unit,
        region=role.region,
    )
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
