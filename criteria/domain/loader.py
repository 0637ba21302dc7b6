"""From the text of a TOML file to an instrument that can be relied on."""

import tomllib
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _

from criteria.domain.overrides import Override, resolve
from criteria.domain.problems import InstrumentError, Problem
from criteria.domain.reading.document import read_document
from criteria.instrument import Instrument
from directory.enums import UnitType
from record.canonical import canonical

__all__ = ["InstrumentError", "Override", "Problem", "load"]


def load(toml_text: str, *, name: str, overrides: tuple[Override, ...] = ()) -> Instrument:
    """Read an instrument, its provisional values replaced where an override says so.

    Raises InstrumentError with every fault, each line naming `name` and the dotted path.
    """
    return _load(toml_text, name, overrides)


@lru_cache(maxsize=32)
def _load(toml_text: str, name: str, overrides: tuple[Override, ...]) -> Instrument:
    document, problems = resolve(_parse(toml_text, name), overrides)
    instrument, faults = read_document(document, unit_types=tuple(UnitType.values))
    if instrument is None or problems:
        raise InstrumentError(name, [*problems, *faults])
    text = canonical(document)
    return replace(instrument, canonical=text, digest=sha256(text.encode()).hexdigest())


def _parse(toml_text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(toml_text, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        message = _("bukan TOML yang benar: %(error)s") % {"error": error}
        raise InstrumentError(name, [Problem("", message)]) from error
