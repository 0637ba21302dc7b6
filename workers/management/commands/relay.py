from typing import Any

from django.core.management.base import BaseCommand

from workers.relay import run_until_told


class Command(BaseCommand):
    help = "Hand job rows to the broker until told to stop"

    requires_system_checks = ()  # they load every page, which the relay never needs

    def handle(self, *args: Any, **options: Any) -> None:
        run_until_told()
