"""Numbers as people read them: with the decimal sign of the reader's language."""

import re
from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import get_format

from criteria.domain.arithmetic import rounded, shown

POINT = re.compile(r"(?<=\d)\.(?=\d)")


def read(number: Decimal) -> str:
    """The number for a page or a paper: 69,22 in Indonesian."""
    return reads(shown(number))


def brief(number: Decimal) -> str:
    """A number in passing, with at most two places: 76,49. Its steps give all of them."""
    return read(rounded(number, places=2, rounding=ROUND_HALF_UP))


def reads(text: str) -> str:
    """A kept number or formula, which has decimal points, with the language's decimal sign."""
    sign = str(get_format("DECIMAL_SEPARATOR"))
    return POINT.sub(lambda _point: sign, text)
