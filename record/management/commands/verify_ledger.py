from argparse import ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from record.domain.checkpoints import examine


class Command(BaseCommand):
    help = (
        "Verify the whole ledger and its checkpoints; name every place that is not as it must be."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the heads handed out earlier."""
        parser.add_argument(
            "--head",
            type=_head,
            action="append",
            default=[],
            metavar="SEQ:HASH",
            help="a head handed out earlier, which must still be there; may be repeated",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print count and head; leave with exit code 1 if there is a fault."""
        result, checkpoints = examine(dict(options["head"]))
        self.stdout.write(f"{result.count} entries, head {result.seq}:{result.head}")
        self.stdout.write(f"{len(checkpoints)} checkpoints, root {result.tree.root().hex()}")
        for fault in result.faults:
            self.stderr.write(str(fault))
        if result.faults:
            raise CommandError(f"the ledger has {len(result.faults)} fault(s)")


def _head(text: str) -> tuple[int, str]:
    seq, _, digest = text.partition(":")
    if not seq.isdecimal() or not digest:
        raise ArgumentTypeError("give it as SEQ:HASH, as this command prints it")
    return int(seq), digest
