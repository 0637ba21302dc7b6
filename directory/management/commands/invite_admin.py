"""The way in to a fresh installation: everyone else is invited by an admin."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from directory.actors import SYSTEM
from directory.domain.accounts import Details
from directory.domain.links import INVITATION
from directory.domain.people import invite_again, invite_person
from directory.domain.roles import give_role
from directory.enums import RoleKind
from directory.errors import Refused
from directory.models import Person
from directory.queries.people import find
from directory.queries.roles import holds, today
from record.domain.work import recorded


class Command(BaseCommand):
    help = "Invite a centre admin and print the link that sets the first password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("name", help="full name with titles, quoted")

    def handle(self, *args: Any, email: str, name: str, **options: Any) -> None:
        try:
            person = _invite(email, name)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(INVITATION.address(person))


def _invite(email: str, name: str) -> Person:
    """All in one transaction: an admin without the role could invite nobody."""
    known = find(email)
    with recorded(actor=SYSTEM.ledger):
        if known is None:
            person = invite_person(actor=SYSTEM, details=Details(name=name, email=email))
        else:
            person = invite_again(actor=SYSTEM, person=known)
        if not holds(person, RoleKind.CENTRE_ADMIN):
            give_role(actor=SYSTEM, person=person, kind=RoleKind.CENTRE_ADMIN, starts=today())
    return person
