"""Tell a ministry's author whether an instrument's file is good, and every fault if it is not."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from criteria.domain import files as instrument_files
from criteria.domain.loader import InstrumentError, load


class Command(BaseCommand):
    help = str(gettext_lazy("Memeriksa berkas instrumen dan menyebut setiap kesalahannya."))

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path)

    def handle(self, *args: Any, files: list[Path], **options: Any) -> None:
        faulty = [path for path in files if not self._check(path)]
        if faulty:
            raise CommandError(_("%(count)s berkas belum benar.") % {"count": len(faulty)})

    def _check(self, path: Path) -> bool:
        try:
            instrument = load(instrument_files.read(path), name=path.name)
        except InstrumentError as error:
            self.stderr.write("\n".join(error.lines()))
            return False
        words = {
            "name": path.name,
            "indicators": len(instrument.indicators),
            "provisional": sum(s.provisional for s in instrument.statements),
            "digest": instrument.digest,
        }
        self.stdout.write(
            _(
                "%(name)s: benar. %(indicators)s indikator, %(provisional)s nilai sementara, "
                "SHA-256 %(digest)s"
            )
            % words
        )
        return True
