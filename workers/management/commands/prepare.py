from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from workers.preparing import collect_static


class Command(BaseCommand):
    help = "Bring database, static files and instruments up to date; run before any other start"

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            call_command("check", deploy=True, fail_level="WARNING")
        call_command("migrate", interactive=False, verbosity=1)
        collect_static()
        call_command("load_instruments")
