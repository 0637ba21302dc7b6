"""How the findings of each kind were decided by people: the field's word on a check."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, QuerySet

from verification.enums import REAL_VERDICTS, SETTLING_VERDICTS
from verification.models import Finding, FindingDecision

# From so many settled findings on, a share of them says something.
LEAST_SETTLED = 50


class Kind(NamedTuple):
    """One kind of finding as one version of a check raises it."""

    check: str
    version: int
    kind: str


@dataclass(frozen=True, kw_only=True)
class Field:
    """Of the settled findings of a kind, how many people found to be real and how many not.

    Real is what the unit had to repair or what was confirmed to be false evidence.
    """

    real: int = 0
    dismissed: int = 0

    @property
    def settled(self) -> int:
        return self.real + self.dismissed

    @property
    def tells(self) -> bool:
        """Whether enough were settled for a share to say something."""
        return self.settled >= LEAST_SETTLED


def kind_of(finding: Finding) -> Kind | None:
    """The kind of a machine's finding with its check; None for what a person raised."""
    if finding.check_version is None:
        return None
    return Kind(finding.check_name, finding.check_version, finding.kind)


def field_of(findings: Iterable[Finding]) -> dict[Kind, Field]:
    """How findings of the kinds of these were settled, everywhere and in all seasons."""
    wanted = {kind for finding in findings if (kind := kind_of(finding))}
    if not wanted:
        return {}
    names = {kind.kind for kind in wanted}
    decisions = latest_decisions().filter(finding__kind__in=names)
    return {kind: field for kind, field in settled(decisions).items() if kind in wanted}


def settled(decisions: QuerySet[FindingDecision]) -> dict[Kind, Field]:
    """Count the decisions that settle a machine's finding by kind; the latest of each counts."""
    rows = decisions.filter(
        verdict__in=SETTLING_VERDICTS, finding__check_version__isnull=False
    ).order_by()
    columns = ("finding__check_name", "finding__check_version", "finding__kind", "verdict")
    counts: dict[Kind, dict[bool, int]] = defaultdict(lambda: {True: 0, False: 0})
    for check, version, kind, verdict, number in rows.values_list(*columns).annotate(Count("pk")):
        counts[Kind(check, version, kind)][verdict in REAL_VERDICTS] += number
    return {kind: Field(real=c[True], dismissed=c[False]) for kind, c in counts.items()}


def latest_decisions() -> QuerySet[FindingDecision]:
    """The decision that counts of each decided finding."""
    later = FindingDecision.objects.filter(finding=OuterRef("finding"), pk__gt=OuterRef("pk"))
    return FindingDecision.objects.filter(~Exists(later))
