"""Tables for spreadsheets, in which no text is taken for a formula."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import chain

from django.utils import timezone

# A spreadsheet runs what begins so, also behind blanks (owasp.org/www-community/attacks/CSV_Injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# Tells Excel that what follows is UTF-8.
MARK = "\ufeff"


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet that reads CSV would run the text instead of showing it."""
    return text.lstrip(" ").startswith(FORMULA)


def cell(value: object) -> object:
    """A text that looks like a formula gets an apostrophe before it; numbers stay numbers.

    A moment is written as the reader's clock shows it, without its zone: spreadsheets know none.
    """
    if isinstance(value, datetime):
        return wall_clock(value).isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, int | float | Decimal):
        return value
    text = str(value)
    return f"'{text}" if looks_like_formula(text) else text


def wall_clock(moment: datetime) -> datetime:
    """What a clock on the reader's wall showed then, to the second."""
    local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    return local.replace(tzinfo=None, microsecond=0)


def lines(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The rows as the lines of a CSV file, one at a time."""
    out = io.StringIO()
    writer = csv.writer(out)
    yield MARK
    for row in chain([heads], rows):
        writer.writerow([cell(value) for value in row])
        yield _taken(out)


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The rows as one CSV text."""
    return "".join(lines(heads, rows))


def _taken(out: io.StringIO) -> str:
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text
