"""What the checks of a file leave in the ledger, and who is told."""

from award.models import Application
from record.canonical import Fact
from record.domain.work import Work
from verification.domain.finding_notices import tell_found, tell_sealed
from verification.enums import Severity
from verification.models import Checking, EvidenceVersion, Finding
from verification.queries.receipts import subject_of


def enter(work: Work, version: EvidenceVersion, checking: Checking, found: list[Finding]) -> None:
    """One event for the file, one for each finding about it or its twin."""
    facts: dict[str, Fact] = {
        "application": version.item.application_id,
        "state": str(checking.state),
        "reason": checking.reason,
        "sealed": checking.sealed,
        "run": checking.run,
    }
    work.event("evidence_checked", subject=subject_of(version), facts=facts)
    for finding in found:
        work.event(
            "finding_written",
            subject=subject_of(finding.version),
            facts={
                "finding": finding.pk,
                "kind": finding.kind,
                "severity": finding.severity,
                "other": finding.other_id,
            },
        )


def tell(
    work: Work,
    version: EvidenceVersion,
    checking: Checking,
    found: list[Finding],
    applications: dict[object, Application],
) -> None:
    """Tell the unit of malware, and whoever decides of each file that got a question."""
    if checking.sealed:
        tell_sealed(work, applications[version.item.application_id], version)
    asked = {f.version_id: f.version for f in found if f.severity != Severity.INFO}
    for about in asked.values():
        tell_found(work, applications[about.item.application_id], about)
