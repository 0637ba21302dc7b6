"""How far a finding can be trusted, in the words and numbers of the reader's language."""

from collections.abc import Mapping
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from verification.models import Finding
from verification.queries.field import Field
from workers.checks.rates import interval

# Where fewer were counted, the rate is said with how far it may be off.
FEW = 300


def strength_words(finding: Finding, field: Field | None = None) -> str:
    """The measured rates of the finding's kind with their counts, and its share in the field.

    Empty for what a person raised. `field` is how findings of the kind were settled by people.
    """
    if finding.check_version is None:
        return ""
    parts = [_measured(finding.strength) if finding.strength else _("belum diukur")]
    if field is not None and field.tells:
        parts.append(_in_the_field(field))
    return "; ".join(parts)


def _measured(strength: Mapping[str, Any]) -> str:
    pairs = strength.get("unit") == "pair"
    honest = strength["false_alarms"], strength["honest"]
    forged = strength["hits"], strength["forged"]
    rates = f"{_honest(*honest, pairs=pairs)}, {_forged(*forged, pairs=pairs)}"
    return f"{rates}; {_counted(honest[1], forged[1])}"


def _honest(raised: int, of: int, *, pairs: bool) -> str:
    if not of:
        return _("belum diukur pada berkas jujur")
    if pairs:
        text = _("dari 100 pasangan berkas yang berbeda %(rate)s memunculkan ini")
    else:
        text = _("dari 100 berkas jujur %(rate)s memunculkan ini")
    return text % {"rate": _rate(raised, of)}


def _forged(raised: int, of: int, *, pairs: bool) -> str:
    if not of:
        return _("belum diukur pada berkas tiruan")
    if pairs:
        text = _("dari 100 pasangan asli dan salinan %(rate)s")
    else:
        text = _("dari 100 berkas tiruan %(rate)s")
    return text % {"rate": _rate(raised, of)}


def _counted(honest: int, forged: int) -> str:
    if honest and forged:
        text = _("diukur pada %(honest)s dan %(forged)s")
        return text % {"honest": _count(honest), "forged": _count(forged)}
    return _("diukur pada %(count)s") % {"count": _count(honest or forged)}


def _in_the_field(field: Field) -> str:
    text = _(
        "di lapangan %(rate)s dari 100 terbukti perlu ditindaklanjuti, dari %(count)s keputusan"
    )
    return text % {"rate": _rate(field.real, field.settled), "count": _count(field.settled)}


def _rate(raised: int, of: int) -> str:
    """So many of a hundred, with the 95 % interval where few were counted."""
    rate = per_hundred(raised / of)
    if of >= FEW:
        return rate
    low, high = interval(raised, of)
    text = _("%(rate)s (mungkin %(low)s sampai %(high)s)")
    return text % {"rate": rate, "low": per_hundred(low), "high": per_hundred(high)}


def per_hundred(share: float) -> str:
    """A share as so many of a hundred, with one decimal below ten and close to a hundred."""
    value = 100 * share
    if 0 < value < 0.05:
        return _("kurang dari %(share)s") % {"share": number_format(0.1, 1)}
    if 99.95 < value < 100:
        return _("lebih dari %(share)s") % {"share": number_format(99.9, 1)}
    fine = round(value, 1)
    if fine % 1 and (fine < 10 or fine > 90):
        return number_format(fine, 1)
    return number_format(round(value), 0)


def _count(number: int) -> str:
    return number_format(number, force_grouping=True)
