import json
import os
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from workers.rehearsal.place import CannotBegin
from workers.rehearsal.planning.order import Order
from workers.rehearsal.rehearsing import USUAL, read_instrument, rehearse

WRONG_USE = 2


class Command(BaseCommand):
    help = (
        "Play a whole season with invented units and files, on a database, a store and a broker of "
        "its own, and print what came of it as one line of JSON. Exit code 1: something that must "
        "hold did not. 2: it could not begin."
    )
    requires_system_checks = ()  # nothing of this installation is used

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the size of the season, and what it is played with."""
        parser.add_argument("--units", type=int, default=20)
        parser.add_argument("--files", type=int, default=10, help="of each unit")
        parser.add_argument("--jurors", type=int, default=3)
        parser.add_argument("--seed", type=int, default=1, help="the same seed, the same play")
        parser.add_argument(
            "--instrument", type=Path, default=USUAL, metavar="FILE.toml", help="one to be tried"
        )
        parser.add_argument(
            "--workers", type=int, default=os.cpu_count() or 1, help="jobs done at once"
        )
        parser.add_argument(
            "--database", default="", metavar="URL", help="an empty one; SQLite without"
        )
        parser.add_argument(
            "--keep", type=Path, metavar="FOLDER", help="an empty folder in which everything stays"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Rehearse; the figures are the last line on standard output."""
        try:
            figures = rehearse(
                self._order(options),
                database=options["database"],
                keep=options["keep"],
                tell=self.stderr.write,
            )
        except CannotBegin as why:
            raise CommandError(str(why), returncode=WRONG_USE) from why
        self.stdout.write(json.dumps(figures))
        if not all(figures["invariants"].values()):
            sys.exit(1)

    def _order(self, options: dict[str, Any]) -> Order:
        names = ("units", "files", "jurors", "seed", "workers")
        return Order(
            **{name: options[name] for name in names},
            instrument=read_instrument(options["instrument"]),
            instrument_name=options["instrument"].name,
        )
