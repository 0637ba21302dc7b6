"""Tables for spreadsheets, in which no text is taken for a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

# A spreadsheet runs what begins so, also behind blanks (owasp.org/www-community/attacks/CSV_Injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def cell(value: object) -> object:
    """A text that looks like a formula gets an apostrophe before it; numbers stay numbers."""
    if isinstance(value, str) and value.lstrip(" ").startswith(FORMULA):
        return f"'{value}"
    return value


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The rows as CSV, with the mark that tells Excel it is UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(heads)
    writer.writerows([cell(value) for value in row] for row in rows)
    return "\ufeff" + out.getvalue()
