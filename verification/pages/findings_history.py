"""Findings for pages, and what older versions of a check asked about the same."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.db.models import BooleanField, ExpressionWrapper, Prefetch, QuerySet
from django.urls import reverse

from award.models import Application
from verification.domain.seen_findings import known_findings
from verification.domain.sight import Sight
from verification.models import Finding, FindingAnswer, FindingDecision
from verification.queries.findings import Shown, is_superseded

Same = tuple[object, str, str, object]


def readable_findings(application: Application, sight: Sight) -> QuerySet[Shown]:
    """The findings this person may know of, with decisions and answers loaded.

    `superseded` says of each whether a newer version of its check has looked at the file since.
    """
    decisions = FindingDecision.objects.select_related("by").order_by("pk")
    answers = FindingAnswer.objects.select_related("by").order_by("pk")
    return (
        known_findings(application, sight)
        .select_related("version__item", "version__checking", "raised_by")
        .prefetch_related(
            Prefetch("decisions", queryset=decisions),
            Prefetch("answers", queryset=answers),
            "version__previews",
        )
        .annotate(superseded=ExpressionWrapper(is_superseded(), output_field=BooleanField()))
    )


def earlier_of(
    findings: Sequence[Finding], application: Application, sight: Sight
) -> Mapping[object, list[Shown]]:
    """What older versions of the check asked about the same, newest first, for each finding.

    Several findings of one kind about one file share it: the first of them has it.
    """
    heads = [f for f in findings if (f.check_version or 0) > 1]
    found: dict[object, list[Shown]] = defaultdict(list)
    if not heads:
        return found
    versions = {f.version_id for f in heads}
    rows = readable_findings(application, sight).filter(version__in=versions)
    older: dict[Same, list[Shown]] = defaultdict(list)
    for row in rows.filter(check_version__isnull=False).order_by("-check_version", "number"):
        older[_same(row)].append(row)
    for head in sorted(heads, key=lambda f: -(f.check_version or 0)):
        taken = older.pop(_same(head), [])
        found[head.pk] = [r for r in taken if (r.check_version or 0) < (head.check_version or 0)]
    return found


def _same(finding: Finding) -> Same:
    """What makes findings of several versions of a check one question."""
    return finding.version_id, finding.check_name, finding.kind, finding.other_id


def newer_of(finding: Finding, application: Application, sight: Sight) -> str:
    """The page of what the newest version of the check asked about the same, if one did."""
    newer = readable_findings(application, sight).filter(
        version=finding.version_id,
        kind=finding.kind,
        other=finding.other_id,
        check_name=finding.check_name,
        check_version__gt=finding.check_version or 0,
    )
    pk = newer.order_by("-check_version", "number").values_list("pk", flat=True).first()
    return reverse("verification:finding", args=[pk]) if pk else ""
