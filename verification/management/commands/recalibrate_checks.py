"""Rates of the checks as decided findings would have them, beside those measured before."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from award.models import Season
from verification.domain.recalibration import NOTES, proposal, recalibrate
from verification.queries.check_record import Part
from verification.queries.decided import decided_kinds
from workers.checks.strengths import measurements, written


class Command(BaseCommand):
    """Prints before and after; changes nothing. A proposal is taken over by a person, by hand."""

    help = (
        "Show the measured rates of each kind of finding before and after what people decided, "
        "with counts and 95 % intervals. Nothing is changed; --out writes a proposal in the form "
        "of workers/checks/strengths.toml."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Say what may be given."""
        parser.add_argument("--season", type=int, metavar="YEAR", help="decisions of one season")
        parser.add_argument(
            "--out", type=Path, metavar="FILE", help="write a proposal to a new file"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the rows, the notes, and write the proposal if one is wanted."""
        rows = recalibrate(measurements(), decided_kinds(_part(options["season"])))
        for row in rows:
            self.stdout.write("\n".join(row.lines()))
        if not rows:
            self.stdout.write("No check has raised anything yet.")
        self.stdout.write("\n" + NOTES)
        if options["out"] is not None:
            text = written(proposal(measurements(), rows, timezone.localdate()))
            _write(options["out"], text)
            self.stdout.write(f"Proposal written to {options['out']}; nothing else was changed.")


def _part(year: int | None) -> Part:
    if year is None:
        return Part()
    season = Season.objects.filter(year=year).first()
    if season is None:
        raise CommandError(f"There is no season {year}.")
    return Part(season=season.pk)


def _write(path: Path, text: str) -> None:
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as fault:
        raise CommandError(f"{path} is there already; give another name.") from fault
    except OSError as fault:
        raise CommandError(f"{path} cannot be written: {fault.strerror}") from fault
