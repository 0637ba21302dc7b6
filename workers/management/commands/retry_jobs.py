"""After a fault was mended: the jobs it ended, and a way to have them done once more."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from record.domain.repeating import given_up, repeat
from record.models import Job
from workers.repeatable import WHEN_TOLD

MOST = 200


class Command(BaseCommand):
    """Lists, and with --go puts back; the workers then do these jobs as if they were new."""

    help = (
        "List the papers, pictures and mails whose job was given up, each with its reason. With "
        "--go, have up to --most of them done once more, those of one --kind or all."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Say what may be given."""
        parser.add_argument("--go", action="store_true", help="put the jobs back")
        parser.add_argument("--kind", choices=sorted(WHEN_TOLD), help="only jobs of this kind")
        parser.add_argument("--most", type=int, default=MOST, metavar="N", help="jobs at once")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the jobs, and put some back where that is asked for."""
        found = given_up([options["kind"]] if options["kind"] else WHEN_TOLD)
        self.stdout.write(f"{found.count()} jobs were given up.")
        listed = list(found[: options["most"]])
        for job in listed:
            self.stdout.write(_line(job))
        if options["go"]:
            back = sum(repeat(job.pk) for job in listed)
            self.stdout.write(f"{back} put back; the ledger says so.")


def _line(job: Job) -> str:
    reason = next(iter(job.last_error.splitlines()), "")
    return f"{job.finished_at:%Y-%m-%d %H:%M} UTC  {job.kind}  {job.subject}  {reason}"
