from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from record.domain.rights import limit
from workers.preparing import collect_static


class Command(BaseCommand):
    help = "Bring database, static files and instruments up to date; run before any other start"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the role that the other processes connect as."""
        parser.add_argument(
            "--limit",
            metavar="ROLE",
            help="on PostgreSQL: make this role and give it only what the application needs; "
            "LIMITED_PASSWORD in the environment becomes its password",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            call_command("check", deploy=True, fail_level="WARNING")
        call_command("migrate", interactive=False, verbosity=1)
        if options["limit"]:
            limit(options["limit"], password=settings.LIMITED_PASSWORD)
        collect_static()
        call_command("load_instruments")
