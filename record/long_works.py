"""What whoever reads lists has the background do."""

from importlib import import_module
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from record.domain.long_works import File, Run, register
from record.models import LongWork

if TYPE_CHECKING:
    from types import ModuleType

LISTED = "record.list"


def _exports() -> "ModuleType":
    """Loaded when asked for: what writes tables takes megabytes that the relay never uses."""
    return import_module("record.pages.exports")


def _may_have(work: LongWork) -> bool:
    return bool(_exports().may_have(work))


def _listed(run: Run) -> File:
    file: File = _exports().listed(run)
    return file


register(LISTED, title=_("Berkas daftar"), may=_may_have, do=_listed)
