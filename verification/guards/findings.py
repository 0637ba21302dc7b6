"""Whether questions about the evidence are still open, and what was confirmed."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _

from award.given import Given
from award.models import Application
from award.obstacle import leading_to
from award.queries.instruments import indicator_names
from verification.enums import Severity, Verdict
from verification.models import Finding
from verification.queries.findings import confirmed_false, open_suspicions, undecided


def findings_decided(application: Application, given: Given) -> list[str]:
    """Every question about the evidence is decided by a person; notes ask nothing."""
    return _named(application, undecided(application).select_related("version__item"))


def no_open_high_finding(application: Application, given: Given) -> list[str]:
    """No finding of high severity and no suspicion is open."""
    waiting = undecided(application).select_related("version__item")
    serious = Q(severity=Severity.HIGH) | Q(verdict=Verdict.SUSPECTED_FALSE)
    return _named(application, waiting.filter(serious))


def no_open_suspicion(application: Application, given: Given) -> list[str]:
    """No suspicion of false evidence is open."""
    return _named(application, open_suspicions(application).select_related("version__item"))


def false_evidence_confirmed(application: Application, given: Given) -> list[str]:
    """A finding of false evidence is confirmed."""
    if confirmed_false(application).exists():
        return []
    return [_("Belum ada temuan yang dinyatakan terbukti sebagai bukti palsu.")]


def _named(application: Application, findings: Iterable[Finding]) -> list[str]:
    undecided_text = _("Indikator “%(indicator)s”, berkas %(number)d: temuan belum diputuskan.")
    suspected_text = _(
        "Indikator “%(indicator)s”, berkas %(number)d: dugaan bukti palsu belum diputuskan."
    )
    names = indicator_names(application)
    lines: list[str] = []
    for finding in findings:
        item = finding.version.item
        suspected = getattr(finding, "verdict", None) == Verdict.SUSPECTED_FALSE
        text = suspected_text if suspected else undecided_text
        named = text % {"indicator": names[item.indicator], "number": item.number}
        lines.append(leading_to(named, "verification:finding", finding.pk))
    return list(dict.fromkeys(lines))
