from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from workers.preparing import collect_static, seed_demo


class Command(BaseCommand):
    help = "Bring database, static files and instruments up to date; run before any other start"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--demo", action="store_true", help="fill the demo seasons, once")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["demo"]:
            call_command("check", deploy=True, fail_level="WARNING")
        call_command("migrate", interactive=False, verbosity=1)
        collect_static()
        call_command("load_instruments")
        if options["demo"]:
            seed_demo()
