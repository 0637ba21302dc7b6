"""The life of an account, from the invitation on."""

from dataclasses import asdict
from uuid import UUID

from django.utils.translation import gettext as _

from directory.actors import Actor
from directory.domain.accounts import Details, details_of, fill, invite, open_account, twins
from directory.domain.admins import lock_admins, require_one_admin_left
from directory.domain.roles import role_facts
from directory.domain.unique import only_one
from directory.enums import Language, RoleKind, Zone
from directory.errors import Refused
from directory.models import Person, Role
from directory.queries.roles import not_over, today
from directory.rules import require_manager
from record.domain.work import Work, recorded


def invite_person(
    *,
    actor: Actor,
    details: Details,
    language: Language = Language.INDONESIAN,
    time_zone: Zone = Zone.WIB,
    mailed: bool = True,
) -> Person:
    """Create an account that nobody can sign in to yet, and mail its owner a link to set a password.

    Not `mailed`, the account waits for invite_entered. Raises NotAllowed, or Refused for an address
    or NIP that somebody has already.
    """
    require_manager(actor)
    person = Person(language=language, time_zone=time_zone)
    fill(person, details)
    with only_one(twins(person), _taken()), recorded(actor=actor.ledger) as work:
        open_account(work, person, mailed=mailed)
    return person


def invite_entered(*, actor: Actor, person_id: UUID) -> bool:
    """Mail the first link to someone who was entered without one; return whether one goes out.

    None does to who was invited, left or has a password meanwhile. Raises NotAllowed.
    """
    require_manager(actor)
    with recorded(actor=actor.ledger) as work:
        invited = Person.objects.select_for_update(no_key=True).get(pk=person_id)
        if not waits_for_invitation(invited):
            return False
        invite(work, invited)
        work.event("person_invited", subject=f"person:{invited.pk}")
    return True


def waits_for_invitation(person: Person) -> bool:
    """Whether the person was entered and never sent a link."""
    return person.is_active and person.invited_at is None and not person.has_usable_password()


def invite_again(*, actor: Actor, person: Person) -> Person:
    """Mail a new link to someone without a password; every earlier link stops working.

    This is also the way back for someone deactivated, who gets roles anew. Raises NotAllowed, or
    Refused for someone who has a password.
    """
    require_manager(actor)
    with recorded(actor=actor.ledger) as work:
        invited = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        if invited.has_usable_password():
            raise Refused([_("Orang ini sudah mempunyai kata sandi.")])
        invited.is_active = True
        invited.set_unusable_password()
        invited.save(update_fields=["is_active", "password"])
        invite(work, invited)
        work.event("person_invited_again", subject=f"person:{invited.pk}")
    return invited


def amend_person(*, actor: Actor, person: Person, details: Details) -> Person:
    """Correct what is known about a person.

    Raises NotAllowed, or Refused for an address or NIP that somebody else has.
    """
    require_manager(actor)
    wanted = Person(pk=person.pk)
    fill(wanted, details)
    with only_one(twins(wanted), _taken()), recorded(actor=actor.ledger) as work:
        amended = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        before = asdict(details_of(amended))
        fill(amended, details)
        amended.save(update_fields=list(before))
        after = asdict(details_of(amended))
        changed = {field: value for field, value in after.items() if value != before[field]}
        facts = {field: work.commitment(value or "") for field, value in changed.items()}
        work.event("person_amended", subject=f"person:{amended.pk}", facts=facts)
    return amended


def deactivate_person(*, actor: Actor, person: Person) -> Person:
    """End the account at once: its sessions, its open links and all its roles.

    Raises NotAllowed, or Refused for oneself, for someone inactive and for the last centre admin.
    """
    require_manager(actor)
    with recorded(actor=actor.ledger) as work:
        lock_admins()
        gone = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        if gone == actor.person:
            raise Refused([_("Anda tidak dapat menonaktifkan akun Anda sendiri.")])
        if not gone.is_active:
            raise Refused([_("Akun ini sudah tidak aktif.")])
        gone.is_active = False
        # Sessions and links are tied to the password: none comes back to life with the account.
        gone.set_unusable_password()
        gone.save(update_fields=["is_active", "password"])
        _end_roles(work, gone)
        work.event("person_deactivated", subject=f"person:{gone.pk}")
    return gone


def _end_roles(work: Work, person: Person) -> None:
    roles = list(Role.objects.select_for_update(no_key=True).filter(not_over(), person=person))
    for role in roles:
        role.ends = max(today(), role.starts)
        role.save(update_fields=["ends"])
        work.event("role_ended", subject=f"person:{person.pk}", facts=role_facts(role))
    if any(role.kind == RoleKind.CENTRE_ADMIN for role in roles):
        require_one_admin_left(today())


def _taken() -> str:
    return _("Surel atau NIP ini sudah dipakai oleh orang lain.")
