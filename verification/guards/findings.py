"""Whether questions about the evidence are still open, and what was confirmed."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from award.at_once import GuardOfMany
from award.given import Given
from award.models import Application
from award.obstacle import leading_to
from award.queries.instruments import indicator_names
from verification.enums import Severity, Verdict
from verification.models import Finding
from verification.queries.findings import (
    confirmed_false,
    open_questions,
    open_suspicions,
    undecided,
)


def findings_decided(application: Application, given: Given) -> list[str]:
    """Every question about the evidence is decided by a person; notes ask nothing."""
    return _named(application, undecided(application).select_related("version__item"))


@GuardOfMany
def no_open_high_finding(
    applications: Collection[Application], given: Given
) -> dict[UUID, list[str]]:
    """No finding of high severity and no suspicion is open."""
    about = open_questions().filter(version__item__application__in=[a.pk for a in applications])
    serious = Q(severity=Severity.HIGH) | Q(verdict=Verdict.SUSPECTED_FALSE)
    found: defaultdict[UUID, list[Finding]] = defaultdict(list)
    for finding in about.filter(serious).select_related("version__item"):
        found[finding.version.item.application_id].append(finding)
    return {a.pk: _named(a, found[a.pk]) for a in applications if a.pk in found}


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
