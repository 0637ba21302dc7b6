"""Erasure of a person from the directory, and who may answer for an erasure."""

from django.utils.translation import gettext as _

from directory.actors import Actor
from directory.enums import RoleKind
from directory.errors import Refused
from directory.models import Person
from directory.models.person import normal_email
from directory.queries.roles import holds, not_over
from record.domain.erasing import ERASED, NothingToErase, Why, commitments_in, destroy
from record.domain.work import recorded
from record.models import LedgerEntry


class NotAnAdmin(LookupError):
    """Nobody of that address is a centre admin."""


def responsible(email: str) -> Actor:
    """The centre admin with that address, as an actor. Raises NotAnAdmin."""
    person = Person.objects.filter(email=normal_email(email), is_active=True).first()
    if person is None or not holds(person, RoleKind.CENTRE_ADMIN):
        raise NotAnAdmin(f"{email} is not the address of a centre admin")
    return Actor(person)


def erase_person(*, person: Person, why: Why, by: Actor) -> Person:
    """Take name, address, NIP, rank and position out of the directory and destroy their salts.

    The row stays, without what it said, because acts in the ledger name its number. Documents that
    were signed keep the name: they are kept by law. Raises Refused for someone active or with a
    role, NothingToErase for one erased before.
    """
    with recorded(actor=by.ledger) as work:
        row = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        if row.is_active or row.roles.filter(not_over()).exists():
            raise Refused([_("Nonaktifkan dahulu orang ini: perannya masih berlaku.")])
        digests = sorted(
            digest
            for entry in LedgerEntry.objects.filter(subject=f"person:{row.pk}")
            for digest in commitments_in(entry)
        )
        if not digests:
            raise NothingToErase(f"{row.pk} is erased already")
        row.name, row.email, row.nip = ERASED, f"{row.pk}@invalid", None
        row.rank = row.position = ""
        row.save(update_fields=["name", "email", "nip", "rank", "position"])
        destroy(digests)
        facts = {"digests": digests, "why": why.value}
        work.event("person_erased", subject=f"person:{row.pk}", facts=facts)
    return row
