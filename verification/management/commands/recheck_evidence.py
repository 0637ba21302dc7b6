"""After an upgrade: files that newer checks have not looked at, and a way to have them looked at."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from verification.domain.rechecking import behind, recheck
from workers.checks.catalogue import registered
from workers.checks.examine import INNER

MOST = 200


class Command(BaseCommand):
    """Counts, and with --go puts files back; the workers then look at them as at new ones."""

    help = (
        "Count the files that a check has not looked at in the version that runs now. With --go, "
        "have up to --most of them checked again; what was found and decided before stays."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Say what may be given."""
        parser.add_argument("--go", action="store_true", help="put the files back")
        parser.add_argument("--most", type=int, default=MOST, metavar="N", help="files at once")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print how many files there are, and put some back where that is asked for."""
        versions = {c.name: c.version for c in registered() if c.name not in INNER}
        waiting = behind(versions).count()
        self.stdout.write(f"{waiting} files have not been looked at by all checks as they are now.")
        if not options["go"]:
            return
        back = recheck(versions, options["most"])
        self.stdout.write(f"{back} put back; until they are done their applications wait for them.")
