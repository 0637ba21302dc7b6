"""Writing a finding of the metadata: its text and its facts from the same values."""

from workers.checks.explanations import finding_text
from workers.checks.finding import Facts, Finding, Severity


def said(kind: str, severity: Severity, facts: Facts | None = None, **values: object) -> Finding:
    """Return a finding whose text is filled in with `values`, and with `facts` beside it."""
    return Finding(
        kind=kind,
        severity=severity,
        explanation=finding_text(kind, **values),
        facts=facts or {},
    )
