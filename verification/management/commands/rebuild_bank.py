from typing import Any

from django.core.management.base import BaseCommand

from verification.domain.describing import describe_missing
from verification.domain.picture_bank import here, rebuild


class Command(BaseCommand):
    help = (
        "Make the bank of pictures on this machine anew from the database. Stored pictures that were"
        " never described are described first, from their bytes. Safe while workers run."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what was done; files that cannot be described are counted, and are no error."""
        done, failed = describe_missing()
        self.stdout.write(f"{done} pictures described, {failed} could not be")
        self.stdout.write(f"{rebuild(here())} pictures in the bank")
