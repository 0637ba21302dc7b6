"""Take instrument files into the register and publish them; a second run changes nothing."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from criteria.domain import files as instrument_files
from criteria.domain.loader import InstrumentError
from criteria.domain.publishing import publish, register
from criteria.errors import InstrumentPublished
from record.rules import SYSTEM


class Command(BaseCommand):
    help = str(gettext_lazy("Mendaftarkan dan menerbitkan berkas instrumen."))

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="*", type=Path)
        parser.add_argument("--draft", action="store_true")

    def handle(self, *args: Any, files: list[Path], draft: bool, **options: Any) -> None:
        for path in files or instrument_files.shipped():
            try:
                self._load(path, draft=draft)
            except (InstrumentError, InstrumentPublished) as error:
                raise CommandError(str(error)) from error

    def _load(self, path: Path, *, draft: bool) -> None:
        text = instrument_files.read(path)
        row = register(actor=SYSTEM, toml_text=text, name=path.name)
        if not draft:
            row = publish(actor=SYSTEM, instrument=row)
        state = _("rancangan") if row.published_at is None else _("diterbitkan")
        words = {"code": row.code, "version": row.version, "state": state}
        self.stdout.write(_("%(code)s versi %(version)s: %(state)s") % words)
