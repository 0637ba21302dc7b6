"""The kinds of value an instrument can state, each with what it accepts."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

from django.utils.translation import gettext as _

from criteria.domain.problems import did_you_mean

T = TypeVar("T")
DECIMAL = re.compile(r"-?\d{1,6}(\.\d{1,6})?")


class Unfit(Exception):
    """What stands in the file is not of the kind."""


@dataclass(frozen=True)
class Kind(Generic[T]):
    """How one value is read. `read` raises Unfit with a sentence for the reader;
    `fallback` stands in for a value that could not be read, so that reading goes on.
    """

    name: str
    read: Callable[[object], T]
    fallback: T
    choices: tuple[str, ...] = ()


def decimal(low: int, high: int) -> Kind[Decimal]:
    """A number written as a string or an integer; a float would lose what was written."""

    def read(raw: object) -> Decimal:
        if isinstance(raw, Decimal):
            raise Unfit(_('tulis desimal di antara tanda kutip: "%(n)s"') % {"n": raw})
        if isinstance(raw, bool) or not isinstance(raw, int | str):
            raise Unfit(_("harus berupa angka"))
        if not DECIMAL.fullmatch(str(raw)):
            raise Unfit(_('"%(n)s" bukan angka (contoh: "33.34")') % {"n": raw})
        return _within(Decimal(str(raw)), low, high)

    return Kind("decimal", read, Decimal(low))


def integer(low: int, high: int) -> Kind[int]:
    """A whole number."""

    def read(raw: object) -> int:
        if isinstance(raw, bool) or not isinstance(raw, int):
            raise Unfit(_("harus berupa bilangan bulat tanpa tanda kutip"))
        return int(_within(Decimal(raw), low, high))

    return Kind("integer", read, low)


def flag() -> Kind[bool]:
    """Yes or no."""

    def read(raw: object) -> bool:
        if not isinstance(raw, bool):
            raise Unfit(_("harus true atau false"))
        return raw

    return Kind("flag", read, False, ("true", "false"))


def choice(*options: str) -> Kind[str]:
    """One of the words."""

    def read(raw: object) -> str:
        if raw not in options:
            hint = did_you_mean(str(raw), options)
            words = {"raw": raw, "options": ", ".join(options), "hint": hint}
            raise Unfit(_('"%(raw)s" tidak dikenal; pilih: %(options)s%(hint)s') % words)
        return str(raw)

    return Kind("choice", read, options[0] if options else "", options)


def several(*options: str) -> Kind[tuple[str, ...]]:
    """Some of the words, each once, in the order given."""
    one = choice(*options)

    def read(raw: object) -> tuple[str, ...]:
        if not isinstance(raw, list) or not raw:
            raise Unfit(_("harus berupa daftar yang tidak kosong"))
        words = tuple(one.read(item) for item in raw)
        if len(set(words)) != len(words):
            raise Unfit(_("memuat isi yang sama lebih dari sekali"))
        return words

    return Kind("several", read, options, options)


def _within(number: Decimal, low: int, high: int) -> Decimal:
    if not low <= number <= high:
        bounds = {"n": number, "low": low, "high": high}
        raise Unfit(_("%(n)s harus antara %(low)s dan %(high)s") % bounds)
    return number
