from typing import Any

from django.core.management.base import BaseCommand

from workers.demo import seed


class Command(BaseCommand):
    help = "Play the demo seasons into an empty database and write the accounts"

    def handle(self, *args: Any, **options: Any) -> None:
        seed()
