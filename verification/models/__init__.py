from verification.models.checking import Checking, CheckResult, Fingerprint
from verification.models.evidence import EvidenceItem, EvidenceVersion, Preview, ReadLog
from verification.models.finding import Finding, FindingAnswer, FindingDecision

__all__ = [
    "CheckResult",
    "Checking",
    "EvidenceItem",
    "EvidenceVersion",
    "Finding",
    "FindingAnswer",
    "FindingDecision",
    "Fingerprint",
    "Preview",
    "ReadLog",
]
