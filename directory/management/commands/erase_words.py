from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import ProgrammingError

from directory.domain.erasing import NotAnAdmin, responsible
from record.domain.erasing import NothingToErase, Why, commitments_in, erase_words, places_of
from record.models import LedgerEntry


class Command(BaseCommand):
    help = (
        "Erase words about people that an entry of the ledger has a commitment of. Without --by it "
        "only names the places that hold them."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the entry's number, who answers for it, why, and which places."""
        parser.add_argument("seq", type=int, metavar="ENTRY", help="number of the ledger's entry")
        parser.add_argument("--by", metavar="EMAIL", help="the centre admin who answers for it")
        parser.add_argument("--why", choices=[why.value for why in Why], default=Why.ASKED.value)
        parser.add_argument(
            "--place",
            action="append",
            metavar="PLACE",
            help="a place to empty, as this command names it; may be repeated; without it, all",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Name the places, or empty them."""
        try:
            entry = LedgerEntry.objects.get(seq=options["seq"])
        except LedgerEntry.DoesNotExist:
            raise CommandError(f"there is no entry {options['seq']}") from None
        places = places_of(commitments_in(entry))
        if options["by"]:
            places = self._erase(options)
        for place in places:
            self.stdout.write(str(place))
        self.stdout.write(
            f"{len(places)} place(s){'' if options['by'] else '; nothing was erased'}"
        )

    def _erase(self, options: dict[str, Any]) -> list[Any]:
        try:
            return erase_words(
                seq=options["seq"],
                why=Why(options["why"]),
                actor=responsible(options["by"]).ledger,
                places=options["place"],
            )
        except (NothingToErase, NotAnAdmin) as error:
            raise CommandError(str(error)) from error
        except ProgrammingError as error:
            raise CommandError(
                "only the owner of the tables may erase; give its DATABASE_URL"
            ) from error
