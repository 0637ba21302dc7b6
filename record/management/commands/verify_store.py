from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from record.domain.fixity import inspect


class Command(BaseCommand):
    help = "Read every stored file and compare it with its row; list what has no row."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the grace of young orphans."""
        parser.add_argument(
            "--grace-hours",
            type=int,
            default=24,
            help="an object without a row may be an upload under way for so long (24)",
        )
        parser.add_argument(
            "--strict",
            action="store_true",
            help="exit with 1 for an old orphan too: after a restore it may be a lost row",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what was found; leave with exit code 1 if bytes are missing or damaged."""
        result = inspect(grace=timedelta(hours=options["grace_hours"]))
        self.stdout.write(f"{result.whole} of {result.rows} files are whole")
        for kind, digests in (
            ("recent", result.recent),
            ("orphan", result.orphans),
            ("missing", result.missing),
            ("damaged", result.damaged),
        ):
            for digest in digests:
                self.stdout.write(f"{kind} {digest}")
        self.stdout.write(f"{result.cleaned} remains of broken-off uploads removed")
        lost = len(result.missing) + len(result.damaged)
        if lost or (options["strict"] and result.orphans):
            raise CommandError(f"{lost} files lost, {len(result.orphans)} without a row")
