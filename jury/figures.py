"""Numbers as people read them: with the decimal sign of the reader's language."""

import re
from decimal import Decimal

from django.utils.formats import get_format

from criteria.domain.arithmetic import shown

POINT = re.compile(r"(?<=\d)\.(?=\d)")


def read(number: Decimal) -> str:
    """The number for a page or a paper: 69,22 in Indonesian."""
    return reads(shown(number))


def reads(text: str) -> str:
    """A kept number or formula, which has decimal points, with the language's decimal sign."""
    sign = str(get_format("DECIMAL_SEPARATOR"))
    return POINT.sub(lambda _point: sign, text)
