from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from directory.domain.erasing import NotAnAdmin, erase_person, responsible
from directory.errors import Refused
from directory.models import Person
from directory.models.person import normal_email
from record.domain.erasing import NothingToErase, Why


class Command(BaseCommand):
    help = "Erase what the directory says of a person whose account was deactivated."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the person's address, who answers for it, and why."""
        parser.add_argument("email", help="the person's address")
        parser.add_argument(
            "--by", required=True, metavar="EMAIL", help="the centre admin who answers for it"
        )
        parser.add_argument("--why", choices=[why.value for why in Why], default=Why.ASKED.value)

    def handle(self, *args: Any, **options: Any) -> None:
        """Erase, and name the number under which the ledger goes on knowing the person."""
        person = Person.objects.filter(email=normal_email(options["email"])).first()
        if person is None:
            raise CommandError(f"nobody has the address {options['email']}")
        try:
            by = responsible(options["by"])
            erased = erase_person(person=person, why=Why(options["why"]), by=by)
        except (NotAnAdmin, NothingToErase, Refused) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"erased person:{erased.pk}")
