from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from award.errors import Refused
from award.models import Season
from jury.domain.bundles import FULL, PUBLIC, export_season
from record.errors import Inconsistent
from record.signed_notes import BadKey


class Command(BaseCommand):
    help = "Write the bundle of a season, which verify_season.py verifies without this program."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the year, the folder and the edition."""
        parser.add_argument("year", type=int)
        parser.add_argument("folder", type=Path, help="new or empty")
        parser.add_argument(
            "--edition",
            choices=[FULL, PUBLIC],
            default=FULL,
            help="full: for auditors; public: without names, comments and reasons",
        )
        parser.add_argument("--files", action="store_true", help="with the evidence itself")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it and say where it ends."""
        season = Season.objects.filter(year=options["year"]).first()
        if season is None:
            raise CommandError(f"there is no season {options['year']}")
        try:
            size = export_season(
                season, options["folder"], edition=options["edition"], files=options["files"]
            )
        except Refused as refused:
            raise CommandError(" ".join(refused.reasons)) from refused
        except Inconsistent as broken:
            raise CommandError(f"nothing was signed: {broken}") from broken
        except FileExistsError as taken:
            raise CommandError(f"{taken} is not empty") from taken
        except BadKey as missing:
            raise CommandError(f"CHECKPOINT_KEY: {missing}") from missing
        self.stdout.write(f"{options['folder']}: {size} entries of the ledger")
