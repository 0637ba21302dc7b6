r"""Text rules kept by the database itself.

SQLite enforces neither `max_length` nor the absence of NUL, so both stand in a CHECK. The
patterns use only what Python's `re` and PostgreSQL's regular expressions read alike; `\A` and
`\Z` because `$` also matches before a final line feed.
"""

from django.core.validators import RegexValidator
from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext_lazy as _

# The same rules with a friendly word, for forms.
ONE_LINE = RegexValidator(
    r"\A[^\u0000-\u001f\u007f]*\Z", _("Tulis dalam satu baris, tanpa tanda khusus.")
)
NIP = RegexValidator(r"\A[0-9]{18}\Z", _("NIP terdiri atas 18 angka."))
WORK_UNIT_CODE = RegexValidator(r"\A[0-9]{6}\Z", _("Kode satuan kerja terdiri atas enam angka."))


def one_line(field: str, *, most: int, least: int = 0) -> CheckConstraint:
    """`field` holds `least` to `most` characters (`most` at most 255) and no control character.

    A line feed in a name could forge a log line or a mail header.
    """
    pattern = rf"\A[^\u0000-\u001f\u007f]{{{least},{most}}}\Z"
    return _matches(field, pattern, f"%(app_label)s_%(class)s_{field}_one_line")


def digits(field: str, count: int) -> CheckConstraint:
    """`field` is exactly `count` ASCII digits."""
    return _matches(field, rf"\A[0-9]{{{count}}}\Z", f"%(app_label)s_%(class)s_{field}_digits")


def _matches(field: str, pattern: str, name: str) -> CheckConstraint:
    return CheckConstraint(condition=Q(**{f"{field}__regex": pattern}), name=name)
