"""The files of an application and the findings about them, as the centre reads them."""

from typing import TYPE_CHECKING, TypeAlias, TypedDict

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from award.models import Application
from verification.models import Finding, FindingAnswer, FindingDecision
from verification.queries.findings import findings, findings_of, is_superseded, still_open

if TYPE_CHECKING:
    from datetime import datetime

    from django_stubs_ext import WithAnnotations

    class Settled(TypedDict):
        """The latest decision about a finding, and how it stands."""

        verdict: str | None
        reason: str | None
        decided_by: str | None
        decided_at: datetime | None
        answered: bool
        waits: bool
        superseded: bool

    Found: TypeAlias = WithAnnotations[Finding, Settled]
else:
    Found = Finding


def findings_told(application: Application) -> QuerySet[Found]:
    """All findings, each with who decided it how and why; `waits`: nobody has settled it."""
    last = FindingDecision.objects.filter(finding=OuterRef("pk")).order_by("-pk")
    return (
        findings_of(application)
        .annotate(
            reason=Subquery(last.values("reason")[:1]),
            decided_by=Subquery(last.values("by__name")[:1]),
            decided_at=Subquery(last.values("at")[:1]),
            answered=Exists(FindingAnswer.objects.filter(finding=OuterRef("pk"))),
            waits=Exists(still_open(findings()).filter(pk=OuterRef("pk"))),
            superseded=is_superseded(),
        )
        .select_related("version__item")
        .order_by("version__item__indicator", "version__item__number", "at", "pk")
    )
